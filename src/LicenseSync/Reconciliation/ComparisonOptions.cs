using LicenseSync.LicenseReports;

namespace LicenseSync.Reconciliation;

/// <summary>Settings of a comparison with GitHub's count.</summary>
public sealed class ComparisonOptions
{
    /// <summary>What GitHub says of each instance's last sync (<see cref="LicenseSyncStatusFile"/>), so that outdated instances can be named.</summary>
    /// <value>Null by default: no status is known, and no instance is named.</value>
    public IReadOnlyList<InstanceSyncStatus>? SyncStatus { get; set; }

    /// <summary>The age from which a last sync is outdated.</summary>
    /// <value>8 days by default: GitHub Connect syncs every week. Not negative.</value>
    public TimeSpan MaxSyncAge { get; set; } = TimeSpan.FromDays(8);

    /// <summary>The clock that ages are measured with.</summary>
    /// <value>The system's by default.</value>
    public TimeProvider Clock { get; set; } = TimeProvider.System;
}
