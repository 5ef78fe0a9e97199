using LicenseSync.IO;

namespace LicenseSync.Transport;

/// <summary>Delivers usage files changed on the way: reduced, say, to what may leave the company. What is read, checked and reconciled stays as it is. As safe to share as the target behind it and the change are.</summary>
/// <remarks>The changed file is made whole in a temporary file first, readable to the user only; one that cannot be changed is not delivered. Its delivery keeps its id.</remarks>
public sealed class TransformedUsageTarget : IUsageFileTarget
{
    private readonly IUsageFileTarget _target;
    private readonly Func<Stream, Stream, CancellationToken, Task> _transform;
    private readonly string _spoolFolder;

    /// <summary>Names the change and where changed files go.</summary>
    /// <param name="target">Where they go.</param>
    /// <param name="transform">Reads the file from the first stream and writes the changed one to the second. Does the same each time.</param>
    /// <param name="spoolFolder">The folder for the temporary file; null for the system's.</param>
    /// <exception cref="ArgumentNullException"><paramref name="target"/> or <paramref name="transform"/> is null.</exception>
    public TransformedUsageTarget(IUsageFileTarget target, Func<Stream, Stream, CancellationToken, Task> transform, string? spoolFolder = null)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(transform);
        (_target, _transform, _spoolFolder) = (target, transform, spoolFolder ?? Path.GetTempPath());
    }

    /// <summary>Changes the file and delivers it.</summary>
    /// <param name="delivery">What to deliver.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task that ends when the changed file has arrived.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="delivery"/> is null.</exception>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="Diagnostics.LicenseSyncException">The change refuses the file, or the remote side the delivery.</exception>
    public async Task DeliverAsync(UsageDelivery delivery, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        using Spool changed = await Spool.CreateAsync(_spoolFolder, TransformAsync, cancellationToken).ConfigureAwait(false);
        await _target.DeliverAsync(
            delivery with { ContentHash = changed.ContentHash, Length = changed.Length, OpenAsync = _ => Task.FromResult(changed.OpenRead()) },
            cancellationToken).ConfigureAwait(false);

        async Task TransformAsync(Stream destination, CancellationToken token)
        {
            Stream content = await delivery.OpenAsync(token).ConfigureAwait(false);
            await using (content.ConfigureAwait(false))
            {
                await _transform(content, destination, token).ConfigureAwait(false);
            }
        }
    }
}
