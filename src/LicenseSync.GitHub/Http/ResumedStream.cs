using System.Security.Cryptography;
using LicenseSync.Diagnostics;

namespace LicenseSync.GitHub.Http;

/// <summary>A body of any size that is handed on while it arrives. When it breaks off it is asked for again, and what was handed on already is compared and skipped.</summary>
internal sealed class ResumedStream(Func<Task<Stream>> open, string name, int maxRetries, Func<TimeSpan, Task> wait, IDisposable call) : Stream
{
    private readonly IncrementalHash _handedOn = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private Stream? _body;
    private long _position;
    private int _retries;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public async Task StartAsync() => _body = await open().ConfigureAwait(false);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (true)
        {
            try
            {
                _body ??= await ReopenAsync(cancellationToken).ConfigureAwait(false);
                int read = await _body.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
                _handedOn.AppendData(buffer.Span[..read]);
                _position += read;
                return read;
            }
            catch (AttemptFailedException e)
            {
                if (_body is not null)
                {
                    await _body.DisposeAsync().ConfigureAwait(false);
                    _body = null;
                }

                if (!e.Failure.IsTransient || _retries++ == maxRetries)
                {
                    throw e.Failure;
                }

                await wait(TimeSpan.FromSeconds(1 << Math.Min(_retries - 1, 5))).ConfigureAwait(false);
            }
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Read asynchronously.");

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
            _body?.Dispose();
            _handedOn.Dispose();
            call.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<Stream> ReopenAsync(CancellationToken cancellationToken)
    {
        Stream body = await open().ConfigureAwait(false);
        try
        {
            using var again = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            byte[] piece = new byte[16 << 10];
            int read;
            for (long left = _position; left > 0; left -= read)
            {
                read = await body.ReadAsync(piece.AsMemory(0, (int)Math.Min(piece.Length, left)), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                {
                    break;
                }

                again.AppendData(piece, 0, read);
            }

            return again.GetHashAndReset().AsSpan().SequenceEqual(_handedOn.GetCurrentHash())
                ? body
                : throw new TransportException("The answer broke off and is another one now. Read it again from the start.", name) { IsTransient = true };
        }
        catch
        {
            await body.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
