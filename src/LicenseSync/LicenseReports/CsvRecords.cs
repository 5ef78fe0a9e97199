using System.Globalization;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>The rows of a CSV file with a header, one at a time, checked: limits, quoting, number of cells, UTF-8.</summary>
/// <remarks>The separator is taken from the header line (a first line <c>sep=;</c>, as spreadsheets write it, decides). Quoting that is not RFC 4180 and an end
/// inside a quoted cell, or inside a row that has too few cells, end the reading in both modes. Rows without any text are blank lines to us: spreadsheets leave
/// them behind (<c>;;;</c>). A lone CR ends a line as well.</remarks>
internal sealed class CsvRecords : IAsyncDisposable
{
    private const int MaxHeaderLineBytes = 64 * 1024;
    private const int ProgressInterval = 4096;

    private readonly CsvSource _source;
    private readonly ReaderOptions _options;
    private readonly CsvReader _csv;
    private readonly DiagnosticReporter _reporter;
    private readonly bool _leaveOpen;
    private CsvMalformedRecord? _malformed;
    private bool _isTextRow;
    private long _records;

    private CsvRecords(CsvSource source, ReaderOptions options, DiagnosticReporter reporter, char? separator, bool leaveOpen)
    {
        _source = source;
        _options = options;
        _reporter = reporter;
        _leaveOpen = leaveOpen;
        _csv = CsvReader.Create(
            source,
            new()
            {
                HasHeader = false,
                Separator = separator,
                TrackLineNumbers = true,
                IncludeValuesInExceptions = false,
                MaxRecordSize = options.MaxRecordBytes,
                OnMalformedRecord = malformed => _malformed = malformed,
            },
            leaveOpen: true);
    }

    /// <summary>The columns, in the file's order.</summary>
    public IReadOnlyList<CsvHeader> Headers { get; private set; } = [];

    /// <summary>Where the current row stands.</summary>
    public SourcePosition Position => PositionOf(null) with { Source = _reporter.SourceName };

    /// <summary>The number of the current record, from 1, those that were skipped included.</summary>
    public long RecordNumber => _records;

    /// <summary>Reads the header.</summary>
    /// <param name="stream">Plain CSV, UTF-8.</param>
    /// <param name="options">Checked options.</param>
    /// <param name="isKnown">Whether a key of <see cref="CsvHeaderKey"/> is one of the columns looked for.</param>
    /// <param name="leaveOpen">Whether the stream stays open.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async Task<CsvRecords> OpenAsync(Stream stream, ReaderOptions options, Func<string, bool> isKnown, bool leaveOpen, CancellationToken cancellationToken)
    {
        var source = new CsvSource(stream);
        var reporter = new DiagnosticReporter(options);
        ReadOnlyMemory<byte> start = await source.PeekFirstLineAsync(MaxHeaderLineBytes, cancellationToken).ConfigureAwait(false);
        if (start.Span is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
        {
            throw reporter.Fatal(DiagnosticDescriptors.UnknownKind, "The file is UTF-16. Save it as CSV in UTF-8.", new() { Line = 1, ByteOffset = 0 });
        }

        string line = Encoding.UTF8.GetString(start.Span).TrimStart('\uFEFF');
        char? separator = line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) ? null : CsvHeaderKey.SeparatorOf(line, isKnown);
        var records = new CsvRecords(source, options, reporter, separator, leaveOpen);
        await records.ReadHeaderAsync(cancellationToken).ConfigureAwait(false);
        return records;
    }

    /// <summary>Goes to the next row that has as many cells as the header.</summary>
    /// <returns>False at the end.</returns>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken).ConfigureAwait(false))
        {
            if (IsBlank())
            {
                continue;
            }

            if (++_records > _options.MaxRecords)
            {
                throw Limit(nameof(ReaderOptions.MaxRecords), _options.MaxRecords);
            }

            if (_csv.FieldCount != Headers.Count)
            {
                ReportCellCount();
                continue;
            }

            if (_records % ProgressInterval == 0)
            {
                ReportProgress();
            }

            return true;
        }

