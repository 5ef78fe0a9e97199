using LicenseSync.Accounts;

namespace LicenseSync.LicenseReports;

/// <summary>What GitHub Enterprise Cloud says of the last license sync of one instance.</summary>
/// <remarks>GitHub Docs, REST API, "Get a license sync status" (formats 3).</remarks>
public sealed record InstanceSyncStatus
{
    /// <summary>The instance; <c>default</c> when the status names none.</summary>
    public ServerId ServerId { get; init; }

    /// <summary>Its host name; null when the status gives none.</summary>
    public string? HostName { get; init; }

    /// <summary>When the last sync was; null when there never was one.</summary>
    public DateTimeOffset? LastSyncAt { get; init; }

    /// <summary>The status as GitHub writes it; only <c>success</c> is documented. Null when there is none.</summary>
    public string? Status { get; init; }

    /// <summary>The error as GitHub writes it; null when there is none.</summary>
    public string? Error { get; init; }

    /// <summary>Whether the last sync succeeded: its status is <c>success</c>, ignoring case.</summary>
    public bool IsSuccess => string.Equals(Status, "success", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the exports on the cloud's side may be out of date: never synced, not a success, or longer ago than an age.</summary>
    /// <param name="now">The time to compare with.</param>
    /// <param name="maxAge">The age up to which a sync is current.</param>
    /// <returns>True when it may be out of date.</returns>
    public bool IsOutdated(DateTimeOffset now, TimeSpan maxAge) => LastSyncAt is not { } date || !IsSuccess || now - date > maxAge;
}
