using System.Text.Json;
using LicenseSync.Diagnostics;
using LicenseSync.Reports.Internal;

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
        ReportJson.WriteNumber(writer, "line"u8, diagnostic.Position.Line);
        ReportJson.WriteNumber(writer, "byte_offset"u8, diagnostic.Position.ByteOffset);
        if (withFile)
        {
            writer.WriteString("file"u8, diagnostic.Position.Source);
        }

        writer.WriteEndObject();
    }
}
