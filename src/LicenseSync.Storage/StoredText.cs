using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace LicenseSync.Storage;

/// <summary>Texts as a database can hold them.</summary>
/// <remarks>Host names and messages come from outside. PostgreSQL has no U+0000 in text, SQLite's functions end a text there, and neither has half of a surrogate pair, which a message that was cut may
/// end with. A store that refused them would lose what it is to record, so they are written as U+0010 ("data link escape") and the four hexadecimal digits of the UTF-16 unit; so is U+0010 itself.
/// All other texts stand in the database as they are.</remarks>
internal static class StoredText
{
    private const char Escape = '\u0010';
    private const int Digits = 4;

    /// <summary>A text as it is written.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Write(string? text)
    {
        int first = text is null ? -1 : FirstToEscape(text);
        if (first < 0)
        {
            return text;
        }

        StringBuilder written = new StringBuilder(text!.Length + Digits).Append(text, 0, first);
        for (int i = first; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                written.Append(text[i]).Append(text[++i]);
            }
            else if (NeedsEscape(text[i]))
            {
                written.Append(Escape).Append(((int)text[i]).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                written.Append(text[i]);
            }
        }

        return written.ToString();
    }

    /// <summary>The text that was written.</summary>
    [return: NotNullIfNotNull(nameof(written))]
    public static string? Read(string? written)
    {
        if (written is null || !written.Contains(Escape))
        {
            return written;
        }

        var text = new StringBuilder(written.Length);
        for (int i = 0; i < written.Length; i++)
        {
            // Somebody else's U+0010, without digits, is taken as it is.
            if (written[i] == Escape
                && i + Digits < written.Length
                && ushort.TryParse(written.AsSpan(i + 1, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit))
            {
                text.Append((char)unit);
                i += Digits;
            }
            else
            {
                text.Append(written[i]);
            }
        }

        return text.ToString();
    }

    private static int FirstToEscape(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
            {
                i++;
            }
            else if (NeedsEscape(text[i]))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool NeedsEscape(char unit) => unit is '\0' or Escape || char.IsSurrogate(unit);
}
