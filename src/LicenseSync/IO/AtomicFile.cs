namespace LicenseSync.IO;

/// <summary>Writes files that are complete or absent. Safe for concurrent use; of two writers of one file the last to finish wins.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file beside its target, flushes it to the disk and renames it. On failure or cancellation the old content stays and the temporary file is removed.</summary>
    /// <param name="path">The target; replaced if it exists. Its folder must exist.</param>
    /// <param name="write">Writes the content to the stream it is given, and leaves that open.</param>
    /// <param name="cancellationToken">Cancels the writing; once the file is renamed it is done.</param>
    /// <returns>A task that ends when the file is in place.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be written, or the target is a directory.</exception>
    public static async Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string target = Path.GetFullPath(path);
        string temporary = Path.Combine(Path.GetDirectoryName(target) ?? target, $".{Guid.NewGuid():N}.tmp");
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var file = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous });
            await using (file.ConfigureAwait(false))
            {
                await write(file, cancellationToken).ConfigureAwait(false);
                await file.FlushAsync(cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            cancellationToken.ThrowIfCancellationRequested();
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
