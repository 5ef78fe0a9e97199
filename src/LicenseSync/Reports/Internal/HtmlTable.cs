using System.Runtime.CompilerServices;

namespace LicenseSync.Reports.Internal;

/// <summary>A table of a report. On a narrow screen each row becomes a card, so cells carry their column's name, and elements their roles, which the changed display would take away.</summary>
internal sealed class HtmlTable
{
    private readonly HtmlOutput _html;
    private readonly HtmlColumn[] _columns;
    private int _column;

    /// <summary>Opens the table.</summary>
    /// <param name="html">Where it goes.</param>
    /// <param name="caption">What it holds; for those who cannot see what stands above it.</param>
    /// <param name="isInteractive">Whether the script offers to sort and filter it.</param>
    /// <param name="columns">Its columns.</param>
    public HtmlTable(HtmlOutput html, string caption, bool isInteractive, params HtmlColumn[] columns)
    {
        _html = html;
        _columns = columns;
        html.WriteRaw(isInteractive ? "<table role=\"table\" data-interactive>" : "<table role=\"table\">");
        html.Write($"<caption>{caption}</caption><thead role=\"rowgroup\"><tr role=\"row\">");
        foreach (HtmlColumn column in columns)
        {
            html.Write($"<th role=\"columnheader\" scope=\"col\" class=\"{column.Class}\">{column.Name}</th>");
        }

        html.WriteRaw("</tr></thead><tbody role=\"rowgroup\">");
    }

    public void BeginRow()
    {
        _column = 0;
        _html.WriteRaw("<tr role=\"row\">");
    }

    /// <summary>Writes the row's next cell.</summary>
    public void Cell([InterpolatedStringHandlerArgument("")] CellMarkup markup)
    {
        _ = markup;
        EndCell();
    }

    /// <summary>Opens the row's next cell, for a content that takes more than one call.</summary>
    public void BeginCell()
    {
        HtmlColumn column = _columns[_column++];
        _html.Write($"<td role=\"cell\" class=\"{column.Class}\" data-label=\"{column.Name}\"><div>");
    }

    public void EndCell() => _html.WriteRaw("</div></td>");

    public void EndRow() => _html.WriteRaw("</tr>\n");

    public void End() => _html.WriteRaw("</tbody></table>");

    /// <summary>The content of a cell: opens the cell and is markup from then on.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct CellMarkup
    {
        private readonly HtmlOutput.Markup _markup;

        public CellMarkup(int literalLength, int formattedCount, HtmlTable table)
        {
            table.BeginCell();
            _markup = new(literalLength, formattedCount, table._html);
        }

        public void AppendLiteral(string markup) => _markup.AppendLiteral(markup);

        public void AppendFormatted(string? text) => _markup.AppendFormatted(text);

        public void AppendFormatted(Outside outside) => _markup.AppendFormatted(outside);

        public void AppendFormatted(long number) => _markup.AppendFormatted(number);
    }
}

/// <summary>A column of a table.</summary>
/// <param name="Name">Its header.</param>
/// <param name="Class">How its cells look; empty for text.</param>
internal readonly record struct HtmlColumn(string Name, string Class = "")
{
    /// <summary>A column of numbers.</summary>
    public static HtmlColumn Number(string name) => new(name, "number");
}
