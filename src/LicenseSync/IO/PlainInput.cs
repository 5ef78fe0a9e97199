namespace LicenseSync.IO;

/// <summary>Opens inputs that may be compressed.</summary>
internal static class PlainInput
{
    /// <summary>The plain bytes of a stream that is plain or gzip.</summary>
    /// <param name="stream">Closed with the result unless <paramref name="leaveOpen"/>, and when this throws.</param>
    /// <param name="sourceName">The input's name for positions.</param>
    /// <param name="leaveOpen">Whether to leave the stream open.</param>
    /// <param name="cancellationToken">Cancels the reading of the first bytes.</param>
    public static async Task<Stream> OpenAsync(Stream stream, string? sourceName, bool leaveOpen, CancellationToken cancellationToken)
    {
        try
        {
            byte[] first = new byte[2];
            int count = await stream.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            var whole = new PrefixStream(first.AsMemory(0, count), stream, leaveOpen);
            return first is [0x1F, 0x8B] ? new GzipInput(whole, sourceName) : whole;
        }
        catch when (!leaveOpen)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Opens a file for reading from front to back.</summary>
    public static FileStream OpenFile(string path) =>
        new(path, new FileStreamOptions { Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.Asynchronous | FileOptions.SequentialScan, BufferSize = 0 });
}
