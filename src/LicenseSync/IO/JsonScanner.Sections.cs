using LicenseSync.Diagnostics;

namespace LicenseSync.IO;

// A stretch of the list of records can be read by another scanner, which starts in the middle, where a record seems to begin. This one takes it over when it comes to exactly that place:
// then a record does begin there, and all that follows was read as it would have been read here.
internal sealed partial class JsonScanner
{
    private long _sectionEnd = long.MaxValue;
    private List<JsonSection.Finding>? _findings;
    private long _takenTo = -1;

    /// <summary>The bytes that the record read last begins with, up to its first value; empty where that is not known.</summary>
    public ReadOnlySpan<byte> RecordStart => _hasGaps ? _gaps[0].BytesToValue : [];

    /// <summary>The file that is read, if other parts of it can be read at the same time.</summary>
    public PrefixStream? File => (_stream as PrefixStream) is { IsSeekable: true } file ? file : null;

    /// <summary>About how many records the input has, as far as it has been read; 0 where that cannot be told.</summary>
    public long ExpectedRecords => File is { } file && Bytes > 0 ? (long)((double)Records / Bytes * file.Length) : 0;

    /// <summary>Whether the list of records goes on, and where its next record begins; the current record is not to be used any more.</summary>
    /// <returns>False at the list's end, and where the next record is not buffered.</returns>
    /// <exception cref="InputFormatException">The input is malformed or truncated here.</exception>
    public bool TryFindNextRecord(out long offset)
    {
        offset = Bytes;
        if (_state != State.Records || Bytes == _takenTo)
        {
            return _state == State.Records;
        }

        JsonEvent? found;
        do
        {
            BeginStep();
            found = Between((byte)']');
        }
        while (found == Again);

        offset = Bytes;
        return found is null;
    }

    /// <summary>Another scanner for stretches of this one's list of records.</summary>
    /// <param name="stream">What it reads; disposed with it.</param>
    public JsonScanner ForSections(SectionStream stream)
    {
        ReaderOptions options = _options.CheckedCopy();
        options.Progress = null;
        return new(stream, options, _shape) { _findings = [], _inPages = _inPages };
    }

    /// <summary>Whether <see cref="ForSections"/> made a scanner while this one stood as deep in the document as it does now.</summary>
    public bool IsAsDeepAs(JsonScanner sections) => _inPages == sections._inPages;

    /// <summary>Goes to the first place in a range where a record seems to begin, of a scanner for sections.</summary>
    /// <param name="from">Where the range begins.</param>
    /// <param name="end">Where it ends: the section goes on to the first record that begins there or behind.</param>
    /// <param name="recordStart">What a record begins with.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>Where the section begins; null where no record seems to begin in the range.</returns>
    public async ValueTask<long?> StartSectionAsync(long from, long end, byte[] recordStart, CancellationToken cancellationToken)
    {
        ((SectionStream)_stream).Start(from, end);
        (_bufferOffset, _position, _end, _isComplete, _sectionEnd) = (from, 0, 0, false, end);
        (_unitLine, _askedLine) = ((from, 0), (from, 0));
        (_state, _expect, _recordInList, Records) = (State.Records, Expect.Next, -1, 0);
        _findings = [];
        int found;
        do
        {
            BeginStep();
            await FillAsync(cancellationToken).ConfigureAwait(false);
            found = _buffer.AsSpan(0, _end).IndexOf(recordStart);
            _position = found >= 0 ? found : Math.Max(0, _end - recordStart.Length + 1);
        }
        while (found < 0 && !_isComplete && Bytes < end);

        _unitLine = (Bytes, 0);
        return found >= 0 && Bytes < end ? Bytes : null;
    }

    /// <summary>What was read since <see cref="StartSectionAsync"/>, after <see cref="JsonEvent.SectionEnd"/> or <see cref="JsonEvent.RecordsEnd"/>.</summary>
    /// <param name="start">Where the section begins.</param>
    public JsonSection EndSection(long start)
    {
        bool endsList = _state != State.Records;
        int end = _position - (endsList ? 1 : 0);
        return new(start, _bufferOffset + end, endsList, Records, CountLines(_unitLine, _bufferOffset + end).Line, _findings!);
    }

    /// <summary>Whether a section's records are within the limit of all.</summary>
    public bool HasRoomFor(JsonSection section) => Records + section.Records <= _options.MaxRecords;

    /// <summary>Takes over a section that begins where the next record does: reports what was found in it and goes to its end.</summary>
    public void TakeOver(JsonSection section)
    {
        BeginStep();
        long line = LineAt(_position);
        foreach (JsonSection.Finding finding in section.Findings)
        {
            _reporter.Report(finding.Descriptor, finding.Message, new()
            {
                Path = PathOfRecord(_recordInList + 1 + finding.Record) + finding.Path,
                Line = line + finding.Line,
                ByteOffset = finding.Offset,
            });
        }

        ((PrefixStream)_stream).SeekTo(section.End);
        (_bufferOffset, _position, _end, _isComplete) = (section.End, 0, 0, false);
        BeginStep();
        _unitLine = _askedLine = (section.End, line + section.Lines);
        _recordInList += section.Records;
        Records += section.Records;
        (_expect, _takenTo) = section.EndsList ? (Expect.CommaOrEnd, -1) : (Expect.Next, section.End);
        ReportProgress();
    }

    /// <summary>Notes a finding that will be reported when the section is taken over.</summary>
    /// <exception cref="InputFormatException">Reading is strict and refuses it.</exception>
    private void Note(DiagnosticDescriptor descriptor, int index, string message)
    {
        if (_reporter.IsRefused(descriptor))
        {
            throw Fatal(descriptor, index, message);
        }

        _findings!.Add(new(descriptor, message, _recordInList, PathInValue(index), LineAt(index), _bufferOffset + index));
    }
}
