using System.Text;

namespace LicenseSync.Reports.Internal;

/// <summary>A Markdown document under a given length: rows are added while there is room, and counted from then on.</summary>
internal sealed class MarkdownDocument(int maxRows, int maxCharacters)
{
    // Room for what is written whatever the lists hold: headings, headers and the lines that say how many rows are left out.
    private const int Reserve = 8_192;

    private readonly StringBuilder _text = new();

    /// <summary>Adds a block: a heading, a paragraph.</summary>
    public void Block(string text) => _text.Append(text).Append("\n\n");

    /// <summary>Adds a table.</summary>
    /// <param name="columns">The headers; one that begins with <c>&gt;</c> is a column of numbers.</param>
    /// <param name="items">The items, read as far as rows are shown.</param>
    /// <param name="total">How many there are; null for a table that is shown whole.</param>
    /// <param name="rowOf">The cells of an item, escaped.</param>
    /// <param name="more">Where the rest stands; null where it does not.</param>
    public void Table<T>(string[] columns, IEnumerable<T> items, long? total, Func<T, string[]> rowOf, string? more)
    {
        AppendRow(columns.Select(column => column.TrimStart('>')));
        AppendRow(columns.Select(column => column[0] == '>' ? "---:" : "---"));
        int shown = 0;
        foreach (T item in total is null ? items : items.Take(maxRows))
        {
            string row = string.Join(" | ", rowOf(item));
            if (total is not null && _text.Length + row.Length > maxCharacters - Reserve)
            {
                break;
            }

            AppendRow([row]);
            shown++;
        }

        _text.Append('\n');
        if (total - shown is > 0 and long rest)
        {
            Block($"and {ReportWords.Number(rest)} more{(more is null ? "" : $": the full list is in the {more}")}.");
        }
    }

    /// <summary>The document, ending in one line break.</summary>
    public override string ToString() => _text.ToString().TrimEnd('\n') + "\n";

    private void AppendRow(IEnumerable<string> cells) => _text.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
}
