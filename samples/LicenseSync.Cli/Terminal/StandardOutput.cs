using Microsoft.Win32.SafeHandles;

namespace LicenseSync.Cli.Terminal;

/// <summary>Standard output as bytes.</summary>
internal static class StandardOutput
{
    /// <summary>Writes to standard output; a full disk or a closed pipe ends the program.</summary>
    public static async Task WriteAsync(Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        try
        {
            await using Stream output = Open();
            await write(output, cancellationToken);
            await output.FlushAsync(cancellationToken);
        }
        catch (Exception exception) when (FileFailure.IsOne(exception))
        {
            throw FileFailure.CannotWrite("standard output", exception);
        }
    }

    /// <summary>Writes text to standard output.</summary>
    public static Task WriteAsync(string text, CancellationToken cancellationToken) =>
        WriteAsync((output, token) => output.WriteAsync(Console.OutputEncoding.GetBytes(text), token).AsTask(), cancellationToken);

    private static Stream Open()
    {
        if (!OperatingSystem.IsWindows())
        {
            // Console's own stream takes a closed pipe for success. For a regular file it is the better one: a file stream
            // keeps an offset of its own, and would write over what others append.
            var file = new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            if (!file.CanSeek)
            {
                return file;
            }
        }

        return Console.OpenStandardOutput();
    }
}
