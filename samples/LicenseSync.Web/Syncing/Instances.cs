using LicenseSync.Sync;
using LicenseSync.Web.Storage;
using LicenseSync.Web.Uploads;

namespace LicenseSync.Web.Syncing;

/// <summary>Brings together what was uploaded and what sync knows.</summary>
internal sealed class Instances(WebStore store, ISyncStateStore states, SyncNow syncNow)
{
    public async Task<IReadOnlyList<InstanceView>> GetAsync(CancellationToken cancellationToken)
    {
        List<Upload> uploads = [.. (await store.GetUploadsAsync(UploadState.Accepted, cancellationToken)).Where(upload => upload.IsUsage)];
        IReadOnlyList<InstanceSyncState> known = await states.GetInstancesAsync(cancellationToken);
        return
        [
            .. uploads.Select(upload => upload.Instance!).Concat(syncNow.Sources).Distinct().Order(StringComparer.OrdinalIgnoreCase).Select(name => new InstanceView(
                name, uploads.FirstOrDefault(upload => upload.Instance == name), known.FirstOrDefault(state => state.Name == name), syncNow.Sources.Contains(name))),
        ];
    }

    public async Task<InstanceView?> FindAsync(string name, CancellationToken cancellationToken) => (await GetAsync(cancellationToken)).FirstOrDefault(instance => instance.Name == name);
}
