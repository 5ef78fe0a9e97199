using LicenseSync.Accounts;

namespace LicenseSync.Sync;

/// <summary>What is known of the sync of one instance: the status that GitHub Enterprise Cloud shows (formats 3), and what keeps deliveries from being lost or doubled.</summary>
public sealed record InstanceSyncState
{
    /// <summary>The instance's name in the configuration; its key.</summary>
    public required string Name { get; init; }

    /// <summary>The server id of the last usage that was valid; <c>default</c> when it named none.</summary>
    public ServerId ServerId { get; init; }

    /// <summary>The host name of the last usage that was valid; null when it named none.</summary>
    public string? HostName { get; init; }

    /// <summary>How usage last arrived.</summary>
    public UsageState State { get; init; }

    /// <summary>When usage was last delivered, or found unchanged; null when never.</summary>
    public DateTimeOffset? LastSyncAt { get; init; }

    /// <summary>When the last attempt ended, whatever came of it; null when there was none.</summary>
    public DateTimeOffset? LastAttemptAt { get; init; }

    /// <summary>Why the last attempt failed; null when it succeeded, or there was none.</summary>
    public SyncFailure? Failure { get; init; }

    /// <summary>Accounts in the last usage that was valid; null when unknown, 0 when its users are encrypted.</summary>
    public long? Accounts { get; init; }

    /// <summary>Whether the users of the last usage that was valid are encrypted: it is delivered all the same, and left out of the reconciliation (semantics A3).</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>SHA-256 of the usage that was delivered last; null when none was.</summary>
    public string? ContentHash { get; init; }

    /// <summary>The id of the last delivery that arrived; null when none did.</summary>
    public string? LastDeliveryId { get; init; }

    /// <summary>The id of a delivery that was begun and of which nobody knows yet whether it arrived: it is delivered again. Null when there is none.</summary>
    public string? PendingDeliveryId { get; init; }

    /// <summary><c>success</c> or <c>failure</c>, as GitHub words the status; null when there was no attempt.</summary>
    public string? Status => LastAttemptAt is null ? null : Failure is null ? "success" : "failure";

    /// <summary>Name and state.</summary>
    /// <returns>For example <c>main: Synced</c>.</returns>
    public override string ToString() => $"{Name}: {State}";
}
