using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace LicenseSync.IO;

/// <summary>JSON texts whose grammar is checked already, made into strings.</summary>
internal static class JsonText
{
    /// <summary>Reads a text.</summary>
    /// <param name="raw">The text as it stands in the JSON, without quotes.</param>
    /// <param name="text">The text; where it has a fault, one with U+FFFD in place of what is wrong.</param>
    /// <param name="faultOffset">Where in <paramref name="raw"/> the first fault is; 0 when there is none.</param>
    /// <returns>The first fault.</returns>
    public static TextFault Decode(ReadOnlySpan<byte> raw, out string text, out int faultOffset)
    {
        if (!raw.Contains((byte)'\\') && Utf8.IsValid(raw))
        {
            (text, faultOffset) = (Encoding.UTF8.GetString(raw), 0);
            return TextFault.None;
        }

        TextFault fault = FindFault(raw, out faultOffset);
        text = raw.Contains((byte)'\\') ? Unescape(raw) : Encoding.UTF8.GetString(raw);
        return fault;
    }

    /// <summary>The first fault of a text, without making a string of it.</summary>
    public static TextFault FindFault(ReadOnlySpan<byte> raw, out int offset)
    {
        if (!Utf8.IsValid(raw))
        {
            offset = 0;
            while (Rune.DecodeFromUtf8(raw[offset..], out _, out int length) == OperationStatus.Done)
            {
                offset += length;
            }

            return TextFault.NotUtf8;
        }

        offset = 0;
        for (int next = raw.IndexOf((byte)'\\'); next >= 0; next = raw[offset..].IndexOf((byte)'\\'))
        {
            offset += next;
            if (raw[offset + 1] != (byte)'u')
            {
                offset += 2;
                continue;
            }

            char unit = Unit(raw[offset..]);
            if (char.IsHighSurrogate(unit) && IsEscapedUnit(raw[(offset + 6)..]) && char.IsLowSurrogate(Unit(raw[(offset + 6)..])))
            {
                offset += 12;
            }
            else if (char.IsSurrogate(unit))
            {
                return TextFault.LoneSurrogate;
            }
            else
            {
                offset += 6;
            }
        }

        offset = 0;
        return TextFault.None;
    }

    /// <summary>The character that an escape other than <c>\u</c> stands for.</summary>
    public static char Simple(byte escaped) => escaped switch
    {
        (byte)'b' => '\b',
        (byte)'f' => '\f',
        (byte)'n' => '\n',
        (byte)'r' => '\r',
        (byte)'t' => '\t',
        _ => (char)escaped,
    };

    /// <summary>The UTF-16 unit of the escape <c>\uXXXX</c> that <paramref name="escape"/> starts with.</summary>
    public static char Unit(ReadOnlySpan<byte> escape) => (char)ushort.Parse(escape.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static bool IsEscapedUnit(ReadOnlySpan<byte> raw) => raw.Length >= 6 && raw[0] == (byte)'\\' && raw[1] == (byte)'u';

    private static string Unescape(ReadOnlySpan<byte> raw)
    {
        // UTF-16 never takes more units than UTF-8 takes bytes, and an escape always shrinks.
        char[] buffer = ArrayPool<char>.Shared.Rent(raw.Length);
        int length = 0;
        while (!raw.IsEmpty)
        {
            int plain = raw.IndexOf((byte)'\\');
            plain = plain < 0 ? raw.Length : plain;
            length += Encoding.UTF8.GetChars(raw[..plain], buffer.AsSpan(length));
            raw = raw[plain..];
            if (!raw.IsEmpty)
            {
                bool isUnit = raw[1] == (byte)'u';
                buffer[length++] = isUnit ? Unit(raw) : Simple(raw[1]);
                raw = raw[(isUnit ? 6 : 2)..];
            }
        }

        for (int i = 0; i < length; i++)
        {
            if (char.IsHighSurrogate(buffer[i]) && i + 1 < length && char.IsLowSurrogate(buffer[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(buffer[i]))
            {
                buffer[i] = '\uFFFD';
            }
        }

        string text = new(buffer, 0, length);
        ArrayPool<char>.Shared.Return(buffer, clearArray: true);
        return text;
    }
}
