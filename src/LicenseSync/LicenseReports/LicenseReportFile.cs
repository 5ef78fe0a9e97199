using System.Runtime.CompilerServices;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>A license report (CSV) downloaded from an enterprise's Licensing page, read row by row; never held as a whole.</summary>
/// <remarks>
/// Headers of every generation are known (GitHub Docs, "License reports reference"): today's words, snake case of 2022 to 2025, the oldest (<c>Handle or email</c>), and the wording of
/// GHE.com, in any order, told apart by their ASCII letters and digits only. Separators <c>,</c> <c>;</c> and tab, a UTF-8 byte-order mark, every line end and gzip are understood. Columns
/// that are not known are kept with every row. The oldest generation has no flags: they stay null, so that <see cref="ConsumedLicense"/> derives them (semantics A4).
/// Rows without any text are skipped silently, as blank lines are: spreadsheets leave them behind. Not safe for use by several threads at once.
/// </remarks>
public sealed class LicenseReportFile : IAsyncDisposable
{
    private readonly CsvRecords _records;
    private readonly LicenseReportRow _row;
    private bool _isRead;

    private LicenseReportFile(CsvRecords records, LicenseReportRow row)
    {
        _records = records;
        _row = row;
    }

    /// <summary>Where the row stands that was given last.</summary>
    internal SourcePosition Position => _records.Position;

    /// <summary>The number of the last row in the file, from 1, the header not counted, rows that were skipped included.</summary>
    internal long RecordNumber => _records.RecordNumber;

    /// <summary>Opens a report and reads its header.</summary>
    /// <param name="stream">The file, plain or gzip; read forward only, in any chunking.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="leaveOpen">Whether the stream stays open when the report is disposed, or cannot be opened.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The report, before its first row.</returns>
    /// <exception cref="InputFormatException">The file is empty, no license report (it has no column for the login), or its header is damaged.</exception>
    /// <exception cref="InputLimitException">A limit of the options is passed.</exception>
    /// <exception cref="ArgumentException">A value of the options is out of its range.</exception>
    public static async Task<LicenseReportFile> OpenAsync(Stream stream, ReaderOptions? options = null, bool leaveOpen = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ReaderOptions checkedOptions = (options ?? new()).CheckedCopy();
        CsvRecords records = await CsvRecords.OpenAsync(stream, checkedOptions, LicenseReportColumns.IsKnown, leaveOpen, cancellationToken).ConfigureAwait(false);
        return new(records, new(records, checkedOptions));
    }

    /// <summary>Reads the rows, in the file's order, each as it stands: rows of one person are not merged.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The rows, read as they are asked for; can be enumerated once.</returns>
    /// <exception cref="InvalidOperationException">The rows have been asked for before.</exception>
    /// <exception cref="InputFormatException">While enumerating: the file is no CSV or ends in the middle, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">While enumerating: a limit of the options is passed.</exception>
    public IAsyncEnumerable<ConsumedLicense> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (_isRead)
        {
            throw new InvalidOperationException("The rows can be read once. Open the file again.");
        }

        _isRead = true;
        return Core(cancellationToken);

        async IAsyncEnumerable<ConsumedLicense> Core([EnumeratorCancellation] CancellationToken token)
        {
            while (await _records.ReadAsync(token).ConfigureAwait(false))
            {
                yield return _row.Read();
            }
        }
    }

    /// <summary>Closes the file.</summary>
    /// <returns>A task that ends when it is closed.</returns>
    public ValueTask DisposeAsync() => _records.DisposeAsync();
}
