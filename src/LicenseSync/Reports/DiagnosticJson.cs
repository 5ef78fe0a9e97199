using System.Text.Json;
using LicenseSync.Diagnostics;

namespace LicenseSync.Reports;

/// <summary>A finding as the command line's contract writes it.</summary>
internal static class DiagnosticJson
{
    public static void Write(Utf8JsonWriter writer, Diagnostic diagnostic, bool withFile)
    {
        writer.WriteStartObject();
        writer.WriteString("code"u8, diagnostic.Code);
        writer.WriteString("severity"u8, diagnostic.SeverityName);
        writer.WriteString("message"u8, diagnostic.Message);
        writer.WriteString("path"u8, diagnostic.Position.Path);
        WriteNumber(writer, "line"u8, diagnostic.Position.Line);
        WriteNumber(writer, "byte_offset"u8, diagnostic.Position.ByteOffset);
        if (withFile)
        {
            writer.WriteString("file"u8, diagnostic.Position.Source);
        }

        writer.WriteEndObject();
    }

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
}
