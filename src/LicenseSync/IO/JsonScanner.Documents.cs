using LicenseSync.Diagnostics;

namespace LicenseSync.IO;

// Where documents begin and end: the root object, objects one after another, arrays of pages (semantics A8).
internal sealed partial class JsonScanner
{
    private JsonEvent BeforeDocument()
    {
        if (!SkipByteOrderMark())
        {
            return JsonEvent.None;
        }

        SkipWhiteSpace();
        if (_position == _end)
        {
            return _isComplete ? EndOfInput() : JsonEvent.None;
        }

        byte first = _buffer[_position];
        bool isFirst = _documents == 0 && _page < 0;
        if (!isFirst && !(_shape.AllowsPages && first is (byte)'{' or (byte)'['))
        {
            throw Malformed(_position, "There is more text after the end of the JSON document");
        }

        if (first == (byte)'{')
        {
            return StartDocument();
        }

        if (first == (byte)'[' && _shape.AllowsPages)
        {
            _position++;
            (_state, _expect, _inPages, _page) = (State.Pages, Expect.FirstOrEnd, true, -1);
            return Again;
        }

        return NotAnObject();
    }

    private JsonEvent EndOfInput()
    {
        if (_documents == 0)
        {
            throw _page < 0 && !_wasArray
                ? Fatal(DiagnosticDescriptors.EmptyFile, _position, "The file is empty. Get it again.")
                : Fatal(DiagnosticDescriptors.MissingRecords, _position, "The list of pages is empty. Get the file again.");
        }

        _state = State.End;
        ReportProgress();
        return JsonEvent.End;
    }

    private JsonEvent Page()
    {
        if (Between((byte)']') is { } found)
        {
            if (found != JsonEvent.End)
            {
                return found;
            }

            _position++;
            (_state, _inPages, _wasArray) = (State.BeforeDocument, false, true);
            return Again;
        }

        if (_buffer[_position] != (byte)'{')
        {
            return NotAnObject();
        }

        _page++;
        return StartDocument();
    }

    private JsonEvent StartDocument()
    {
        _position++;
        _documents++;
        (_state, _expect, _listSeen) = (State.Object, Expect.FirstOrEnd, false);
        return JsonEvent.DocumentStart;
    }

    /// <summary>Something else stands where a document must: malformed if it is no JSON, else no file that holds records.</summary>
    private JsonEvent NotAnObject()
    {
        if (_buffer[_position] != (byte)'[' && !TryReadValue(_position, _inPages ? 1 : 0, out _))
        {
            // A number, true, false or null at the end of the input needs nothing behind it.
            return _isComplete && _buffer[_position] != (byte)'"' ? throw NoRecords() : NeedMore();
        }

        throw NoRecords();

        InputFormatException NoRecords() =>
            Fatal(DiagnosticDescriptors.MissingRecords, _position, "Expected a JSON object that holds a list of records. Check that this is the right file.");
    }

    private JsonEvent EndDocument()
    {
        if (!_listSeen)
        {
            throw Fatal(
                DiagnosticDescriptors.MissingRecords,
                _position,
                $"The document has no list of records ('{_shape.ListName}'). Check that this is the right file.");
        }

        _position++;
        (_state, _expect) = (_inPages ? State.Pages : State.BeforeDocument, Expect.CommaOrEnd);
        return JsonEvent.DocumentEnd;
    }
}
