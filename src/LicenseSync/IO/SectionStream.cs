using Microsoft.Win32.SafeHandles;

namespace LicenseSync.IO;

/// <summary>Reads a stretch of a file beside others who read it, and little more: what stands behind it is read again by whoever reads on there.</summary>
/// <param name="file">The file; left open.</param>
/// <param name="origin">Where in the file offset 0 is.</param>
internal sealed class SectionStream(SafeFileHandle file, long origin) : ReadOnlyStream
{
    private const int BehindEnd = 8 << 10;

    private long _offset;
    private long _end;

    /// <summary>Goes to another stretch.</summary>
    public void Start(long offset, long end) => (_offset, _end) = (offset, end);

    public override int Read(Span<byte> buffer)
    {
        int read = RandomAccess.Read(file, buffer[..(int)Math.Min(buffer.Length, Math.Max(_end - _offset, 0) + BehindEnd)], origin + _offset);
        _offset += read;
        return read;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));
}
