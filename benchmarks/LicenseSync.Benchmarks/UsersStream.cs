namespace LicenseSync.Benchmarks;

/// <summary>Only the list of <c>users</c> of a generated export: <c>DeserializeAsyncEnumerable</c> streams root lists alone.</summary>
internal sealed class UsersStream : Stream
{
    private readonly FileStream _file;
    private readonly long _end;

    public UsersStream(string path)
    {
        _file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, useAsync: true);
        byte[] piece = new byte[4096];
        int count = _file.Read(piece);
        long start = piece.AsSpan(0, count).IndexOf("\"users\":["u8) + "\"users\":".Length;
        _file.Position = Math.Max(0, _file.Length - piece.Length);
        count = _file.ReadAtLeast(piece, piece.Length, throwOnEndOfStream: false);
        _end = _file.Length - count + piece.AsSpan(0, count).LastIndexOf((byte)']') + 1;
        _file.Position = start;
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => _file.Read(buffer, offset, (int)Math.Min(count, _end - _file.Position));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _file.ReadAsync(buffer[..(int)Math.Min(buffer.Length, _end - _file.Position)], cancellationToken);

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }
}
