using CsvHelper;
using LicenseSync.Reconciliation;
using LicenseSync.Reports.Internal;

namespace LicenseSync.Reports;

/// <summary>Writes the comparison with GitHub's count as CSV, for spreadsheets: the document of <c>licensesync reconcile --format csv --table comparison</c>. Safe to share.</summary>
public static class ComparisonCsvWriter
{
    /// <summary>Writes a header and one row for each server account that the exports or the report know, in the order of accounts.</summary>
    /// <param name="destination">Where the document goes: UTF-8 without a byte-order mark, RFC 4180; left open.</param>
    /// <param name="report">What to write: its <see cref="ReconciliationReport.Comparison"/>. Where that is null, only the header is written.</param>
    /// <param name="neutralizeFormulas">Whether a cell that a spreadsheet would run as a formula gets an apostrophe in front. True by default: logins and host names come from outside.</param>
    /// <param name="cancellationToken">Ends the work; what was written by then is no complete document.</param>
    /// <returns>A task that ends when the document is written and flushed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> or <paramref name="report"/> is null.</exception>
    /// <remarks>Columns: <c>enterprise_server_user_id</c>, <c>state</c> (<c>agree</c>, <c>only_ours</c>, <c>only_github</c>, <c>differ</c>, <c>not_in_export</c>,
    /// <c>not_in_report</c>), <c>suspended</c>, <c>host_given</c> (whether an input was given for the host), <c>github_com_login</c> and
    /// <c>reported_github_com_login</c> (whom the account belongs to here and in the report), <c>accounts</c> and <c>reported_accounts</c> (who shares the
    /// license; lists separated by a comma and a space). The document holds logins: treat it as personal data.</remarks>
    public static Task WriteAsync(
        Stream destination, ReconciliationReport report, bool neutralizeFormulas = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(report);
        return CsvReport.WriteAsync(
            destination,
            ["enterprise_server_user_id", "state", "suspended", "host_given", "github_com_login", "reported_github_com_login", "accounts", "reported_accounts"],
            report.Comparison?.Accounts ?? [],
            Write,
            neutralizeFormulas,
            cancellationToken);
    }

    private static void Write(CsvWriter csv, AccountComparison account)
    {
        csv.WriteField(account.Id.ToString());
        csv.WriteField(ReconciliationJsonWriter.NameOf(account.State));
        csv.WriteField(account.IsSuspended);
        csv.WriteField(account.IsHostGiven);
        csv.WriteField(account.GitHubComLogin);
        csv.WriteField(account.ReportedGitHubComLogin);
        csv.WriteField(string.Join(", ", account.Accounts));
        csv.WriteField(string.Join(", ", account.ReportedAccounts));
    }
}
