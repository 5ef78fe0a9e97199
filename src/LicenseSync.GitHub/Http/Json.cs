using System.Globalization;
using System.Text.Json;

namespace LicenseSync.GitHub.Http;

/// <summary>Reads small JSON leniently: what is missing, null or of another kind is null.</summary>
internal static class Json
{
    /// <summary>Reads a page.</summary>
    /// <exception cref="AttemptFailedException">It is cut short, or not JSON.</exception>
    public static async Task<JsonDocument> ReadAsync(Stream body, string name, CancellationToken cancellationToken)
    {
        byte[] bytes = await Document.ReadAsync(body, name, cancellationToken).ConfigureAwait(false);
        try
        {
            return JsonDocument.Parse(bytes);
        }
        catch (JsonException)
        {
            throw new AttemptFailedException(new("The answer was cut short or is not JSON. Try again later, and check the address.", name) { IsTransient = true });
        }
    }

    public static JsonElement Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : default;

    public static string? AsText(this JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    public static bool? AsBoolean(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static long? AsInt64(this JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long number) ? number
        : value.AsText() is { } text && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) ? number
        : null;

    public static DateTimeOffset? AsDate(this JsonElement value) =>
        value.AsText() is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date : null;
}
