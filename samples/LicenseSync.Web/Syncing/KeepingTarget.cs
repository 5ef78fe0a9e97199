using LicenseSync.Transport;
using LicenseSync.Web.Storage;
using LicenseSync.Web.Uploads;

namespace LicenseSync.Web.Syncing;

/// <summary>Hands usage on to where the host delivers it, if anywhere, and keeps what sync brought, so that it is counted and can be downloaded like an upload.</summary>
internal sealed class KeepingTarget(IUsageFileTarget? next, WebStore store, UploadReceiver receiver, Lazy<UploadService> uploads) : IUsageFileTarget
{
    /// <summary>The name under which the doings of sync are kept.</summary>
    public const string Who = "license sync";

    public async Task DeliverAsync(UsageDelivery delivery, CancellationToken cancellationToken = default)
    {
        if (next is not null)
        {
            await next.DeliverAsync(delivery, cancellationToken);
        }

        List<Upload> accepted = await store.GetUploadsAsync(UploadState.Accepted, cancellationToken);
        if (accepted.Any(upload => upload.Instance == delivery.InstanceName && upload.Sha256 == delivery.ContentHash))
        {
            return; // it was uploaded here, or a delivery that was interrupted came as far as this
        }

        await using Stream content = await delivery.OpenAsync(cancellationToken);
        Upload upload = await receiver.ReceiveAsync(content, delivery.InstanceName, delivery.Id, Who, UploadOrigin.Sync, delivery.InstanceName, cancellationToken);
        if (await uploads.Value.AcceptAsync(upload, delivery.InstanceName, replaces: true, Who, cancellationToken) is { } reason)
        {
            throw new IOException(reason);
        }
    }
}
