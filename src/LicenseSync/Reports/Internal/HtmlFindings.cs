using LicenseSync.Diagnostics;

namespace LicenseSync.Reports.Internal;

/// <summary>The section on what was found in the input: one row for each kind, with the first places.</summary>
internal static class HtmlFindings
{
    private const int MaxPlaces = 3;

    public static async Task WriteAsync(HtmlContent content)
    {
        DiagnosticCollection diagnostics = content.Report.Result.Diagnostics;
        if (diagnostics.Count == 0)
        {
            return;
        }

        content.BeginSection(
            "findings",
            "Findings about the input",
            $"{ReportWords.Count(diagnostics.TotalCount, "finding")}, {ReportWords.Count(diagnostics.ErrorCount, "error")} among them. What breaks a format is left out and reported.");
        var table = new HtmlTable(content.Html, "Findings about the input", isInteractive: true, new("Code"), new("Severity"), new("What it means, and where"), HtmlColumn.Number("Times"));
        await content.WriteRowsAsync(table, FindingTally.Of(diagnostics, MaxPlaces), finding =>
        {
            table.Cell($"<code>{finding.Descriptor.Code}</code>");
            table.Cell($"<span class=\"tag {finding.Severity}\">{finding.Severity}</span>");
            table.BeginCell();
            content.Html.Write($"<p>{finding.Descriptor.Title}</p><ul class=\"places\">");
            foreach (Diagnostic diagnostic in finding.First)
            {
                content.Html.Write($"<li>{new Outside(diagnostic.Message, MaxLength: 500)} {new Outside(diagnostic.Position.ToString(), IsAddress: true, MaxLength: 300)}</li>");
            }

            if (finding.Count > finding.First.Count)
            {
                content.Html.Write($"<li class=\"muted\">and {finding.Count - finding.First.Count} more</li>");
            }

            content.Html.WriteRaw("</ul>");
            table.EndCell();
            table.Cell($"{finding.Count}");
        }).ConfigureAwait(false);
        content.EndSection();
    }
}
