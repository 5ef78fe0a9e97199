using System.Globalization;
using System.Text.Json;

namespace LicenseSync.IO;

/// <summary>Dates as exports write them (ISO 8601, and Ruby's form with a space and <c>UTC</c>). A date without an offset is UTC.</summary>
internal static class IsoDate
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd",
        "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ss 'UTC'", "yyyy-MM-dd HH:mm:ss zzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyyMMdd'T'HHmmssK",
    ];

    /// <summary>Reads a date.</summary>
    /// <returns>False when the text is no such date.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset date) => DateTimeOffset.TryParseExact(
        text.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);

    /// <summary>Reads the form that nearly all exports have, <c>"2024-01-02T03:04:05Z"</c>, without making a text of it.</summary>
    /// <param name="json">A JSON text, quotes included.</param>
    /// <param name="date">The date.</param>
    /// <returns>False when it is of another form, or no date.</returns>
    public static bool TryParseUtc(ReadOnlySpan<byte> json, out DateTimeOffset date)
    {
        date = default;
        if (json.Length != "\"yyyy-MM-ddTHH:mm:ssZ\"".Length || !json.EndsWith("Z\""u8))
        {
            return false;
        }

        var reader = new Utf8JsonReader(json);
        reader.Read();
        return reader.TryGetDateTimeOffset(out date);
    }

    /// <summary>Writes a date so that it is read back equal, offset included.</summary>
    public static string Format(DateTimeOffset date) => date.ToString(
        date.Offset == TimeSpan.Zero ? "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'" : "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        CultureInfo.InvariantCulture);
}
