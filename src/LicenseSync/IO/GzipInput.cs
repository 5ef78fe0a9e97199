using System.IO.Compression;
using LicenseSync.Diagnostics;

namespace LicenseSync.IO;

/// <summary>The plain bytes of a gzip stream of one or more members, refusing one that is cut short.</summary>
/// <remarks><see cref="GZipStream"/> takes a stream that ends early for its end. So once the input has ended, a last member of our own is given to it: that comes out whole, and nothing
/// else does, only if everything before it was whole, check sums included.</remarks>
internal sealed class GzipInput : ReadOnlyStream
{
    private static readonly byte[] Seal = "LicenseSync: end"u8.ToArray();
    private static readonly byte[] SealedMember = Compress(Seal);

    private readonly SealedStream _input;
    private readonly GZipStream _gzip;
    private readonly DiagnosticReporter _reporter;
    private long _delivered;
    private bool _isComplete;

    /// <summary>Unpacks a stream.</summary>
    /// <param name="input">The compressed stream; closed with this one.</param>
    /// <param name="sourceName">The input's name for positions.</param>
    public GzipInput(Stream input, string? sourceName)
    {
        _input = new(input);
        _gzip = new(_input, CompressionMode.Decompress);
        _reporter = new(new ReaderOptions { SourceName = sourceName });
    }

    public override int Read(Span<byte> buffer)
    {
        if (_isComplete || buffer.IsEmpty)
        {
            return 0;
        }

        try
        {
            int read = _gzip.Read(buffer);
            _delivered += read;
            if (read == 0)
            {
                CheckSeal();
            }

            return read;
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(exception);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isComplete || buffer.IsEmpty)
        {
            return 0;
        }

        try
        {
            int read = await _gzip.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            _delivered += read;
            if (read == 0)
            {
                CheckSeal();
            }

            return read;
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(exception);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _gzip.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    private static byte[] Compress(byte[] plain)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(plain);
        }

        return compressed.ToArray();
    }

    /// <summary>Reads behind the end of the input, where our own member is, in memory.</summary>
    private void CheckSeal()
    {
        byte[] rest = new byte[Seal.Length + 1];
        _input.BreakSeal();
        int count = _gzip.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false);
        _isComplete = rest.AsSpan(0, count).SequenceEqual(Seal) ? true : throw Damaged(null);
    }

    private InputFormatException Damaged(InvalidDataException? inner) => _reporter.Fatal(
        DiagnosticDescriptors.MalformedGzip,
        "The gzip compression is damaged or cut short. Get the file again; nothing of it is used.",
        new() { ByteOffset = _delivered },
        inner);

    /// <summary>The compressed stream, and once asked for, our own member behind it.</summary>
    private sealed class SealedStream(Stream input) : ReadOnlyStream
    {
        private MemoryStream? _seal;

        public void BreakSeal() => _seal = new(SealedMember);

        public override int Read(Span<byte> buffer) => (_seal ?? input).Read(buffer);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            (_seal ?? input).ReadAsync(buffer, cancellationToken);

        public override async ValueTask DisposeAsync()
        {
            await input.DisposeAsync().ConfigureAwait(false);
            await base.DisposeAsync().ConfigureAwait(false);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                input.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
