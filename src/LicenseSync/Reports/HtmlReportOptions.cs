namespace LicenseSync.Reports;

/// <summary>Settings of a report as HTML. A writer reads them when it starts.</summary>
public sealed class HtmlReportOptions
{
    /// <summary>The title of the document, for example with the enterprise's name.</summary>
    /// <value><c>GitHub Enterprise licenses</c> by default.</value>
    public string Title { get; set; } = "GitHub Enterprise licenses";

    /// <summary>How many rows of a list are shown; the rest is counted, and stands in the CSV.</summary>
    /// <value>0 or more; 200 by default, which a browser shows and a person reads without waiting.</value>
    public int MaxRows { get; set; } = 200;
}
