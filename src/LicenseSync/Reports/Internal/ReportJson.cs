using System.Text.Json;

namespace LicenseSync.Reports.Internal;

/// <summary>What the JSON documents write in several places.</summary>
internal static class ReportJson
{
    /// <summary>Writes a number, or null where it is unknown.</summary>
    public static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    /// <summary>Writes a list of texts.</summary>
    public static void WriteTexts(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
