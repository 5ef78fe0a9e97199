using LicenseSync.Reconciliation;

namespace LicenseSync.Sync;

/// <summary>What a run did.</summary>
public sealed record SyncRunResult
{
    /// <summary>How it ended.</summary>
    public required SyncOutcome Outcome { get; init; }

    /// <summary>The run as the history keeps it; null when nothing was done (<see cref="SyncOutcome.Busy"/>, <see cref="SyncOutcome.NotDue"/>).</summary>
    public SyncRunRecord? Run { get; init; }

    /// <summary>The instances, in the plan's order; those before the interruption where there was one.</summary>
    public IReadOnlyList<InstanceSyncResult> Instances { get; init; } = [];

    /// <summary>The reconciliation; null when none was asked for, or it failed.</summary>
    public ReconciliationResult? Reconciliation { get; init; }
}
