namespace LicenseSync.Sync;

/// <summary>How to run once.</summary>
public sealed record SyncRequest
{
    /// <summary>What starts the run. <see cref="SyncTrigger.Manual"/> by default.</summary>
    public SyncTrigger Trigger { get; init; }

    /// <summary>Whether to deliver usage that is unchanged since its last delivery, too; false by default. It is a delivery of its own, under an id of its own.</summary>
    public bool Force { get; init; }

    /// <summary>Makes the run needless when another began at this time or later, and ended: so that one replica runs and the others do not. Null by default: it runs.</summary>
    public DateTimeOffset? UnlessRunSince { get; init; }
}
