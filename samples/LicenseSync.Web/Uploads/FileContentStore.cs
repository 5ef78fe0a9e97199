namespace LicenseSync.Web.Uploads;

/// <summary>Content as files in a folder that only this account may read.</summary>
internal sealed class FileContentStore(string folder) : IContentStore
{
    private const int BufferSize = 64 << 10;

    public Task<Stream> CreateAsync(string id, CancellationToken cancellationToken)
    {
        PrivateFolder.Create(folder);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous, BufferSize = BufferSize };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return Task.FromResult<Stream>(new FileStream(PathOf(id), options));
    }

    public Task<Stream> OpenAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream>(new FileStream(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous | FileOptions.SequentialScan));
        }
        catch (DirectoryNotFoundException exception)
        {
            throw new FileNotFoundException(exception.Message, exception);
        }
    }

    public Task DeleteAsync(string id, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder))
        {
            File.Delete(PathOf(id));
        }

        return Task.CompletedTask;
    }

    // Ids are ours; one that is not has no business here.
    private string PathOf(string id) => Path.Combine(folder, Guid.ParseExact(id, "N").ToString("N"));
}
