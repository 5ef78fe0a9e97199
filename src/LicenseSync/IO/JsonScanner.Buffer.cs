using System.Buffers;
using System.Text.Json;
using LicenseSync.Diagnostics;
using LicenseSync.IO.Internal;

namespace LicenseSync.IO;

internal sealed partial class JsonScanner
{
    private const int FirstBufferSize = (64 << 10) - JsonScalar.Padding;
    private const int ReadSize = (256 << 10) - JsonScalar.Padding;

    private readonly Stream _stream;
    private readonly DiagnosticReporter _reporter;
    private readonly JsonPathTracker _path;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstBufferSize + JsonScalar.Padding);
    private long _bufferOffset;
    private int _position;
    private int _end;
    private int _wanted;
    private bool _isComplete;
    private bool _wasArray;
    private long _reportedBytes;

    // Lines are counted forwards only: up to the current unit, and from there to what was asked last inside it.
    private (long Offset, long Line) _unitLine = (0, 1);
    private (long Offset, long Line) _askedLine = (0, 1);

    private JsonScanner(Stream stream, ReaderOptions options, JsonShape shape)
    {
        _stream = stream;
        _options = options;
        _shape = shape;
        _reporter = new(options);
        _readerOptions = new() { MaxDepth = options.MaxDepth + 1 };
        _path = new(options.MaxDepth + 1);
        _path.Reset();
    }

    /// <summary>Bytes of the plain input taken so far.</summary>
    public long Bytes => _bufferOffset + _position;

    /// <summary>Starts on a stream, plain or gzip.</summary>
    /// <param name="stream">Disposed with the scanner unless <paramref name="leaveOpen"/>, and when this throws.</param>
    /// <param name="options">Checked already (<see cref="ReaderOptions.CheckedCopy"/>).</param>
    /// <param name="shape">What the documents look like.</param>
    /// <param name="leaveOpen">Whether to leave the stream open.</param>
    /// <param name="cancellationToken">Cancels the reading of the first bytes.</param>
    public static async Task<JsonScanner> OpenAsync(Stream stream, ReaderOptions options, JsonShape shape, bool leaveOpen, CancellationToken cancellationToken) =>
        new(await PlainInput.OpenAsync(stream, options.SourceName, leaveOpen, cancellationToken).ConfigureAwait(false), options, shape);

    /// <summary>Gives the buffer back, cleared, and closes the stream.</summary>
    public async ValueTask DisposeAsync()
    {
        byte[] buffer = _buffer;
        _buffer = [];
        (_state, _position, _end, _unit, _valueStart, _valueEnd, _nameLength) = (State.End, 0, 0, 0, 0, 0, 0);
        if (buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Reads until as much is buffered as was asked for, or the input ends.</summary>
    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom();
        _leftToGeneralWay = -1;
        do
        {
            int read = await _stream.ReadAsync(_buffer.AsMemory(_end, Math.Min(Capacity - _end, ReadSize)), cancellationToken).ConfigureAwait(false);
            _isComplete = read == 0;
            _end += read;
        }
        while (!_isComplete && _end < _wanted);

        if (Bytes - _reportedBytes >= ReadSize)
        {
            ReportProgress();
        }
    }

    private void ReportProgress()
    {
        _reportedBytes = Bytes;
        _options.Progress?.Report(new(Bytes, Records));
    }

    // Behind what is read there is always room for looking ahead without looking where the end is.
    private int Capacity => _buffer.Length - JsonScalar.Padding;

    private void MakeRoom()
    {
        if (_position > 0)
        {
            _unitLine = CountLines(_unitLine, _bufferOffset + _position);
            _buffer.AsSpan(_position, _end - _position).CopyTo(_buffer);
            _bufferOffset += _position;
            _end -= _position;
            (_unit, _valueStart, _valueEnd, _nameLength, _position) = (0, 0, 0, 0, 0);
        }

        int size = Math.Max(_wanted, _bufferOffset + _end == 0 ? FirstBufferSize : ReadSize);
        if (_end >= Capacity || size > Capacity)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(size, _end + 1) + JsonScalar.Padding);
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = larger;
        }
    }

    /// <summary>Asks for at least twice of what is there, so that a value that comes byte by byte is not read again for each byte.</summary>
    private JsonEvent NeedMore() => NeedMoreOf((int)Math.Min(2L * (_end - _position), Array.MaxLength - JsonScalar.Padding));

    private JsonEvent NeedMoreOf(int wanted)
    {
        _wanted = Math.Max(wanted, 1);
        return _isComplete
            ? throw Fatal(DiagnosticDescriptors.Truncated, _end, "The file ends in the middle of the JSON document. Get it again; nothing of it is used.")
            : JsonEvent.None;
    }

    private bool SkipByteOrderMark()
    {
        if (_bufferOffset + _position > 0 || _documents > 0 || _state != State.BeforeDocument)
        {
            return true;
        }

        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        if (_end < mark.Length && !_isComplete)
        {
            _wanted = mark.Length;
            return false;
        }

        if (_buffer.AsSpan(0, _end) is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..] or [0, ..] or [_, 0, ..])
        {
            throw Fatal(DiagnosticDescriptors.MalformedJson, 0, "The text is not UTF-8 but looks like UTF-16 or UTF-32. Save the file as UTF-8.");
        }

        _position = _buffer.AsSpan(0, _end).StartsWith(mark) ? mark.Length : 0;
        return true;
    }

    private void SkipWhiteSpace()
    {
        // Mostly there is a line's end at most.
        _position += _position < _end && _buffer[_position] == (byte)'\n' ? 1 : 0;
        if (_position < _end && _buffer[_position] > (byte)' ')
        {
            return;
        }

        int count = _buffer.AsSpan(_position, _end - _position).IndexOfAnyExcept(" \t\r\n"u8);
        _position = count < 0 ? _end : _position + count;
    }

    /// <summary>Steps over white space inside a property, which is held whole: bounded therefore.</summary>
    private bool SkipInside(ref int at)
    {
        int count = _buffer.AsSpan(at, _end - at).IndexOfAnyExcept(" \t\r\n"u8);
        if ((count < 0 ? _end - at : count) > _options.MaxRecordBytes)
        {
            throw Limit(nameof(ReaderOptions.MaxRecordBytes), _options.MaxRecordBytes, at);
        }

        at = count < 0 ? _end : at + count;
        return count >= 0;
    }

    /// <summary>Checks the grammar and the limits of the value that begins at an index, and notes its parts.</summary>
    /// <returns>False when the value is not all there yet.</returns>
    private bool TryReadValue(int start, int outerDepth, out int length)
    {
        int limit = _options.MaxRecordBytes;
        int available = (int)Math.Min(_end - start, limit + 1L);
        var reader = new Utf8JsonReader(_buffer.AsSpan(start, available), isFinalBlock: false, new(_readerOptions));
        _parts.Clear();
        try
        {
            while (reader.Read())
            {
                _parts.Add(ref reader);
                if (_parts.Count > _options.MaxValuesPerRecord)
                {
                    throw Limit(nameof(ReaderOptions.MaxValuesPerRecord), _options.MaxValuesPerRecord, start + (int)reader.TokenStartIndex);
                }

                JsonTokenType token = reader.TokenType;
                if (token is JsonTokenType.String or JsonTokenType.PropertyName)
                {
                    if (reader.ValueSpan.Length > _options.MaxStringBytes)
                    {
                        throw Limit(nameof(ReaderOptions.MaxStringBytes), _options.MaxStringBytes, start + (int)reader.TokenStartIndex);
                    }
                }
                else if (token is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    if (outerDepth + reader.CurrentDepth + 1 > _options.MaxDepth)
                    {
                        throw Limit(nameof(ReaderOptions.MaxDepth), _options.MaxDepth, start + (int)reader.TokenStartIndex);
                    }

                    continue;
                }

                if (reader.CurrentDepth == 0)
                {
                    length = (int)reader.BytesConsumed;
                    return length <= limit ? true : throw Limit(nameof(ReaderOptions.MaxRecordBytes), limit, start);
                }
            }
        }
        catch (JsonException malformed)
        {
            throw Malformed(start + OffsetOf(malformed, _buffer.AsSpan(start, available)), "The text is not JSON here", malformed);
        }

        length = 0;
        return available <= limit ? false : throw Limit(nameof(ReaderOptions.MaxRecordBytes), limit, start);
    }

    private static int OffsetOf(JsonException exception, ReadOnlySpan<byte> text)
    {
        int offset = 0;
        for (long line = exception.LineNumber ?? 0; line > 0; line--)
        {
            offset += text[offset..].IndexOf((byte)'\n') + 1;
        }

        return Math.Min(offset + (int)(exception.BytePositionInLine ?? 0), text.Length);
    }
}
