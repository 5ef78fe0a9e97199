namespace LicenseSync.IO;

/// <summary>Writes files that are complete or absent. Safe for concurrent use; of two writers of one file the last to finish wins.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file beside its target, flushes it to the disk and renames it. On failure or cancellation the old content stays and the temporary file is removed.</summary>
    /// <remarks>A symbolic link is followed, and the file it names is replaced. The new file has the old one's permissions. What is no regular file (a device, a
    /// pipe) has no old content to keep and would be destroyed by a rename: it is written to directly.</remarks>
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
        cancellationToken.ThrowIfCancellationRequested();
        if (OpenSpecialFile(path) is { } special)
        {
            await using (special.ConfigureAwait(false))
            {
                await write(special, cancellationToken).ConfigureAwait(false);
                await special.FlushAsync(cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        string target = Path.GetFullPath(path);
        if (new FileInfo(target).LinkTarget is not null)
        {
            target = File.ResolveLinkTarget(target, returnFinalTarget: true)!.FullName;
        }

        string temporary = Path.Combine(Path.GetDirectoryName(target) ?? target, $".{Guid.NewGuid():N}.tmp");
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
            if (!OperatingSystem.IsWindows() && File.Exists(target))
            {
                options.UnixCreateMode = File.GetUnixFileMode(target);
            }

            var file = new FileStream(temporary, options);
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

    /// <summary>Opens a device or a pipe; null for a regular file, or where there is nothing yet.</summary>
    private static FileStream? OpenSpecialFile(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.Open,
            Access = FileAccess.Write,
            Share = FileShare.ReadWrite | FileShare.Delete,
            Options = FileOptions.Asynchronous,
            BufferSize = 0,
        });
        if (IsSpecial(file))
        {
            return file;
        }

        file.Dispose();
        return null;
    }

    // .NET has no name for the kind of a file: a pipe cannot seek, and a device cannot be cut to the length of 0 that it has.
    private static bool IsSpecial(FileStream file)
    {
        if (!file.CanSeek)
        {
            return true;
        }

        try
        {
            if (file.Length == 0)
            {
                file.SetLength(0);
            }

            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
