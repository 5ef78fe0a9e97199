using System.Text;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>A forward-only stream that looks at the start of another one, gives it back, and counts what it gives.</summary>
internal sealed class CsvSource(Stream inner) : ReadOnlyStream
{
    private byte[] _start = [];
    private int _startLength;
    private int _given;

    /// <summary>The bytes that were given so far.</summary>
    public long Count { get; private set; }

    /// <summary>Whether the end was met.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Reads ahead to the end of the first line that is not blank and not inside quotes.</summary>
    /// <returns>The bytes from the start, valid until the first read; at most <paramref name="maxBytes"/> and then without the line's end.</returns>
    public async ValueTask<ReadOnlyMemory<byte>> PeekFirstLineAsync(int maxBytes, CancellationToken cancellationToken)
    {
        bool quoted = false, blank = true;
        int looked = 0;
        while (true)
        {
            for (; looked < _startLength; looked++)
            {
                byte b = _start[looked];
                quoted ^= b == '"';
                if (b is (byte)'\n' or (byte)'\r')
                {
                    if (!quoted && !blank)
                    {
                        return _start.AsMemory(0, looked);
                    }
                }
                else if (b != ' ' && !Encoding.UTF8.Preamble.Contains(b))
                {
                    blank = false;
                }
            }

            if (_startLength >= maxBytes)
            {
                break;
            }

            if (_startLength == _start.Length)
            {
                Array.Resize(ref _start, Math.Clamp(_start.Length * 2, 1024, maxBytes));
            }

            int read = await inner.ReadAsync(_start.AsMemory(_startLength), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                break;
            }

            _startLength += read;
        }

        return _start.AsMemory(0, _startLength);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read = Math.Min(buffer.Length, _startLength - _given);
        if (read > 0)
        {
            _start.AsMemory(_given, read).CopyTo(buffer);
            _given += read;
        }
        else
        {
            read = await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            IsAtEnd |= read == 0 && buffer.Length > 0;
        }

        Count += read;
        return read;
    }

    public override int Read(Span<byte> buffer) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
