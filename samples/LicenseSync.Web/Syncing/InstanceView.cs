using LicenseSync.Sync;
using LicenseSync.Web.Uploads;

namespace LicenseSync.Web.Syncing;

/// <summary>An instance as the page shows it: its usage that is counted, and what is known of its sync.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Usage">The file that is counted; null when there is none.</param>
/// <param name="Sync">What sync knows; null when it knows nothing.</param>
/// <param name="HasSource">Whether sync can fetch its usage.</param>
public sealed record InstanceView(string Name, Upload? Usage, InstanceSyncState? Sync, bool HasSource)
{
    public UsageState State => Usage is null ? UsageState.NeverSynced : Usage.Origin == UploadOrigin.Sync ? UsageState.Synced : Sync?.State == UsageState.Synced && Sync.ContentHash == Usage.Sha256 ? UsageState.Synced : UsageState.UsageUploaded;

    /// <summary>When usage last arrived, or was found unchanged.</summary>
    public DateTimeOffset? LastUsageAt => Usage is null ? null : Sync?.LastSyncAt is { } sync && sync > Usage.DecidedAt && Sync.ContentHash == Usage.Sha256 ? sync : Usage.DecidedAt;

    public string? HostName => Usage?.HostName ?? Sync?.HostName;

    public string? ServerId => Usage?.ServerId ?? (Sync?.ServerId is { HasValue: true } serverId ? serverId.ToString() : null);

    /// <summary>Why the last attempt failed, or a delivery waits; null when all is well.</summary>
    public string? Trouble => Sync?.Failure?.Message;
}
