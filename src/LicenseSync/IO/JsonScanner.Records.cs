using LicenseSync.IO.Internal;

namespace LicenseSync.IO;

// Records: by what is known from earlier ones first, else as any value.
internal sealed partial class JsonScanner
{
    private readonly JsonRecordGaps _gaps = new();
    private JsonRecordParser? _records;
    private bool _hasGaps;
    private bool _hasGapsOnly;
    private long _leftToGeneralWay = -1;

    /// <summary>What the current record consists of, where it was read by what is known from those before; else null.</summary>
    public JsonRecordGaps? Gaps => _hasGaps ? _gaps : null;

    /// <summary>Goes on to the next record where it stands right behind the one before and is made as earlier ones: the same as a step, in fewer.</summary>
    private bool TryStepToRecord()
    {
        if (_state != State.Records || _expect != Expect.CommaOrEnd || _records?.OuterDepth != OuterDepth || Records == _options.MaxRecords
            || _position + 2 >= _end || _buffer[_position] != (byte)',')
        {
            return false;
        }

        int at = _position + (_buffer[_position + 1] == (byte)'\n' ? 2 : 1);
        if (_buffer[at] != (byte)'{' || _bufferOffset + at >= _sectionEnd)
        {
            return false;
        }

        int length = _records.Read(_buffer.AsSpan(at), _end - at, _gaps);
        if (length < 0)
        {
            _leftToGeneralWay = _bufferOffset + at;
            return false;
        }

        BeginStep();
        (_unit, _valueStart, _valueEnd, _position) = (at, at, at + length, at + length);
        (_hasValue, _hasGaps, _hasGapsOnly) = (true, true, true);
        _recordInList++;
        Records++;
        return true;
    }

    /// <summary>Checks the record that begins at the position.</summary>
    /// <returns>False when it is not all there yet.</returns>
    private bool TryReadRecord(out int length)
    {
        if (_buffer[_position] == (byte)'{' && !_options.ReadsRecordsGenerally && Bytes != _leftToGeneralWay)
        {
            _records = _records?.OuterDepth == OuterDepth ? _records : new(_options, OuterDepth, _shape.NewLayout);
            length = _records.Read(_buffer.AsSpan(_position), _end - _position, _gaps);
            if (length > 0)
            {
                (_hasGaps, _hasGapsOnly) = (true, true);
                return true;
            }
        }

        return TryReadValue(_position, OuterDepth, out length);
    }

    private int OuterDepth => _inPages ? 3 : 2;

    private void FillParts()
    {
        _parts.Fill(_gaps, Value);
        _hasGapsOnly = false;
    }
}
