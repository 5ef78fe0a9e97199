namespace LicenseSync.GitHub.Paging;

/// <summary>A page of consumed licenses as it came.</summary>
internal sealed record LicensePage
{
    public long? TotalSeatsConsumed { get; init; }

    public long? TotalSeatsPurchased { get; init; }

    public required List<LicenseRow> Rows { get; init; }

    public required Uri? Next { get; init; }

    public required string? Tag { get; init; }

    /// <summary>Whether the remote side said that nothing has changed: then there are no rows.</summary>
    public bool IsUnchanged { get; init; }
}
