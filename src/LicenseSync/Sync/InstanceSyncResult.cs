namespace LicenseSync.Sync;

/// <summary>What a run did about one instance.</summary>
public sealed record InstanceSyncResult
{
    /// <summary>The instance's state after it.</summary>
    public required InstanceSyncState State { get; init; }

    /// <summary>What was done.</summary>
    public required InstanceSyncOutcome Outcome { get; init; }

    /// <summary>Whether its accounts are part of the reconciliation. False when there is none, when its usage could not be read, and when its users are encrypted.</summary>
    public bool IsCounted { get; init; }
}
