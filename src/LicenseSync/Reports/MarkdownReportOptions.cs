namespace LicenseSync.Reports;

/// <summary>Settings of a report as Markdown. A writer reads them when it starts.</summary>
public sealed class MarkdownReportOptions
{
    /// <summary>The title of the report, for example with the enterprise's name.</summary>
    /// <value><c>GitHub Enterprise licenses</c> by default.</value>
    public string Title { get; set; } = "GitHub Enterprise licenses";

    /// <summary>How many rows of a list are shown at most; the rest is counted, and stands in the CSV.</summary>
    /// <value>0 or more; 50 by default.</value>
    public int MaxRows { get; set; } = 50;

    /// <summary>The length from which on lists are cut, in characters: what an issue, a pull request or a comment on GitHub may hold.</summary>
    /// <value>16,384 to 1,048,576; 65,536 by default. The report stays under it.</value>
    public int MaxCharacters { get; set; } = 65_536;
}
