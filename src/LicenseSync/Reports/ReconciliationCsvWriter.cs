using System.Buffers;
using CsvHelper;
using LicenseSync.Reconciliation;
using LicenseSync.Reconciliation.Internal;
using LicenseSync.Reports.Internal;

namespace LicenseSync.Reports;

/// <summary>Writes the people of a reconciliation as CSV, for spreadsheets: the document of <c>licensesync reconcile --format csv --table people</c>. Safe to share.</summary>
public static class ReconciliationCsvWriter
{
    /// <summary>Writes a header and one row for each person, in the order of semantics E, those who consume no license included.</summary>
    /// <param name="destination">Where the document goes: UTF-8 without a byte-order mark, RFC 4180; left open.</param>
    /// <param name="result">What to write. People are written one by one and never held.</param>
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
            Enumerable.Range(0, result.People.Count),
            new Rows(result.OpenPeople()).Write,
            neutralizeFormulas,
            cancellationToken);
    }

    // Lists are put together in buffers that are used again.
    private sealed class Rows(PersonCursor people)
    {
        private readonly ArrayBufferWriter<byte> _ids = new();
        private readonly List<string> _rules = [];

        public void Write(CsvWriter csv, int position)
        {
            people.MoveTo(position);
            _ids.ResetWrittenCount();
            _rules.Clear();
            foreach (int account in people.Accounts)
            {
                if (_ids.WrittenCount > 0)
                {
                    _ids.Write(", "u8);
                }

                _ids.Write(people.IdOf(account));
                if (people.RuleOf(account) is >= 0 and int rule && !_rules.Contains(people.NameOf(rule)))
                {
                    _rules.Add(people.NameOf(rule));
                }
            }

            csv.WriteField(people.HasLogin ? people.Login : []);
            csv.WriteField(_ids.WrittenSpan);
            csv.WriteField(people.LicenseType.Value);
            csv.WriteField(people.ConsumesLicense);
            csv.WriteField(people.Accounts.Length);
            csv.WriteField(_rules.Count == 1 ? _rules[0] : string.Join(", ", _rules));
        }
    }
}
