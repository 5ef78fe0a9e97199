using LicenseSync.IO;

namespace LicenseSync.Transport;

/// <summary>The usage of one instance in a file: a usage export or a user report, plain or gzip. Safe to share; the file is opened anew each time.</summary>
public sealed class FileUsageSource : IServerUsageSource
{
    private readonly string _path;

    /// <summary>Names the instance and its file.</summary>
    /// <param name="name">The instance's name in status and messages.</param>
    /// <param name="path">The file; it need not exist yet.</param>
    /// <exception cref="ArgumentException">An argument is null or empty.</exception>
    public FileUsageSource(string name, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrEmpty(path);
        Name = name;
        _path = path;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Opens the file.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The file from its first byte.</returns>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be read, or is a directory.</exception>
    public Task<Stream> OpenAsync(CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? Task.FromCanceled<Stream>(cancellationToken) : Task.FromResult<Stream>(PlainInput.OpenFile(_path));
}
