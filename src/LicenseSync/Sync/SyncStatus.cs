namespace LicenseSync.Sync;

/// <summary>What is known of sync: each instance, and the last runs with their totals.</summary>
public sealed record SyncStatus
{
    /// <summary>The instances: those of the plan in its order, then others that were uploaded by hand or synced earlier, by name.</summary>
    public required IReadOnlyList<InstanceSyncState> Instances { get; init; }

    /// <summary>The last runs, the latest start first.</summary>
    public required IReadOnlyList<SyncRunRecord> Runs { get; init; }
}
