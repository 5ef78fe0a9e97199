using System.Globalization;
using LicenseSync.Diagnostics;

namespace LicenseSync.IO;

internal sealed partial class JsonScanner
{
    /// <summary>Where an offset of <see cref="Value"/> stands in the file, with the JSON path of what is there.</summary>
    /// <param name="offset">The offset in <see cref="Value"/>; negative for the property's name before it.</param>
    public SourcePosition PositionOf(int offset) => PositionAt(_valueStart + offset);

    /// <summary>The offset of the current property's name, to be handed to <see cref="PositionOf"/> and the like.</summary>
    public int NameOffset => _unit - _valueStart;

    /// <summary>Reports a finding in the current value.</summary>
    /// <param name="descriptor">The kind of finding.</param>
    /// <param name="offset">Where in <see cref="Value"/>.</param>
    /// <param name="message">What was found and what to do, without personal data.</param>
    /// <exception cref="InputFormatException">Reading is strict and the finding is an error there.</exception>
    public void Report(DiagnosticDescriptor descriptor, int offset, string message)
    {
        if (!_reporter.Wants(descriptor))
        {
            return;
        }

        if (_findings is not null)
        {
            Note(descriptor, _valueStart + offset, message);
        }
        else
        {
            _reporter.Report(descriptor, message, PositionOf(offset));
        }
    }

    /// <summary>Reports a finding about the whole file.</summary>
    /// <param name="descriptor">The kind of finding.</param>
    /// <param name="message">What was found and what to do, without personal data.</param>
    /// <exception cref="InputFormatException">Reading is strict and the finding is an error there.</exception>
    public void ReportFile(DiagnosticDescriptor descriptor, string message) => _reporter.Report(descriptor, message, new() { Path = "$" });

    /// <summary>The exception for a limit that the current value passes.</summary>
    public InputLimitException LimitAt(string option, long value, int offset) => Limit(option, value, _valueStart + offset);

    /// <summary>The exception for something in the current value that is refused in both modes.</summary>
    public InputFormatException FatalAt(DiagnosticDescriptor descriptor, string message, int offset) => Fatal(descriptor, _valueStart + offset, message);

    private SourcePosition PositionAt(int index)
    {
        string path = BasePath() + (_hasValue && index >= _valueStart ? PathInValue(index) : "");
        return new() { Path = path, Line = LineAt(index), ByteOffset = _bufferOffset + index };
    }

    /// <summary>Where the scanner stands, as a JSON path, without what is inside the current value.</summary>
    private string BasePath()
    {
        string path = PathOfDocument();
        return _state switch
        {
            // While a record is still being read it has no index yet.
            State.Records when _hasValue => PathOfRecord(_recordInList + (_valueEnd > _valueStart ? 0 : 1)),
            State.Records or State.Text => path + _listPath,
            State.Object when _nameLength > 0 => path + JsonPathTracker.Segment(RawName[1..^1]),
            _ => path,
        };
    }

    private string PathOfRecord(long index) => string.Create(CultureInfo.InvariantCulture, $"{PathOfDocument()}{_listPath}[{index}]");

    private string PathOfDocument() => _inPages && _state != State.Pages ? string.Create(CultureInfo.InvariantCulture, $"$[{_page}]") : "$";

    private string PathInValue(int index)
    {
        if (!_hasPath)
        {
            _path.Reset();
            _hasPath = true;
        }

        // Before the value's end is known, the tracker reads what there is of it.
        int end = _valueEnd > _valueStart ? _valueEnd : _end;
        return _path.PathAt(_buffer.AsSpan(_valueStart, end - _valueStart), index - _valueStart);
    }

    private long LineAt(int index)
    {
        long unit = _bufferOffset + Math.Min(_unit, index);
        if (_unitLine.Offset < unit)
        {
            _unitLine = CountLines(_unitLine, unit);
        }

        long offset = _bufferOffset + index;
        if (_askedLine.Offset < _unitLine.Offset || _askedLine.Offset > offset)
        {
            _askedLine = _unitLine;
        }

        _askedLine = CountLines(_askedLine, offset);
        return _askedLine.Line;
    }

    private (long Offset, long Line) CountLines((long Offset, long Line) from, long to)
    {
        ReadOnlySpan<byte> between = _buffer.AsSpan((int)(from.Offset - _bufferOffset), (int)(to - from.Offset));
        return (to, from.Line + between.Count((byte)'\n'));
    }

    private InputFormatException Malformed(int index, string what, Exception? inner = null) =>
        _reporter.Fatal(DiagnosticDescriptors.MalformedJson, $"{what}. Get the file again, or correct it there.", PositionAt(index), inner);

    private InputFormatException Fatal(DiagnosticDescriptor descriptor, int index, string message) => _reporter.Fatal(descriptor, message, PositionAt(index));

    private InputLimitException Limit(string option, long value, int index) => _reporter.Limit(option, value, PositionAt(index));
}
