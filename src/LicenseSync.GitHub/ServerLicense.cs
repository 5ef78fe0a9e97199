namespace LicenseSync.GitHub;

/// <summary>What an instance says of its license.</summary>
/// <remarks>GitHub Docs, REST API of GitHub Enterprise Server, "Get license information".</remarks>
public sealed record ServerLicense
{
    /// <summary>Licensed seats; null when unlimited or unknown.</summary>
    public long? Seats { get; init; }

    /// <summary>Whether the number of seats is unlimited.</summary>
    public bool IsUnlimited { get; init; }

    /// <summary>Seats used; null when unknown.</summary>
    public long? SeatsUsed { get; init; }

    /// <summary>Seats left; null when unlimited or unknown.</summary>
    public long? SeatsAvailable { get; init; }

    /// <summary>The kind, for example <c>standard</c>; null when unknown.</summary>
    public string? Kind { get; init; }

    /// <summary>Days until it expires; null when unknown.</summary>
    public long? DaysUntilExpiration { get; init; }

    /// <summary>When it expires; null when unknown.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
