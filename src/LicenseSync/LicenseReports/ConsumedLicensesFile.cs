using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>Answers of GitHub's REST API to <c>GET /enterprises/{enterprise}/consumed-licenses</c>, read row by row; never held as a whole. Not safe for concurrent use.</summary>
/// <remarks>
/// <para>GitHub Docs, "REST API endpoints for enterprise licensing". One page, several documents one after another, an array of pages, or one merged document (semantics A8), plain or gzip. The
/// examples published there contradict their schema, so: an empty text is null for every field, flags and numbers may be texts, lists may be null or one bare text, and the emails of server
/// accounts are read under both names (<c>enterprise_server_emails</c>, <c>enterprise_server_primary_emails</c>: the first in the row that holds any).</para>
/// <para>Rows are given as they stand, those of one person are not merged (A5). What is unknown or cannot be used is kept as additional property of its row.
/// A malformed or truncated document, a limit that is passed, and a missing <c>users</c> throw in both modes: the rows before must not be taken for the whole.</para>
/// </remarks>
public sealed partial class ConsumedLicensesFile : IAsyncDisposable
{
    private static readonly JsonShape Shape = new() { RecordLists = ["users"], AllowsPages = true, NewLayout = () => new ConsumedLicenseLayout() };

    private readonly JsonScanner _scanner;
    private readonly ReaderOptions _options;
    private readonly ConsumedLicenseReader _reader;
    private long _rows;
    private bool _isTaken;
    private bool _isStepping;
    private bool _hasRow;
    private bool _isComplete;
    private bool _isDisposed;

    private ConsumedLicensesFile(JsonScanner scanner, ReaderOptions options)
    {
        _scanner = scanner;
        _options = options;
        _reader = new(scanner, options.MaxEmailsPerAccount);
    }

    /// <summary><c>total_seats_consumed</c>: people, over all deployments.</summary>
    /// <value>The largest given so far; null while none is. Final after the last row.</value>
    public long? TotalSeatsConsumed { get; private set; }

    /// <summary><c>total_seats_purchased</c>; may be less than consumed.</summary>
    /// <value>The largest given so far (semantics A8); null while none is. Final after the last row.</value>
    public long? TotalSeatsPurchased { get; private set; }

    /// <summary>The number of the row that was given last, from 1, skipped ones counted.</summary>
    internal long RecordNumber => _scanner.Records;

    /// <summary>About how many rows there are, as far as the file has been read; 0 where that cannot be told.</summary>
    internal long ExpectedRecords => _scanner.ExpectedRecords;

    /// <summary>Where the row stands that was given last.</summary>
    internal SourcePosition Position => _scanner.PositionOf(0);

    /// <summary>Opens a stream and reads up to the rows of the first page.</summary>
    /// <param name="stream">The content, plain or gzip; read once, forwards, in any chunking.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="leaveOpen">Whether to leave <paramref name="stream"/> open; false by default: it is closed with the result, and when this throws.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The opened file; dispose it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">A value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="InputFormatException">The content is empty, malformed or truncated, has no users, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">A limit of <paramref name="options"/> is passed.</exception>
    public static Task<ConsumedLicensesFile> OpenAsync(Stream stream, ReaderOptions? options = null, bool leaveOpen = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return StartAsync(stream, (options ?? new()).CheckedCopy(), leaveOpen, cancellationToken);
    }

    /// <summary>Opens a pipe and reads up to the rows of the first page. See <see cref="OpenAsync(Stream, ReaderOptions?, bool, CancellationToken)"/>.</summary>
    /// <param name="reader">The pipe; completed with the result, and when this throws.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The opened file; dispose it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="reader"/> is null.</exception>
    /// <exception cref="ArgumentException">A value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="InputFormatException">The content is empty, malformed or truncated, has no users, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">A limit of <paramref name="options"/> is passed.</exception>
    public static Task<ConsumedLicensesFile> OpenAsync(PipeReader reader, ReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return OpenAsync(reader.AsStream(), options, leaveOpen: false, cancellationToken);
    }

    /// <summary>Opens a file and reads up to the rows of the first page. See <see cref="OpenAsync(Stream, ReaderOptions?, bool, CancellationToken)"/>.</summary>
    /// <param name="path">The file's path, which is also the source name in positions unless <paramref name="options"/> has one.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The opened file; dispose it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, or a value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read, or is a directory.</exception>
    /// <exception cref="InputFormatException">The content is empty, malformed or truncated, has no users, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">A limit of <paramref name="options"/> is passed.</exception>
    public static Task<ConsumedLicensesFile> OpenAsync(string path, ReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReaderOptions copy = (options ?? new()).CheckedCopy(path);
        return StartAsync(PlainInput.OpenFile(path), copy, leaveOpen: false, cancellationToken);
    }

    /// <summary>The rows of all pages in the file's order, read as they are asked for; can be asked for once. At the end a number of rows other than <see cref="TotalSeatsConsumed"/> is a warning, since it may be legitimate.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="InvalidOperationException">The rows were asked for already; thrown by this call.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    /// <exception cref="InputFormatException">While reading: the content is malformed or truncated, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">While reading: a limit is passed.</exception>
    public IAsyncEnumerable<ConsumedLicense> ReadAsync(CancellationToken cancellationToken = default)
    {
        Take();
        return CoreAsync(cancellationToken);
    }

