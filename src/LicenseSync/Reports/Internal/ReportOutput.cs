using System.Buffers;
using System.Text;

namespace LicenseSync.Reports.Internal;

/// <summary>Text on its way to a stream: encoded as UTF-8 into a buffer that is flushed between items, so that a document of any length takes little memory. Not thread-safe.</summary>
/// <remarks>A <see cref="StreamWriter"/> would flush in the middle of an item, and synchronously, which some streams (a response body) refuse.</remarks>
internal sealed class ReportOutput(Stream destination)
{
    private const int FlushAtBytes = 1 << 15;

    private readonly ArrayBufferWriter<byte> _buffer = new(FlushAtBytes * 2);

    /// <summary>Adds text as it is. Half a surrogate pair becomes U+FFFD.</summary>
    public void Write(ReadOnlySpan<char> text) => Encoding.UTF8.GetBytes(text, _buffer);

    /// <summary>Sends what waits when it is worth it; to be called after each item.</summary>
    public ValueTask FlushIfFullAsync(CancellationToken cancellationToken) =>
        _buffer.WrittenCount < FlushAtBytes ? ValueTask.CompletedTask : new(SendAsync(cancellationToken));

    /// <summary>Sends what waits and flushes the stream.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        await SendAsync(cancellationToken).ConfigureAwait(false);
        await destination.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        await destination.WriteAsync(_buffer.WrittenMemory, cancellationToken).ConfigureAwait(false);
        _buffer.ResetWrittenCount();
    }
}
