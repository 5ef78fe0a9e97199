using System.IO.Compression;
using System.Text;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.Tests.IO;

/// <summary>Runs the scanner over a text and writes down what it came to, for tests to compare.</summary>
internal static class Json
{
    public static JsonShape Usage { get; } = new() { RecordLists = ["users"], AllowsText = true };

    public static JsonShape Pages { get; } = new() { RecordLists = ["users"], AllowsPages = true };

    public static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));

    public static byte[] Gzip(byte[] plain)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(plain);
        }

        return compressed.ToArray();
    }

    public static Task<string> ScanAsync(string text, JsonShape? shape = null, ReaderOptions? options = null) => ScanAsync(Stream(text), shape, options);

    /// <summary>The events, one a line; an exception is the last line.</summary>
    public static async Task<string> ScanAsync(Stream stream, JsonShape? shape = null, ReaderOptions? options = null)
    {
        var events = new StringBuilder();
        try
        {
            await using JsonScanner scanner = await JsonScanner.OpenAsync(stream, (options ?? new()).CheckedCopy(), shape ?? Usage, false, default);
            string? text = null;
            JsonEvent found;
            do
            {
                found = await scanner.ReadAsync(default);
                string value = Encoding.UTF8.GetString(scanner.Value);
                text = found switch
                {
                    JsonEvent.TextStart => "",
                    JsonEvent.TextChunk => text + value,
                    _ => text,
                };
                string? line = found switch
                {
                    JsonEvent.Property => $"{Encoding.UTF8.GetString(scanner.RawName)} {scanner.Key} {value} {scanner.PositionOf(0)}",
                    JsonEvent.Record => $"{value} {scanner.PositionOf(0)}",
                    JsonEvent.TextEnd => text,
                    JsonEvent.TextChunk => null,
                    _ => "",
                };
                if (line is not null)
                {
                    events.Append(found).Append(line.Length > 0 ? " " : "").Append(line).Append('\n');
                }
            }
            while (found != JsonEvent.End);
        }
        catch (LicenseSyncException exception)
        {
            events.Append(exception.Diagnostic.Code).Append(' ').Append(exception.Position).Append('\n');
        }

        return events.ToString();
    }
}