    /// <summary>Goes on to the next row, which <see cref="CurrentRow"/> then gives as bytes; no string is made. The faster way beside <see cref="ReadAsync"/>, with the same rows and findings.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>False at the end of the file.</returns>
    /// <exception cref="InvalidOperationException">The rows were asked for otherwise already.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    /// <exception cref="InputFormatException">The content is malformed or truncated, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">A limit is passed.</exception>
    public ValueTask<bool> ReadNextRowAsync(CancellationToken cancellationToken = default)
    {
        if (!_isStepping)
        {
            Take();
            _isStepping = true;
        }

        return NextAsync(cancellationToken);
    }

    /// <summary>The row that <see cref="ReadNextRowAsync"/> came to last.</summary>
    /// <value>Valid until the next is asked for or the file is closed.</value>
    /// <exception cref="InvalidOperationException">There is none: none was asked for, or the file is at its end or closed.</exception>
    public ConsumedLicenseView CurrentRow => _hasRow && !_isDisposed ? new(_reader) : throw new InvalidOperationException("There is no current row: ask for the next one first.");

    /// <summary>Copies the row that was given last, as it stands in the file: every field, unknown ones included, in its spelling. Call it before the next row is asked for.</summary>
    /// <param name="destination">Where to write the row: UTF-8, one JSON object.</param>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> is null.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public void CopyRowTo(IBufferWriter<byte> destination)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        destination.Write(_scanner.Value);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _isDisposed = true;
        return _scanner.DisposeAsync();
    }

    private static async Task<ConsumedLicensesFile> StartAsync(Stream stream, ReaderOptions options, bool leaveOpen, CancellationToken cancellationToken)
    {
        JsonScanner scanner = await JsonScanner.OpenAsync(stream, options, Shape, leaveOpen, cancellationToken).ConfigureAwait(false);
        try
        {
            var file = new ConsumedLicensesFile(scanner, options);
            await file.ReadToRowsAsync(cancellationToken).ConfigureAwait(false);
            return file;
        }
        catch
        {
            await scanner.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task ReadToRowsAsync(CancellationToken cancellationToken)
    {
        // The scanner refuses a document without users, so they come.
        JsonEvent found;
        while ((found = await _scanner.ReadAsync(cancellationToken).ConfigureAwait(false)) != JsonEvent.RecordsStart)
        {
            if (found == JsonEvent.Property)
            {
                ReadTotal();
            }
        }
    }

    private void Take()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isTaken)
        {
            throw new InvalidOperationException("The rows can be read once. Open the file again.");
        }

        _isTaken = true;
    }

    private async IAsyncEnumerable<ConsumedLicense> CoreAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return _reader.ToLicense();
        }
    }

    /// <summary>Goes on to the next row.</summary>
    /// <returns>False at the end of the file.</returns>
    private ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _hasRow = false;
        while (!_isComplete)
        {
            ValueTask<JsonEvent> found = _scanner.ReadAsync(cancellationToken);
            if (!found.IsCompletedSuccessfully)
            {
                return WaitAsync(found, cancellationToken);
            }

            if (IsRow(found.Result))
            {
                return new(true);
            }
        }

        return new(false);
    }

    private async ValueTask<bool> WaitAsync(ValueTask<JsonEvent> found, CancellationToken cancellationToken)
    {
        while (!IsRow(await found.ConfigureAwait(false)))
        {
            if (_isComplete)
            {
                return false;
            }

            found = _scanner.ReadAsync(cancellationToken);
        }

        return true;
    }

    /// <summary>Takes what the scanner came to.</summary>
    /// <returns>Whether that is a row.</returns>
    private bool IsRow(JsonEvent found)
    {
        switch (found)
        {
            case JsonEvent.Record:
                _hasRow = _reader.Read();
                _rows += _hasRow ? 1 : 0;
                break;
            case JsonEvent.Property:
                ReadTotal();
                break;
            case JsonEvent.End:
                _isComplete = true;
                CheckTotal();
                break;
        }

        return _hasRow;
    }

    private void ReadTotal()
    {
        switch (_scanner.Key)
        {
            case "totalseatsconsumed":
                TotalSeatsConsumed = Larger(TotalSeatsConsumed);
                break;
            case "totalseatspurchased":
                TotalSeatsPurchased = Larger(TotalSeatsPurchased);
                break;
        }

        long? Larger(long? total) =>
            !_scanner.TryGetInt64(_scanner.Whole, out long? given) || given is null ? total
            : given < 0 && !_scanner.InvalidValue(_scanner.Whole, "a number of 0 or more") ? total
            : total > given ? total
            : given;
    }

    private void CheckTotal()
    {
        if (TotalSeatsConsumed is { } total && total != _rows)
        {
            _scanner.ReportFile(
                DiagnosticDescriptors.RowCountDiffers,
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"There are {_rows} rows, and total_seats_consumed is {total}. Check that no page is missing; rows that hold no license make a difference, too."));
        }
    }
}
