using System.Globalization;
using System.Text;

namespace LicenseSync.Cli.Terminal;

/// <summary>Text from files, names of files and arguments on its way to a terminal.</summary>
internal static class SafeText
{
    /// <summary>
    /// The text with every character that can move the cursor, reorder, hide or break text (controls, format and bidirectional characters, line
    /// and paragraph separators, lone surrogates) written as <c>\u001B</c>.
    /// </summary>
    public static string Escape(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        StringBuilder? escaped = null;
        int index = 0;
        while (index < text.Length)
        {
            bool isCharacter = Rune.TryGetRuneAt(text, index, out Rune rune);
            int length = isCharacter ? rune.Utf16SequenceLength : 1;
            if (!isCharacter || IsUnsafe(rune))
            {
                escaped ??= new StringBuilder(text, 0, index, text.Length + 16);
                int value = isCharacter ? rune.Value : text[index];
                escaped.Append(value > char.MaxValue ? $"\\U{value:X8}" : $"\\u{value:X4}");
            }
            else
            {
                escaped?.Append(text, index, length);
            }

            index += length;
        }

        return escaped?.ToString() ?? text;
    }

    private static bool IsUnsafe(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
