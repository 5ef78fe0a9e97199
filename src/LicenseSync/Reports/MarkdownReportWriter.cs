using LicenseSync.Reports.Internal;

namespace LicenseSync.Reports;

/// <summary>Writes a report as GitHub-flavored Markdown, for an issue or a pull request: the document of <c>licensesync reconcile --format markdown</c>. Safe to share.</summary>
public static class MarkdownReportWriter
{
    private const int MinCharacters = 16_384;
    private const int MaxCharacters = 1_048_576;

    /// <summary>Writes the licenses, what to change, what it would bring, the comparison with GitHub's count, the instances and the kinds of findings.</summary>
    /// <param name="destination">Where the document goes: UTF-8 without a byte-order mark; left open.</param>
    /// <param name="report">What to write. Parts that are null or empty are left out. Everybody is read once, and never held.</param>
    /// <param name="options">Title and lengths; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the work; what was written by then is no complete document.</param>
    /// <returns>A task that ends when the document is written and flushed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> or <paramref name="report"/> is null.</exception>
    /// <exception cref="ArgumentException"><see cref="MarkdownReportOptions.Title"/> is null, <see cref="MarkdownReportOptions.MaxRows"/> is negative, or <see cref="MarkdownReportOptions.MaxCharacters"/> is out of its range.</exception>
    /// <remarks>What comes from outside is shown as code: it is no markup, mentions nobody and links nowhere. The document holds logins and addresses: treat it as personal data.</remarks>
    public static Task WriteAsync(Stream destination, ReconciliationReport report, MarkdownReportOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(report);
        options ??= new();
        if (options.Title is null || options.MaxRows < 0 || options.MaxCharacters is < MinCharacters or > MaxCharacters)
        {
            throw new ArgumentException(
                $"{nameof(options.Title)} must not be null, {nameof(options.MaxRows)} must be 0 or more, {nameof(options.MaxCharacters)} from {MinCharacters} to {MaxCharacters}.", nameof(options));
        }

        return WriteCoreAsync(destination, report, options.Title, options.MaxRows, options.MaxCharacters, cancellationToken);
    }

    // The document is short by its nature: it is put together first, and its length known.
    private static async Task WriteCoreAsync(Stream destination, ReconciliationReport report, string title, int maxRows, int maxCharacters, CancellationToken cancellationToken)
    {
        var output = new ReportOutput(destination);
        var markdown = new MarkdownDocument(maxRows, maxCharacters);
        MarkdownSections.Write(markdown, report, title, cancellationToken);
        output.Write(markdown.ToString());
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
