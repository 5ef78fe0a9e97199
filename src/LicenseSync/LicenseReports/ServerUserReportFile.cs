using System.Runtime.CompilerServices;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>A site-admin user report of a GitHub Enterprise Server instance (CSV, <c>all_users.csv</c>), read account by account; never held as a whole.</summary>
/// <remarks>
/// GitHub Docs, "Accessing reports for your instance". It names no instance (semantics A1), and it is the plain alternative to an encrypted usage export (A3). Its email is the account's
/// primary one, its role <c>admin</c> a site administrator; columns that are not known are kept with every account. Any column order, the separators <c>,</c> <c>;</c> and tab, a UTF-8
/// byte-order mark, every line end and gzip are understood. Rows without any text are skipped silently, as blank lines are. Not safe for use by several threads at once.
/// </remarks>
public sealed class ServerUserReportFile : IAsyncDisposable
{
    private readonly CsvRecords _records;
    private readonly ServerUserReportRow _row;
    private readonly ServerAccountKeys _keys = new();
    private bool _isRead;

    private ServerUserReportFile(CsvRecords records, ServerUserReportRow row)
    {
        _records = records;
        _row = row;
    }

    /// <summary>The number of the last row in the file, from 1, the header not counted, rows that were skipped included.</summary>
    internal long RecordNumber => _records.RecordNumber;

    /// <summary>Opens a report and reads its header.</summary>
    /// <param name="stream">The file, plain or gzip; read forward only, in any chunking.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="leaveOpen">Whether the stream stays open when the report is disposed.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The report, before its first account.</returns>
    /// <exception cref="InputFormatException">The file is empty, no user report (it has no column for the login), or its header is damaged.</exception>
    /// <exception cref="InputLimitException">A limit of the options is passed.</exception>
    /// <exception cref="ArgumentException">A value of the options is out of its range.</exception>
    public static async Task<ServerUserReportFile> OpenAsync(Stream stream, ReaderOptions? options = null, bool leaveOpen = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ReaderOptions checkedOptions = (options ?? new()).CheckedCopy();
        CsvRecords records = await CsvRecords.OpenAsync(stream, checkedOptions, ServerUserReportRow.IsKnown, leaveOpen, cancellationToken).ConfigureAwait(false);
        return new(records, new(records));
    }

    /// <summary>Reads the accounts, in the file's order. Of several with one user id (without one: login) the first is kept, of those without both none (semantics A2).</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The accounts, read as they are asked for; can be enumerated once.</returns>
    /// <exception cref="InvalidOperationException">The accounts have been asked for before.</exception>
    /// <exception cref="InputFormatException">While enumerating: the file is no CSV or ends in the middle, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">While enumerating: a limit of the options is passed.</exception>
    public IAsyncEnumerable<ServerAccount> ReadAccountsAsync(CancellationToken cancellationToken = default)
    {
        if (_isRead)
        {
            throw new InvalidOperationException("The accounts can be read once. Open the file again.");
        }

        _isRead = true;
        return Core(cancellationToken);

        async IAsyncEnumerable<ServerAccount> Core([EnumeratorCancellation] CancellationToken token)
        {
            while (await _records.ReadAsync(token).ConfigureAwait(false))
            {
                ServerAccount account = _row.Read();
                if (account.UserId is null && string.IsNullOrWhiteSpace(account.Login))
                {
                    _records.Report(DiagnosticDescriptors.MissingAccountKey, "The account has neither a user id nor a login; it is skipped. Repair or remove the row.");
                }
                else if (!_keys.Add(account.UserId, account.Login))
                {
                    _records.Report(DiagnosticDescriptors.DuplicateUserId, $"The {account} stands in the file already; the first is kept, this one is skipped.");
                }
                else
                {
                    yield return account;
                }
            }
        }
    }

    /// <summary>Closes the file.</summary>
    /// <returns>A task that ends when it is closed.</returns>
    public ValueTask DisposeAsync() => _records.DisposeAsync();
}
