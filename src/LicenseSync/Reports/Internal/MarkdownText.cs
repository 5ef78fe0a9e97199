using System.Text;

namespace LicenseSync.Reports.Internal;

/// <summary>Text in GitHub-flavored Markdown that stays text: no markup, no mention, no link, no reference to an issue.</summary>
internal static class MarkdownText
{
    // What begins markup, an entity, an emoji, a formula, an address of the web (http:, www.) or the next cell.
    private const string Special = "\\`*_[]<>|~:$&";

    /// <summary>A text from outside as a code span, which nothing is read from. For a table: one line, and a pipe is no end of a cell.</summary>
    /// <returns>For example <c>`a\|b`</c>; a dash for an empty text.</returns>
    public static string Code(string? text, int maxLength = 100)
    {
        string visible = VisibleText.Of(text, maxLength);
        if (string.IsNullOrWhiteSpace(visible))
        {
            return "–";
        }

        // A span ends at a run of backticks as long as the one it began with.
        string fence = new('`', LongestRun(visible) + 1);
        string pad = visible[0] is '`' or ' ' || visible[^1] is '`' or ' ' ? " " : "";
        return $"{fence}{pad}{EscapePipes(visible)}{pad}{fence}";
    }

    /// <summary>A sentence that holds text from outside, such as an action: its letters are shown as they are.</summary>
    public static string Prose(string? text, int maxLength = 600)
    {
        string visible = VisibleText.Of(text, maxLength);
        var escaped = new StringBuilder();
        for (int index = 0; index < visible.Length; index++)
        {
            char c = visible[index];

            // An element of its own parts what would be read as an address, a mention or an issue; a backslash would not: these are found after Markdown.
            _ = c is '@' or '#' ? escaped.Append("<span>").Append(c).Append("</span>")
                : Special.Contains(c, StringComparison.Ordinal) || (c == '.' && visible.AsSpan(0, index).EndsWith("www", StringComparison.OrdinalIgnoreCase)) ? escaped.Append('\\').Append(c)
                : escaped.Append(c);
        }

        return escaped.ToString();
    }

    private static int LongestRun(string text)
    {
        int longest = 0;
        int run = 0;
        foreach (char c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    // A table takes a pipe for the end of a cell unless an odd number of backslashes stands before it, also in code.
    private static string EscapePipes(string text)
    {
        var escaped = new StringBuilder(text.Length);
        int backslashes = 0;
        foreach (char c in text)
        {
            if (c == '|' && backslashes % 2 == 0)
            {
                escaped.Append('\\');
            }

            escaped.Append(c);
            backslashes = c == '\\' ? backslashes + 1 : 0;
        }

        return escaped.ToString();
    }
}
