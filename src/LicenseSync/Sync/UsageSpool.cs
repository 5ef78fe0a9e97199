using System.Buffers;
using System.Security.Cryptography;
using LicenseSync.IO;
using LicenseSync.Transport;

namespace LicenseSync.Sync;

/// <summary>The usage of one instance in a temporary file, so that it is known as a whole before any of it is delivered. Opened as often as wanted; memory does not grow with it.</summary>
/// <remarks>The file holds personal data. Only this user may read it, and it goes when the process does, however that ends: on Unix it has no name any more from the start.</remarks>
internal sealed class UsageSpool : IDisposable
{
    private const int BufferSize = 128 << 10;

    private readonly FileStream _file;

    private UsageSpool(FileStream file) => _file = file;

    public long Length { get; private set; }

    /// <summary>SHA-256 of the content, in lower-case hexadecimal digits.</summary>
    public string ContentHash { get; private set; } = "";

    public static async Task<UsageSpool> ReadAsync(IServerUsageSource source, string folder, CancellationToken cancellationToken)
    {
        Stream content = await source.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            var spool = new UsageSpool(CreateFile(folder));
            try
            {
                await spool.FillAsync(content, cancellationToken).ConfigureAwait(false);
                return spool;
            }
            catch
            {
                spool.Dispose();
                throw;
            }
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

    private async Task FillAsync(Stream content, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and int count)
            {
                hash.AppendData(buffer, 0, count);
                await _file.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                Length += count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        ContentHash = Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads with a place of its own, so that several can be open.</summary>
    private sealed class Reader(UsageSpool spool) : ReadOnlyStream
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
}
