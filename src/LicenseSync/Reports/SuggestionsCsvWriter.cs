using CsvHelper;
using LicenseSync.Reconciliation;
using LicenseSync.Reports.Internal;

namespace LicenseSync.Reports;

/// <summary>Writes suggestions as CSV, for spreadsheets: the document of <c>licensesync reconcile --format csv --table suggestions</c>. Safe to share.</summary>
public static class SuggestionsCsvWriter
{
    /// <summary>Writes a header and one row for each suggestion, in the report's order.</summary>
    /// <param name="destination">Where the document goes: UTF-8 without a byte-order mark, RFC 4180; left open.</param>
    /// <param name="report">What to write: its <see cref="ReconciliationReport.Suggestions"/>.</param>
    /// <param name="neutralizeFormulas">Whether a cell that a spreadsheet would run as a formula gets an apostrophe in front. True by default: logins, names and addresses come from outside.</param>
    /// <param name="cancellationToken">Ends the work; what was written by then is no complete document.</param>
    /// <returns>A task that ends when the document is written and flushed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> or <paramref name="report"/> is null.</exception>
    /// <remarks>Columns: <c>code</c>, <c>confidence</c> (<c>advice</c> or <c>review</c>), <c>frees</c> (licenses), <c>enterprise_server_user_ids</c> (a list separated by a
    /// comma and a space, as in GitHub's reports), <c>target</c>, <c>value</c>, <c>target_value</c>, <c>action</c>, <c>fingerprint</c>. The document holds logins and
    /// addresses: treat it as personal data.</remarks>
    public static Task WriteAsync(
        Stream destination, ReconciliationReport report, bool neutralizeFormulas = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(report);
        return CsvReport.WriteAsync(
            destination,
            ["code", "confidence", "frees", "enterprise_server_user_ids", "target", "value", "target_value", "action", "fingerprint"],
            report.Suggestions,
            Write,
            neutralizeFormulas,
            cancellationToken);
    }

    private static void Write(CsvWriter csv, Suggestion suggestion)
    {
        csv.WriteField(suggestion.Code);
        csv.WriteField(ReportWords.NameOf(suggestion.Confidence));
        csv.WriteField(suggestion.Frees);
        csv.WriteField(string.Join(", ", suggestion.ServerAccounts));
        csv.WriteField(suggestion.Target);
        csv.WriteField(suggestion.Value);
        csv.WriteField(suggestion.TargetValue);
        csv.WriteField(suggestion.Action);
        csv.WriteField(suggestion.Fingerprint);
    }
}
