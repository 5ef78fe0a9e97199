namespace LicenseSync.IO;

/// <summary>Bytes read ahead, then the rest of the stream they were read from. Reads only.</summary>
/// <remarks>A file is read by the caller's own thread where the system has no other way than a thread that waits (everywhere but on Windows): .NET would send another one, and the two would change places for each piece.</remarks>
internal sealed class PrefixStream(ReadOnlyMemory<byte> prefix, Stream rest, bool leaveOpen) : ReadOnlyStream
{
    private readonly bool _isReadAtOnce = rest.GetType() == typeof(FileStream) && rest.CanSeek && !OperatingSystem.IsWindows();
    private ReadOnlyMemory<byte> _prefix = prefix;

    /// <summary>Whether the rest is a file that can be read at any place.</summary>
    public bool IsSeekable => rest is FileStream { CanSeek: true } or PrefixStream { IsSeekable: true };

    /// <summary>That file, and where in it these bytes begin.</summary>
    public (FileStream Stream, long Origin) File { get; } = rest switch
    {
        FileStream { CanSeek: true } file => (file, file.Position - prefix.Length),
        PrefixStream { IsSeekable: true } inner => inner.File,
        _ => default,
    };

    /// <summary>How many bytes there are, those before the rest included, if the rest is such a file.</summary>
    public override long Length => IsSeekable ? File.Stream.Length - File.Origin : base.Length;

    /// <summary>Goes to another place, in bytes from the start.</summary>
    public void SeekTo(long offset)
    {
        _prefix = default;
        if (rest is PrefixStream inner)
        {
            inner.SeekTo(offset);
        }
        else
        {
            rest.Position = File.Origin + offset;
        }
    }

    public override int Read(Span<byte> buffer)
    {
        int count = TakePrefix(buffer);
        return count > 0 ? count : rest.Read(buffer);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int count = TakePrefix(buffer.Span);
        if (count > 0)
        {
            return new(count);
        }

        return _isReadAtOnce && !cancellationToken.IsCancellationRequested ? new(rest.Read(buffer.Span)) : rest.ReadAsync(buffer, cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        if (!leaveOpen)
        {
            await rest.DisposeAsync().ConfigureAwait(false);
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !leaveOpen)
        {
            rest.Dispose();
        }

        base.Dispose(disposing);
    }

    private int TakePrefix(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _prefix.Length);
        _prefix.Span[..count].CopyTo(buffer);
        _prefix = _prefix[count..];
        return count;
    }
}
