using LicenseSync.Reports.Internal;

namespace LicenseSync.Reports;

/// <summary>Writes a report as one HTML file for people: the document of <c>licensesync reconcile --format html</c>. Safe to share.</summary>
public static class HtmlReportWriter
{
    /// <summary>Writes what the report holds: the licenses and what to do first, then suggestions, what they would change, charts, people with several accounts, accounts without a match, the comparison and findings.</summary>
    /// <param name="destination">Where the document goes: UTF-8 without a byte-order mark; left open.</param>
    /// <param name="report">What to write. Parts that are null or empty are left out. Everybody is read once, and never all held.</param>
    /// <param name="options">Title and length of lists; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the work; what was written by then is no complete document.</param>
    /// <returns>A task that ends when the document is written and flushed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> or <paramref name="report"/> is null.</exception>
    /// <exception cref="ArgumentException"><see cref="HtmlReportOptions.Title"/> is null, or <see cref="HtmlReportOptions.MaxRows"/> is negative.</exception>
    /// <remarks>The file needs no network and runs no script but its own, which sorts and filters tables: its content security policy allows that script and
    /// its style by their hash and nothing else, so that a name that looks like markup stays a name. It reads, and prints, without the script. Light or dark
    /// is the reader's choice. The document holds logins and addresses: treat it as personal data.</remarks>
    public static Task WriteAsync(Stream destination, ReconciliationReport report, HtmlReportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(report);
        options ??= new();
        if (options.Title is null || options.MaxRows < 0)
        {
            throw new ArgumentException($"{nameof(options.Title)} must not be null, and {nameof(options.MaxRows)} must be 0 or more.", nameof(options));
        }

        return WriteCoreAsync(destination, report, options.Title, options.MaxRows, cancellationToken);
    }

    private static async Task WriteCoreAsync(Stream destination, ReconciliationReport report, string title, int maxRows, CancellationToken cancellationToken)
    {
        var output = new ReportOutput(destination);
        var html = new HtmlOutput(output);
        var content = new HtmlContent(html, report, maxRows, cancellationToken);
        HtmlPage.Begin(html, title);
        HtmlOverview.Write(content, title);
        await HtmlSuggestions.WriteAsync(content).ConfigureAwait(false);
        await HtmlWhatIf.WriteAsync(content).ConfigureAwait(false);
        HtmlLicenses.Write(content);
        await HtmlComparison.WriteAsync(content).ConfigureAwait(false);
        await HtmlPeople.WriteAsync(content).ConfigureAwait(false);
        await HtmlFindings.WriteAsync(content).ConfigureAwait(false);
        HtmlPage.End(html);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