        ReportProgress();
        return false;
    }

    /// <summary>The bytes of a cell of the current row, without quotes; valid until the next row.</summary>
    public ReadOnlySpan<byte> Cell(int column) => _csv.GetSpan(column);

    /// <summary>Whether a cell is UTF-8; reported when it is not.</summary>
    public bool IsText(int column)
    {
        if (_isTextRow || Utf8.IsValid(Cell(column)))
        {
            return true;
        }

        Report(DiagnosticDescriptors.InvalidUtf8, "The cell is not UTF-8; it is read as missing. Save the file as CSV in UTF-8.", column);
        return false;
    }

    /// <summary>A cell as it came.</summary>
    public AdditionalProperty Property(int column) => new(Headers[column].Name, Headers[column].RawName, JsonQuoted.From(Cell(column)));

    /// <summary>Reports a finding in a cell of the current row, or about the row when <paramref name="column"/> is null.</summary>
    /// <exception cref="InputFormatException">Reading is strict and the finding is an error there.</exception>
    public void Report(DiagnosticDescriptor descriptor, string message, int? column = null)
    {
        if (_reporter.Wants(descriptor))
        {
            _reporter.Report(descriptor, message, PositionOf(column));
        }
    }

    /// <summary>The exception for a finding about the current row that ends the reading in both modes.</summary>
    public InputFormatException Fatal(DiagnosticDescriptor descriptor, string message) => _reporter.Fatal(descriptor, message, PositionOf(null));

    /// <summary>The exception for a limit that a cell, or the current row, passes.</summary>
    public InputLimitException Limit(string option, long value, int? column = null) => _reporter.Limit(option, value, PositionOf(column));

    public async ValueTask DisposeAsync()
    {
        await _csv.DisposeAsync().ConfigureAwait(false);
        if (!_leaveOpen)
        {
            await _source.DisposeAsync().ConfigureAwait(false);
        }
    }

    private SourcePosition PositionOf(int? column) => new()
    {
        Path = column < Headers.Count ? Headers[column.Value].Name : null,
        Line = _csv.LineNumber,
        ByteOffset = _csv.ByteOffset,
    };

    private async Task ReadHeaderAsync(CancellationToken cancellationToken)
    {
        do
        {
            if (!await NextAsync(cancellationToken).ConfigureAwait(false))
            {
                throw _reporter.Fatal(DiagnosticDescriptors.EmptyFile, "The file is empty. Download the report again.", new() { Line = 1, ByteOffset = 0 });
            }
        }
        while (IsBlank());

        var headers = new CsvHeader[_csv.FieldCount];
        for (int i = 0; i < headers.Length; i++)
        {
            headers[i] = new(Encoding.UTF8.GetString(Cell(i)), JsonQuoted.From(Cell(i)));
        }

        Headers = headers;
        for (int i = 0; i < headers.Length; i++)
        {
            _ = IsText(i);
        }
    }

    private async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool read;
        try
        {
            read = await _csv.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (CsvFormatException exception)
        {
            // Nothing else throws here: quoting and cell counts are looked at below.
            throw _reporter.Limit(nameof(ReaderOptions.MaxRecordBytes), _options.MaxRecordBytes, new() { Line = exception.LineNumber, ByteOffset = exception.ByteOffset });
        }

        if (!read)
        {
            return false;
        }

        if (_malformed is { } malformed)
        {
            throw Malformed(malformed);
        }

        _isTextRow = Utf8.IsValid(_csv.RawRecord);
        int length = _csv.RawRecord.Length;
        if (length > _options.MaxRecordBytes)
        {
            throw Limit(nameof(ReaderOptions.MaxRecordBytes), _options.MaxRecordBytes);
        }

        if (length > _options.MaxStringBytes)
        {
            for (int i = 0; i < _csv.FieldCount; i++)
            {
                if (_csv.GetRawSpan(i).Length > _options.MaxStringBytes)
                {
                    throw Limit(nameof(ReaderOptions.MaxStringBytes), _options.MaxStringBytes, i);
                }
            }
        }

        return true;
    }

    private InputFormatException Malformed(CsvMalformedRecord malformed)
    {
        var position = new SourcePosition { Line = malformed.LineNumber, ByteOffset = malformed.ByteOffset };
        return malformed.Reason == CsvMalformedReason.UnterminatedQuote
            ? _reporter.Fatal(DiagnosticDescriptors.Truncated, "The file ends inside a quoted cell of the row that starts at this line. Download the report again.", position)
            : _reporter.Fatal(
                DiagnosticDescriptors.MalformedCsv,
                malformed.Reason == CsvMalformedReason.TextAfterClosingQuote
                    ? "A cell goes on after its closing quote. Quotes inside a quoted cell must be doubled."
                    : "A cell that does not start with a quote contains one. Such a cell must be quoted and its quotes doubled.",
                position);
    }

    private bool IsBlank()
    {
        for (int i = 0; i < _csv.FieldCount; i++)
        {
            if (Cell(i).ContainsAnyExcept((byte)' ', (byte)'\t'))
            {
                return false;
            }
        }

        return true;
    }

    private void ReportCellCount()
    {
        int cells = _csv.FieldCount;
        if (cells < Headers.Count && _source.IsAtEnd && _csv.ByteOffset + _csv.RawRecord.Length == _source.Count)
        {
            throw Fatal(DiagnosticDescriptors.Truncated, string.Create(CultureInfo.InvariantCulture, $"The file ends in a row of {cells} cells where the header has {Headers.Count}. Download the report again."));
        }

        Report(
            DiagnosticDescriptors.WrongCellCount,
            string.Create(CultureInfo.InvariantCulture, $"The row has {cells} cells, the header {Headers.Count}; the row is skipped. Download the report again, or repair the row."));
    }

    private void ReportProgress() => _options.Progress?.Report(new(_source.IsAtEnd ? _source.Count : _csv.ByteOffset, _records));
}

/// <summary>One column's header.</summary>
/// <param name="Name">As written.</param>
/// <param name="RawName">The same as JSON, quotes included.</param>
internal sealed record CsvHeader(string Name, ReadOnlyMemory<byte> RawName)
{
    /// <summary>The key it is matched by.</summary>
    public string Key { get; } = CsvHeaderKey.Of(Name);
}
