using Microsoft.Win32.SafeHandles;

namespace LicenseSync.Cli.Terminal;

/// <summary>Standard output as bytes.</summary>
internal static class StandardOutput
{
    /// <summary>Writes to standard output; a full disk or a closed pipe is an <see cref="IOException"/>.</summary>
    public static async Task WriteAsync(Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        // Console's own stream takes a closed pipe for success; a file stream would write a regular file at an offset of its own, over what others append.
        using var handle = new SafeFileHandle(1, ownsHandle: false);
        Stream output = OperatingSystem.IsWindows() || Seekable(handle) ? Console.OpenStandardOutput() : new FileStream(handle, FileAccess.Write, bufferSize: 0);
        await using (output)
        {
            await write(output, cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
    }

    /// <summary>Writes text to standard output.</summary>
    public static Task WriteAsync(string text, CancellationToken cancellationToken) =>
        WriteAsync((output, token) => output.WriteAsync(Console.OutputEncoding.GetBytes(text), token).AsTask(), cancellationToken);

    private static bool Seekable(SafeFileHandle handle)
    {
        using var probe = new FileStream(handle, FileAccess.Write, bufferSize: 0);
        return probe.CanSeek;
    }
}
