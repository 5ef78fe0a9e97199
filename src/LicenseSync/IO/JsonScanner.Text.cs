using System.Buffers;

namespace LicenseSync.IO;

internal sealed partial class JsonScanner
{
    private static readonly SearchValues<byte> EndsOfText = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(value => (byte)value), (byte)'"', (byte)'\\']);

    private JsonEvent Text()
    {
        int at = _position;
        while (true)
        {
            int plain = _buffer.AsSpan(at, _end - at).IndexOfAny(EndsOfText);
            at = plain < 0 ? _end : at + plain;
            if (plain < 0 || !SkipEscape(ref at))
            {
                break;
            }
        }

        if (at > _position)
        {
            _unit = _valueStart = _position;
            _valueEnd = _position = at;
            return JsonEvent.TextChunk;
        }

        if (at == _end || _buffer[at] == (byte)'\\')
        {
            return NeedMoreOf(_end - at + 1);
        }

        if (_buffer[at] != (byte)'"')
        {
            throw Malformed(at, "A control character stands in a text without being escaped");
        }

        _position++;
        (_state, _expect) = (State.Object, Expect.CommaOrEnd);
        return JsonEvent.TextEnd;
    }

    /// <summary>Steps over a whole escape. A malformed one throws only once the text before it was handed out, so that pieces make no difference.</summary>
    /// <returns>False when none stands there, or not the whole of it.</returns>
    private bool SkipEscape(ref int at)
    {
        if (_buffer[at] != (byte)'\\' || _end - at < 2)
        {
            return false;
        }

        if (_buffer[at + 1] != (byte)'u')
        {
            if (!"\"\\/bfnrt"u8.Contains(_buffer[at + 1]))
            {
                return at == _position ? throw Malformed(at + 1, "Unknown escape in a text") : false;
            }

            at += 2;
            return true;
        }

        for (int i = at + 2; i < at + 6; i++)
        {
            if (i == _end)
            {
                return false;
            }

            if (!char.IsAsciiHexDigit((char)_buffer[i]))
            {
                return at == _position ? throw Malformed(i, "Expected a hexadecimal digit in an escape") : false;
            }
        }

        at += 6;
        return true;
    }
}
