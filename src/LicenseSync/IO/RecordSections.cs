using LicenseSync.Diagnostics;

namespace LicenseSync.IO;

/// <summary>Reads a file's records in sections, several at the same time, and gives them in order to the scanner that reads the file.</summary>
/// <remarks>
/// <para>A section begins where the bytes look as the first record's did, which can be inside a text or a nested object. So it is a guess, and it is used only where the scanner comes to exactly
/// that place: each section ends where a record begins, and the next is taken over if that is its start. Else, and where anything in a section is wrong, it is thrown away and the scanner itself
/// reads on, record by record, to where the next can be taken over. So records, findings and errors are the same as without sections.</para>
/// <para>A record that is made on one processor and used on another costs nearly what making it does: what is handed over should be small.</para>
/// </remarks>
/// <param name="scanner">Reads the file.</param>
/// <param name="options">How many at a time.</param>
/// <param name="open">A reader of sections over a scanner.</param>
internal sealed class RecordSections<T>(JsonScanner scanner, ReaderOptions options, Func<JsonScanner, SectionReader<T>> open) : IAsyncDisposable
    where T : class
{
    private const int RecordsPerOwn = 4096;
    private const int MinSections = 4;
    private const int MaxMisses = 16;

    private readonly Queue<Ahead> _ahead = [];
    private readonly Stack<SectionReader<T>> _idle = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly PrefixStream? _file = options.MaxParallelism > 1 ? scanner.File : null;
    private byte[]? _recordStart;
    private long _next;
    private long _length;
    private int _misses;

    /// <summary>The section that begins where the scanner's next record does, to be taken over (<see cref="JsonScanner.TakeOver"/>).</summary>
    /// <param name="isFitting">Whether what a section has come to fits to what was read before.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>Null where the scanner has to read the next record itself.</returns>
    public ValueTask<RecordSection<T>?> NextAsync(Func<T, bool> isFitting, CancellationToken cancellationToken) =>
        IsReady() && scanner.TryFindNextRecord(out long offset) ? AtAsync(offset, isFitting, cancellationToken) : new((RecordSection<T>?)null);

    /// <summary>Goes through all records, in sections where there are any, and else in such that are read here.</summary>
    /// <param name="next">Goes on to the scanner's next record.</param>
    /// <param name="begin">Begins a section that is read here.</param>
    /// <param name="add">Adds the current record to it.</param>
    /// <param name="isFitting">Whether what a section has come to fits to what was read before.</param>
    /// <param name="end">Takes what a section has come to, and how many records the scanner had read before where they are counted anew in it.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task ReadAllAsync(
        Func<CancellationToken, ValueTask<bool>> next, Func<T> begin, Action<T> add, Func<T, bool> isFitting, Action<T, long> end, CancellationToken cancellationToken)
    {
        (T own, int count) = (begin(), 0);
        while (true)
        {
            RecordSection<T>? section;
            bool isRecord;
            try
            {
                section = await NextAsync(isFitting, cancellationToken).ConfigureAwait(false);
                isRecord = section is null && await next(cancellationToken).ConfigureAwait(false);
            }
            catch (LicenseSyncException) when (count > 0)
            {
                // What came before the defect was read.
                end(own, 0);
                throw;
            }

            if (count == RecordsPerOwn || (count > 0 && !isRecord))
            {
                end(own, 0);
                (own, count) = (begin(), 0);
            }

            if (section is { } taken)
            {
                long before = scanner.Records;
                scanner.TakeOver(taken.Section);
                end(taken.Value, before);
            }
            else if (isRecord)
            {
                add(own);
                count++;
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>Ends what is being read.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        while (_ahead.TryDequeue(out Ahead? ahead))
        {
            await ((Task)ahead.Task).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _idle.Push(ahead.Reader);
        }

        foreach (SectionReader<T> reader in _idle)
        {
            await reader.Scanner.DisposeAsync().ConfigureAwait(false);
        }

        _stop.Dispose();
    }

    private async ValueTask<RecordSection<T>?> AtAsync(long offset, Func<T, bool> isFitting, CancellationToken cancellationToken)
    {
        while (LookAhead(offset, cancellationToken) && _ahead.Peek().From <= offset)
        {
            Ahead ahead = _ahead.Peek();
            RecordSection<T>? read = await ahead.Task.ConfigureAwait(false);
            if (read is { } later && later.Section.Start > offset)
            {
                return null;
            }

            _idle.Push(_ahead.Dequeue().Reader);
            if (read is { } section && section.Section.Start == offset && scanner.HasRoomFor(section.Section) && scanner.IsAsDeepAs(ahead.Reader.Scanner) && isFitting(section.Value))
            {
                _misses = 0;
                return section;
            }

            _misses++;
        }

        return null;
    }

    // The first record shows what records begin with.
    private bool IsReady()
    {
        if (_recordStart is null && _file is not null && !scanner.RecordStart.IsEmpty)
        {
            _recordStart = scanner.RecordStart.ToArray();
            _length = _file.Length;
            _next = _length - scanner.Bytes >= (long)MinSections * options.SectionBytes ? scanner.Bytes : _length;
        }

        return _recordStart is not null && (_next < _length || _ahead.Count > 0) && _misses < MaxMisses;
    }

    private bool LookAhead(long offset, CancellationToken cancellationToken)
    {
        _next = Math.Max(_next, offset);
        while (_ahead.Count < options.MaxParallelism && _next < _length && _misses < MaxMisses)
        {
            SectionReader<T> reader = _idle.TryPop(out SectionReader<T>? idle) ? idle : open(scanner.ForSections(new(_file!.File.Stream.SafeFileHandle, _file.File.Origin)));
            (long from, long end) = (_next, Math.Min(_next + options.SectionBytes, _length));
            _ahead.Enqueue(new(from, reader, Task.Run(() => ReadAsync(reader, from, end, cancellationToken), CancellationToken.None)));
            _next = end;
        }

        return _ahead.Count > 0;
    }

    private async Task<RecordSection<T>?> ReadAsync(SectionReader<T> reader, long from, long end, CancellationToken cancellationToken)
    {
        try
        {
            if (await reader.Scanner.StartSectionAsync(from, end, _recordStart!, cancellationToken).ConfigureAwait(false) is not { } start)
            {
                return null;
            }

            reader.Begin();
            while (!_stop.IsCancellationRequested)
            {
                if (await reader.Scanner.ReadAsync(cancellationToken).ConfigureAwait(false) != JsonEvent.Record)
                {
                    return new(reader.Scanner.EndSection(start), reader.End());
                }

                reader.Read();
            }

            return null;
        }
        catch (Exception exception) when (exception is LicenseSyncException or IOException)
        {
            // Whoever reads it again there finds the same, and knows whether it counts.
            return null;
        }
    }

    private sealed record Ahead(long From, SectionReader<T> Reader, Task<RecordSection<T>?> Task);
}
