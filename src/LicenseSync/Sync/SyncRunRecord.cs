namespace LicenseSync.Sync;

/// <summary>One run in the history.</summary>
public sealed record SyncRunRecord
{
    /// <summary>Names the run, and holds its lease.</summary>
    public required Guid Id { get; init; }

    /// <summary>What started it.</summary>
    public SyncTrigger Trigger { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it is under way, and for ever when it was killed: the next run does what it left.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How it ended; null as long as <see cref="EndedAt"/> is.</summary>
    public SyncOutcome? Outcome { get; init; }

    /// <summary>Instances whose usage was delivered.</summary>
    public int Delivered { get; init; }

    /// <summary>Instances whose usage was the one delivered last.</summary>
    public int Unchanged { get; init; }

    /// <summary>Instances that failed.</summary>
    public int Failed { get; init; }

    /// <summary>The totals; null where nothing was reconciled.</summary>
    public LicenseTotals? Totals { get; init; }

    /// <summary>Why the reconciliation failed; null when it did not, or none was asked for.</summary>
    public SyncFailure? ReconciliationFailure { get; init; }
}
