using System.Text.Json;
using LicenseSync.Diagnostics;

namespace LicenseSync.IO;

/// <summary>Reads JSON documents of any size from a stream of any chunking, holding one value at a time: the properties beside the list of records, and each record.</summary>
/// <remarks>
/// The outer grammar (the root object's or the pages' braces, names, colons and commas, the brackets and commas of the list) is read here by hand. The grammar inside each value is
/// checked by <see cref="Utf8JsonReader"/>, once, which leaves the parts of the value behind (<see cref="JsonParts"/>); records go faster where they are built as earlier ones
/// (<see cref="Internal.JsonRecordParser"/>). What is malformed, truncated or past a limit throws in both modes. <see cref="Value"/> is valid until the next call of <see cref="ReadAsync"/>.
/// </remarks>
internal sealed partial class JsonScanner : IAsyncDisposable
{
    /// <summary>A step was made that is no event.</summary>
    private const JsonEvent Again = (JsonEvent)(-1);

    private readonly ReaderOptions _options;
    private readonly JsonShape _shape;
    private readonly JsonReaderOptions _readerOptions;
    private readonly JsonParts _parts = new();
    private readonly JsonNames _names = new();

    private State _state = State.BeforeDocument;
    private Expect _expect = Expect.FirstOrEnd;
    private bool _inPages;
    private bool _listSeen;
    private long _documents;
    private long _page = -1;
    private long _recordInList = -1;
    private string _listPath = "";

    // The current unit: a property (name and value) or a record, as indexes into the buffer.
    private int _unit;
    private int _nameLength;
    private int _valueStart;
    private int _valueEnd;
    private bool _hasValue;
    private bool _hasPath;

    private enum State
    {
        BeforeDocument,
        Pages,
        Object,
        Records,
        Text,
        End,
    }

    private enum Expect
    {
        FirstOrEnd,
        Next,
        CommaOrEnd,
    }

    /// <summary>The value of the current <see cref="JsonEvent.Property"/>, <see cref="JsonEvent.Record"/> or <see cref="JsonEvent.TextChunk"/>, as it stands in the file.</summary>
    public ReadOnlySpan<byte> Value => _buffer.AsSpan(_valueStart, _valueEnd - _valueStart);

    /// <summary>Where <see cref="Value"/> begins, in bytes from the start of the plain input.</summary>
    public long ValueOffset => _bufferOffset + _valueStart;

    /// <summary>The name of the current property or list, as it stands in the file, quotes included.</summary>
    public ReadOnlySpan<byte> RawName => _buffer.AsSpan(_unit, _nameLength);

    /// <summary>The name of the current property or list, folded by <see cref="JsonKey"/>; empty when it can be no known name.</summary>
    public string Key { get; private set; } = "";

    /// <summary>Records so far, over all documents.</summary>
    public long Records { get; private set; }

