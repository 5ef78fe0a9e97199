namespace LicenseSync.Cli.Terminal;

/// <summary>Where an answer goes: standard output, or a file that is complete or keeps its old content.</summary>
internal static class Output
{
    /// <param name="path">The file; null for standard output.</param>
    /// <param name="write">Writes the answer.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
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
