using System.Globalization;
using System.Text;

namespace LicenseSync.Reports.Internal;

/// <summary>Text from outside (logins, addresses, hosts, file names) as a report may show it: nothing invisible that reorders or hides what stands around it, and not endless.</summary>
internal static class VisibleText
{
    /// <summary>The longest text shown. GitHub's logins have up to 39 characters, addresses up to 254; the whole text stands in the CSV and the JSON.</summary>
    public const int MaxLength = 160;

    /// <summary>Shows controls and invisible format characters by their number, and cuts what is too long.</summary>
    /// <param name="text">The text; null is empty.</param>
    /// <param name="maxLength">The length from which on it is cut.</param>
    /// <returns>For example <c>a\u202Eb</c>; a text that is cut ends in <c>…</c>.</returns>
    public static string Of(string? text, int maxLength = MaxLength)
    {
        if (text is null || (text.Length <= maxLength && !text.AsSpan().ContainsAnyExceptInRange(' ', '~')))
        {
            return text ?? "";
        }

        var visible = new StringBuilder();
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (visible.Length + rune.Utf16SequenceLength > maxLength)
            {
                return visible.Append('…').ToString();
            }

            _ = IsHidden(rune) ? visible.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}") : visible.Append(rune);
        }

        return visible.ToString();
    }

    // Joiners and the marks of direction (U+200C to U+200F, U+061C) belong to names of some scripts and reach no further than their word.
    private static bool IsHidden(Rune rune) => rune.Value is not ((>= 0x200C and <= 0x200F) or 0x061C) && Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
