using System.Text;

namespace LicenseSync.IO;

/// <summary>What is asked of texts in UTF-8 without making strings of them. Nearly all begin with a visible ASCII character, which settles it; the rest is left to the framework.</summary>
internal static class Utf8Text
{
    /// <summary>Whether a byte is an ASCII character that is seen: no white space, no control, nothing beyond ASCII.</summary>
    public static bool IsVisible(byte value) => value is > 0x20 and < 0x7F;

    /// <summary>Whether a text is empty or white space only.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> text) => text.IsEmpty || (!IsVisible(text[0]) && string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(text)));

    /// <summary>Whether a text, without white space before it, begins with an ASCII prefix, letter case aside.</summary>
    public static bool StartsWithIgnoringCase(ReadOnlySpan<byte> text, ReadOnlySpan<byte> prefix) =>
        text.IsEmpty || IsVisible(text[0])
            ? text.Length >= prefix.Length && Ascii.EqualsIgnoreCase(text[..prefix.Length], prefix)
            : Encoding.UTF8.GetString(text).AsSpan().TrimStart().StartsWith(Encoding.ASCII.GetString(prefix), StringComparison.OrdinalIgnoreCase);
}