    /// <summary>Goes on to the next event.</summary>
    /// <exception cref="InputFormatException">The input is empty, malformed, truncated, or has no list of records.</exception>
    /// <exception cref="InputLimitException">A limit is passed.</exception>
    public ValueTask<JsonEvent> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        JsonEvent found = TryStepToRecord() ? JsonEvent.Record : Step();
        return found != JsonEvent.None ? new(found) : ReadMoreAsync(cancellationToken);
    }

    private async ValueTask<JsonEvent> ReadMoreAsync(CancellationToken cancellationToken)
    {
        JsonEvent found;
        do
        {
            await FillAsync(cancellationToken).ConfigureAwait(false);
            found = Step();
        }
        while (found == JsonEvent.None);

        return found;
    }

    private JsonEvent Step()
    {
        JsonEvent found;
        do
        {
            BeginStep();
            found = _state switch
            {
                State.BeforeDocument => BeforeDocument(),
                State.Pages => Page(),
                State.Object => Property(),
                State.Records => Record(),
                State.Text => Text(),
                _ => JsonEvent.End,
            };
        }
        while (found == Again);

        return found;
    }

    private void BeginStep()
    {
        if (_notUtf8.Count > 0)
        {
            _notUtf8.Clear();
        }

        (_unit, _valueStart, _valueEnd, _nameLength, Key) = (_position, _position, _position, 0, "");
        (_wanted, _hasValue, _hasPath) = (1, false, false);
        (_hasGaps, _hasGapsOnly) = (false, false);
    }

    /// <summary>Goes to what stands next between two brackets: an element, a comma or the closing bracket, which is not taken.</summary>
    /// <returns>Null where an element is to begin; <see cref="JsonEvent.End"/> at the closing bracket; else the step's answer.</returns>
    private JsonEvent? Between(byte close)
    {
        SkipWhiteSpace();
        if (_position == _end)
        {
            return NeedMore();
        }

        byte next = _buffer[_position];
        switch (_expect)
        {
            case Expect.CommaOrEnd when next == (byte)',':
                _position++;
                _expect = Expect.Next;
                return Again;
            case Expect.CommaOrEnd or Expect.FirstOrEnd when next == close:
                return JsonEvent.End;
            case Expect.CommaOrEnd:
                throw Malformed(_position, $"Expected ',' or '{(char)close}'");
            default:
                return null;
        }
    }

    private JsonEvent Property()
    {
        if (Between((byte)'}') is { } found)
        {
            return found == JsonEvent.End ? EndDocument() : found;
        }

        if (_buffer[_position] != (byte)'"')
        {
            throw Malformed(_position, "Expected a property's name in double quotes");
        }

        _unit = _position;
        if (!TryReadValue(_unit, 1, out int nameLength))
        {
            return NeedMore();
        }

        int at = _unit + nameLength;
        if (!SkipInside(ref at))
        {
            return NeedMore();
        }

        if (_buffer[at] != (byte)':')
        {
            throw Malformed(at, "Expected ':'");
        }

        at++;
        if (!SkipInside(ref at))
        {
            return NeedMore();
        }

        _nameLength = nameLength;
        Key = _names.Fold(RawName[1..^1]);
        (_valueStart, _valueEnd, _hasValue) = (at, at, true);
        return IsRecordList() ? StartList(at) : PropertyValue(at);
    }

    private JsonEvent PropertyValue(int at)
    {
        if (!TryReadValue(at, _inPages ? 2 : 1, out int length))
        {
            return NeedMore();
        }

        _valueEnd = at + length;
        _position = _valueEnd;
        _expect = Expect.CommaOrEnd;
        return JsonEvent.Property;
    }

    private bool IsRecordList()
    {
        foreach (string name in _shape.RecordLists)
        {
            if (Key == name)
            {
                return true;
            }
        }

        return false;
    }

    private JsonEvent StartList(int at)
    {
        if (_listSeen)
        {
            throw Fatal(DiagnosticDescriptors.MissingRecords, _unit, "The list of records stands twice in one document. Get the file again.");
        }

        if (_buffer[at] == (byte)'[' || (_buffer[at] == (byte)'"' && _shape.AllowsText))
        {
            bool isList = _buffer[at] == (byte)'[';
            _listPath = JsonPathTracker.Segment(RawName[1..^1]);
            _listSeen = true;
            _recordInList = -1;
            _position = at + 1;
            (_state, _expect) = (isList ? State.Records : State.Text, Expect.FirstOrEnd);
            return isList ? JsonEvent.RecordsStart : JsonEvent.TextStart;
        }

        return TryReadValue(at, _inPages ? 2 : 1, out _)
            ? throw Fatal(DiagnosticDescriptors.MissingRecords, at, "The list of records is not a list. Get the file again.")
            : NeedMore();
    }

    private JsonEvent Record()
    {
        if (_expect == Expect.CommaOrEnd && _position < _end && _buffer[_position] == (byte)',')
        {
            _position++;
            _expect = Expect.Next;
        }

        if (Between((byte)']') is { } found)
        {
            if (found != JsonEvent.End)
            {
                return found;
            }

            _position++;
            (_state, _expect) = (State.Object, Expect.CommaOrEnd);
            return JsonEvent.RecordsEnd;
        }

        if (Bytes >= _sectionEnd)
        {
            return JsonEvent.SectionEnd;
        }

        (_unit, _valueStart, _valueEnd, _hasValue) = (_position, _position, _position, true);
        if (!TryReadRecord(out int length))
        {
            return NeedMore();
        }

        _valueEnd = _valueStart + length;
        _recordInList++;
        if (Records == _options.MaxRecords)
        {
            throw Limit(nameof(ReaderOptions.MaxRecords), _options.MaxRecords, _valueStart);
        }

        Records++;
        _position = _valueEnd;
        _expect = Expect.CommaOrEnd;
        return JsonEvent.Record;
    }
}
