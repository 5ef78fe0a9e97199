using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>What the consumed-licenses API of GitHub Enterprise Cloud answers, read row by row; never held as a whole. Not safe for concurrent use.</summary>
/// <remarks>
/// GitHub Docs, "REST API endpoints for enterprise licensing". One page, several documents one after another, an array of pages, or a merged document (semantics A8); plain or gzip.
/// Both spellings of the server emails are understood, an empty text where a boolean is due is missing, and what is not known is kept. Rows are yielded as they stand: rows of one login are not merged.
/// </remarks>
public sealed class ConsumedLicensesFile : IAsyncDisposable
{
    private static readonly JsonShape Shape = new() { RecordLists = ["users"], AllowsPages = true };

    private readonly JsonScanner _scanner;
    private readonly ConsumedLicenseRow _row;
    private bool _isRead;

    private ConsumedLicensesFile(JsonScanner scanner, ReaderOptions options)
    {
        _scanner = scanner;
        _row = new(scanner, options.MaxEmailsPerAccount);
    }

    /// <summary><c>total_seats_consumed</c>, the largest given so far (semantics A8); final after the last row; null when the file gives none.</summary>
    public long? TotalSeatsConsumed { get; private set; }

    /// <summary><c>total_seats_purchased</c>, the largest given so far (semantics A8); final after the last row; null when the file gives none.</summary>
    public long? TotalSeatsPurchased { get; private set; }

    /// <summary>The number of the last row in the file, from 1, rows that were skipped included.</summary>
    internal long RecordNumber => _scanner.Records;

    /// <summary>Where the last row begins.</summary>
    internal SourcePosition Position => _scanner.PositionOf(0);

    /// <summary>Opens a stream.</summary>
    /// <param name="stream">The file, plain or gzip; read once, forwards, in any chunking.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="leaveOpen">Whether to leave <paramref name="stream"/> open; false by default.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The file, before its first row; dispose it.</returns>
    /// <exception cref="ArgumentException">A value of <paramref name="options"/> is out of range, or <paramref name="stream"/> is null.</exception>
    /// <exception cref="InputFormatException">The gzip compression is damaged.</exception>
    public static async Task<ConsumedLicensesFile> OpenAsync(
        Stream stream, ReaderOptions? options = null, bool leaveOpen = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ReaderOptions copy = (options ?? new()).CheckedCopy();
        return new(await JsonScanner.OpenAsync(stream, copy, Shape, leaveOpen, cancellationToken).ConfigureAwait(false), copy);
    }

    /// <summary>Opens a pipe. See <see cref="OpenAsync(Stream, ReaderOptions?, bool, CancellationToken)"/>.</summary>
    /// <param name="reader">The pipe; completed with the result.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The file, before its first row; dispose it.</returns>
    /// <exception cref="ArgumentException">A value of <paramref name="options"/> is out of range, or <paramref name="reader"/> is null.</exception>
    /// <exception cref="InputFormatException">The gzip compression is damaged.</exception>
    public static Task<ConsumedLicensesFile> OpenAsync(PipeReader reader, ReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return OpenAsync(reader.AsStream(), options, leaveOpen: false, cancellationToken);
    }

    /// <summary>Opens a file. See <see cref="OpenAsync(Stream, ReaderOptions?, bool, CancellationToken)"/>.</summary>
    /// <param name="path">The file's path, which is also the source name in positions unless <paramref name="options"/> has one.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The file, before its first row; dispose it.</returns>
    /// <exception cref="ArgumentException">A value of <paramref name="options"/> is out of range, or <paramref name="path"/> is null or empty.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read, or is a directory.</exception>
    /// <exception cref="InputFormatException">The gzip compression is damaged.</exception>
    public static Task<ConsumedLicensesFile> OpenAsync(string path, ReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReaderOptions copy = (options ?? new()).CheckedCopy(path);
        return OpenAsync(PlainInput.OpenFile(path), copy, leaveOpen: false, cancellationToken);
    }

    /// <summary>Reads the rows, in the file's order, each as it stands.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The rows, read as they are asked for; can be enumerated once.</returns>
    /// <exception cref="InvalidOperationException">The rows have been asked for before.</exception>
    /// <exception cref="InputFormatException">While enumerating: the file is empty, malformed or truncated, has no <c>users</c>, or strict reading refuses it.</exception>
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
            JsonEvent found;
            do
            {
                found = await _scanner.ReadAsync(token).ConfigureAwait(false);
                if (found == JsonEvent.Record && _row.Read() is { } row)
                {
                    yield return row;
                }
                else if (found == JsonEvent.Property)
                {
                    ReadTotal();
                }
            }
            while (found != JsonEvent.End);

            if (TotalSeatsConsumed is { } total && total != _scanner.Records)
            {
                _scanner.ReportFile(
                    DiagnosticDescriptors.RowCountDiffers,
                    string.Create(System.Globalization.CultureInfo.InvariantCulture, $"There are {_scanner.Records} rows, and total_seats_consumed is {total}. Rows that hold no license explain a difference; else check that all pages are here."));
            }
        }
    }

    /// <summary>Closes the file.</summary>
    /// <returns>A task that ends when it is closed.</returns>
    public ValueTask DisposeAsync() => _scanner.DisposeAsync();

    private void ReadTotal()
    {
        bool isConsumed = _scanner.Key is "totalseatsconsumed";
        if ((isConsumed || _scanner.Key is "totalseatspurchased") && _scanner.TryGetInt64(_scanner.Whole, out long? total))
        {
            (TotalSeatsConsumed, TotalSeatsPurchased) = isConsumed
                ? (Larger(TotalSeatsConsumed, total), TotalSeatsPurchased)
                : (TotalSeatsConsumed, Larger(TotalSeatsPurchased, total));
        }

        static long? Larger(long? known, long? given) => known is null || given > known ? given : known;
    }
}
