namespace LicenseSync.Cli.Terminal;

/// <summary>Where an answer goes: standard output, or a file that is complete or keeps its old content.</summary>
internal static class Output
{
    /// <summary>Writes to a file, or to standard output where <paramref name="path"/> is null.</summary>
    public static async Task WriteAsync(string? path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            await StandardOutput.WriteAsync(write, cancellationToken);
            return;
        }

        try
        {
            await IO.AtomicFile.WriteAsync(path, write, cancellationToken);
        }
        catch (Exception exception) when (FileFailure.IsOne(exception))
        {
            throw FileFailure.CannotWrite(path, exception);
        }
    }
}
