using System.Security.Cryptography;

namespace LicenseSync.IO;

/// <summary>Content in a temporary file, so that it is known as a whole before any of it goes on. Opened as often as wanted; memory does not grow with it.</summary>
/// <remarks>The file holds personal data. Only this user may read it, and it goes when the process does, however that ends: on Unix it has no name any more from the start.</remarks>
internal sealed class Spool : IDisposable
{
    private readonly FileStream _file;

    private Spool(FileStream file) => _file = file;

    public long Length { get; private set; }

    /// <summary>SHA-256 of the content, in lower-case hexadecimal digits.</summary>
    public string ContentHash { get; private set; } = "";

    /// <summary>Makes a spool of what is written.</summary>
    /// <param name="folder">Where the file is.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static async Task<Spool> CreateAsync(string folder, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var spool = new Spool(CreateFile(folder));
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var hashed = new HashingStream(spool._file, hash);
            await using (hashed.ConfigureAwait(false))
            {
                await write(hashed, cancellationToken).ConfigureAwait(false);
            }

            spool.Length = hashed.BytesWritten;
            spool.ContentHash = Convert.ToHexStringLower(hash.GetHashAndReset());
            return spool;
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    /// <summary>Opens the content from its start.</summary>
    public Stream OpenRead() => new Reader(this);

    public void Dispose() => _file.Dispose();

    private static FileStream CreateFile(string folder)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        string path = Path.Combine(folder, $".licensesync-{Guid.NewGuid():N}.tmp");
        var file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }

        return file;
    }

    /// <summary>Reads with a place of its own, so that several can be open.</summary>
    private sealed class Reader(Spool spool) : ReadOnlyStream
    {
        private long _offset;

        public override int Read(Span<byte> buffer)
        {
            int count = RandomAccess.Read(spool._file.SafeFileHandle, buffer, _offset);
            _offset += count;
            return count;
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = await RandomAccess.ReadAsync(spool._file.SafeFileHandle, buffer, _offset, cancellationToken).ConfigureAwait(false);
            _offset += count;
            return count;
        }
    }

    /// <summary>Writes on to the file, which stays open, and counts and hashes on the way.</summary>
    private sealed class HashingStream(FileStream file, IncrementalHash hash) : Stream
    {
        public long BytesWritten { get; private set; }

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            Note(buffer);
            file.Write(buffer);
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Note(buffer.Span);
            return file.WriteAsync(buffer, cancellationToken);
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        private void Note(ReadOnlySpan<byte> written)
        {
            hash.AppendData(written);
            BytesWritten += written.Length;
        }
    }
}
