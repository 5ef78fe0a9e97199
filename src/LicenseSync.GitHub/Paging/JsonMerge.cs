using System.Text.Encodings.Web;
using System.Text.Json;

namespace LicenseSync.GitHub.Paging;

/// <summary>Merges two rows of one account: lists are united, of other values the first that says something counts (semantics A5). What only one of them has is kept.</summary>
internal static class JsonMerge
{
    public static byte[] Merge(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second)
    {
        using var a = JsonDocument.Parse(first);
        using var b = JsonDocument.Parse(second);
        using var merged = new MemoryStream();
        using (var writer = new Utf8JsonWriter(merged, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            foreach (JsonProperty property in a.RootElement.EnumerateObject())
            {
                writer.WritePropertyName(property.Name);
                Write(writer, property.Value, b.RootElement.TryGetProperty(property.Name, out JsonElement other) ? other : default);
            }

            foreach (JsonProperty property in b.RootElement.EnumerateObject())
            {
                if (!a.RootElement.TryGetProperty(property.Name, out _))
                {
                    property.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        return merged.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value, JsonElement other)
    {
        if (value.ValueKind == JsonValueKind.Array && other.ValueKind == JsonValueKind.Array)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            writer.WriteStartArray();
            foreach (JsonElement element in value.EnumerateArray().Concat(other.EnumerateArray()))
            {
                if (seen.Add(element.GetRawText()))
                {
                    element.WriteTo(writer);
                }
            }

            writer.WriteEndArray();
            return;
        }

        (IsEmpty(value) && !IsEmpty(other) ? other : value).WriteTo(writer);
    }

    private static bool IsEmpty(JsonElement value) =>
        value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && value.GetString()!.Length == 0);
}
