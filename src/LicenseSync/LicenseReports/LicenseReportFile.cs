using System.IO.Pipelines;
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

    /// <summary>Opens a stream and reads the header.</summary>
    /// <param name="stream">The file, plain or gzip; read once, forwards, in any chunking.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="leaveOpen">Whether to leave <paramref name="stream"/> open; false by default: it is closed with the result, and when this throws.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The opened file; dispose it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">A value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="InputFormatException">The file is empty, no license report (it has no column for the login), its header is damaged, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">A limit of <paramref name="options"/> is passed.</exception>
    public static Task<LicenseReportFile> OpenAsync(Stream stream, ReaderOptions? options = null, bool leaveOpen = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return StartAsync(stream, (options ?? new()).CheckedCopy(), leaveOpen, cancellationToken);
    }

    /// <summary>Opens a pipe and reads the header. See <see cref="OpenAsync(Stream, ReaderOptions?, bool, CancellationToken)"/>.</summary>
    /// <param name="reader">The pipe; completed with the result, and when this throws.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The opened file; dispose it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="reader"/> is null.</exception>
    /// <exception cref="ArgumentException">A value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="InputFormatException">The file is empty, no license report (it has no column for the login), its header is damaged, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">A limit of <paramref name="options"/> is passed.</exception>
    public static Task<LicenseReportFile> OpenAsync(PipeReader reader, ReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return OpenAsync(reader.AsStream(), options, leaveOpen: false, cancellationToken);
    }

    /// <summary>Opens a file and reads the header. See <see cref="OpenAsync(Stream, ReaderOptions?, bool, CancellationToken)"/>.</summary>
    /// <param name="path">The file's path, which is also the source name in positions unless <paramref name="options"/> has one.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The opened file; dispose it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, or a value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read, or is a directory.</exception>
    /// <exception cref="InputFormatException">The file is empty, no license report (it has no column for the login), its header is damaged, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">A limit of <paramref name="options"/> is passed.</exception>
    public static Task<LicenseReportFile> OpenAsync(string path, ReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReaderOptions copy = (options ?? new()).CheckedCopy(path);
        return StartFileAsync();

        async Task<LicenseReportFile> StartFileAsync() => await StartAsync(PlainInput.OpenFile(path), copy, leaveOpen: false, cancellationToken).ConfigureAwait(false);
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

    private static Task<LicenseReportFile> StartAsync(Stream stream, ReaderOptions options, bool leaveOpen, CancellationToken cancellationToken) =>
        CsvRecords.OpenAsync(stream, options, leaveOpen, LicenseReportColumns.IsKnown, records => new LicenseReportFile(records, new(records, options)), cancellationToken);
}
