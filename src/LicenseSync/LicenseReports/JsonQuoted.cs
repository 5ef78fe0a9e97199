using System.Buffers;
using System.Text;
using System.Text.Json;

namespace LicenseSync.LicenseReports;

/// <summary>CSV cells as JSON texts, the form in which additional properties are kept, and back. Bytes that are not UTF-8 stay as they are.</summary>
internal static class JsonQuoted
{
    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(b => (byte)b), (byte)'"', (byte)'\\']);

    /// <summary>The JSON text of a cell.</summary>
    public static byte[] From(ReadOnlySpan<byte> text)
    {
        if (!text.ContainsAny(Escaped))
        {
            return [(byte)'"', .. text, (byte)'"'];
        }

        var quoted = new ArrayBufferWriter<byte>(text.Length + 16);
        quoted.Write("\""u8);
        foreach (byte b in text)
        {
            quoted.Write(b switch
            {
                (byte)'"' or (byte)'\\' => [(byte)'\\', b],
                < 0x20 => Encoding.ASCII.GetBytes($"\\u{b:x4}"),
                _ => [b],
            });
        }

        quoted.Write("\""u8);
        return quoted.WrittenSpan.ToArray();
    }

    /// <summary>The cell a JSON value is written as: a text without its quotes, nothing for null, every other value (and a text that is not Unicode) as it stands.</summary>
    public static ReadOnlySpan<byte> ToCell(ReadOnlySpan<byte> value)
    {
        var reader = new Utf8JsonReader(value);
        try
        {
            if (reader.Read() && reader.TokenType == JsonTokenType.String)
            {
                if (!reader.ValueIsEscaped)
                {
                    return value.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
                }

                byte[] text = new byte[reader.ValueSpan.Length];
                return text.AsSpan(0, reader.CopyString(text));
            }

            return reader.TokenType == JsonTokenType.Null ? [] : value;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return value;
        }
    }
}
