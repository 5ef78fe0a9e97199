namespace LicenseSync.Sync;

/// <summary>How a run ended.</summary>
public enum SyncOutcome
{
    /// <summary>Every instance is delivered or unchanged, and the reconciliation, where one was asked for, is done.</summary>
    Succeeded,

    /// <summary>An instance or the reconciliation failed; the others are done.</summary>
    Failed,

    /// <summary>Another run is under way, in this process or in another: nothing was done.</summary>
    Busy,

    /// <summary>A run since the time that was named made this one needless: nothing was done.</summary>
    NotDue,

    /// <summary>The run lost its lease, since it or the store stood still for longer than the lease: another may run. It stopped; the next run goes on from there.</summary>
    Interrupted,
}
