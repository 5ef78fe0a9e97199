namespace LicenseSync.Web.Uploads;

/// <summary>Where the bytes of uploads lie, under names of our own. Safe for concurrent use.</summary>
internal interface IContentStore
{
    /// <summary>Opens new content for writing; whole when it is disposed.</summary>
    Task<Stream> CreateAsync(string id, CancellationToken cancellationToken);

    /// <summary>Opens content from its first byte.</summary>
    /// <exception cref="FileNotFoundException">It is not there, or not any more.</exception>
    Task<Stream> OpenAsync(string id, CancellationToken cancellationToken);

    /// <summary>Deletes content that may not be there.</summary>
    Task DeleteAsync(string id, CancellationToken cancellationToken);
}
