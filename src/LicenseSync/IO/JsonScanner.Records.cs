using LicenseSync.IO.Internal;

namespace LicenseSync.IO;

// Records: by what is known from earlier ones first, else as any value.
internal sealed partial class JsonScanner
{
    private readonly JsonRecordGaps _gaps = new();
    private JsonRecordParser? _records;
    private bool _hasGaps;
    private bool _hasGapsOnly;

    /// <summary>What the current record consists of, where it was read by what is known from those before; else null.</summary>
    public JsonRecordGaps? Gaps => _hasGaps ? _gaps : null;

    /// <summary>Checks the record that begins at the position.</summary>
    /// <returns>False when it is not all there yet.</returns>
    private bool TryReadRecord(out int length)
    {
        int outerDepth = _inPages ? 3 : 2;
        if (_buffer[_position] == (byte)'{' && !_options.ReadsRecordsGenerally)
        {
            _records = _records?.OuterDepth == outerDepth ? _records : new(_options, outerDepth, _shape.NewLayout);
            length = _records.Read(_buffer.AsSpan(_position), _end - _position, _gaps);
            if (length > 0)
            {
                (_hasGaps, _hasGapsOnly) = (true, true);
                return true;
            }
        }

        return TryReadValue(_position, outerDepth, out length);
    }

    private void FillParts()
    {
        _parts.Fill(_gaps, Value);
        _hasGapsOnly = false;
    }
}
