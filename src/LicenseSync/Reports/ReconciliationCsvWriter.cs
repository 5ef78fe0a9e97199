using CsvHelper;
using LicenseSync.Reconciliation;
using LicenseSync.Reports.Internal;

namespace LicenseSync.Reports;

/// <summary>Writes the people of a reconciliation as CSV, for spreadsheets: the document of <c>licensesync reconcile --format csv --table people</c>. Safe to share.</summary>
public static class ReconciliationCsvWriter
{
    /// <summary>Writes a header and one row for each person, in the order of semantics E, those who consume no license included.</summary>
    /// <param name="destination">Where the document goes: UTF-8 without a byte-order mark, RFC 4180; left open.</param>
    /// <param name="result">What to write. People are made one by one while they are written, and never all held.</param>
    /// <param name="neutralizeFormulas">Whether a cell that a spreadsheet would run as a formula gets an apostrophe in front. True by default: logins and host names come from outside.</param>
    /// <param name="cancellationToken">Ends the work; what was written by then is no complete document.</param>
    /// <returns>A task that ends when the document is written and flushed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> or <paramref name="result"/> is null.</exception>
    /// <remarks>Columns: <c>github_com_login</c>, <c>enterprise_server_user_ids</c> and <c>rules</c> (lists separated by a comma and a space, as in GitHub's
    /// reports), <c>license_type</c>, <c>consumes_license</c>, <c>server_accounts</c> (a count). The document holds logins: treat it as personal data.</remarks>
    public static Task WriteAsync(
        Stream destination, ReconciliationResult result, bool neutralizeFormulas = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(result);
        return CsvReport.WriteAsync(
            destination,
            ["github_com_login", "enterprise_server_user_ids", "license_type", "consumes_license", "server_accounts", "rules"],
            result.People,
            Write,
            neutralizeFormulas,
            cancellationToken);
    }

    private static void Write(CsvWriter csv, Person person)
    {
        csv.WriteField(person.GitHubComLogin);
        csv.WriteField(string.Join(", ", person.ServerAccounts.Select(account => account.Id.ToString())));
        csv.WriteField(person.LicenseType.Value);
        csv.WriteField(person.ConsumesLicense);
        csv.WriteField(person.ServerAccounts.Count);
        csv.WriteField(string.Join(", ", person.Matches.Select(match => match.Rule).Distinct()));
    }
}
