namespace LicenseSync.Accounts;

/// <summary>A GitHub Connect feature that is enabled on an instance (GitHub Docs, "License reports reference": Features).</summary>
public sealed record ServerFeature
{
    /// <summary>The feature's name, for example <c>license_usage_sync</c>; an open set.</summary>
    public required string Name { get; init; }

    /// <summary>When it was enabled; null when the export does not say.</summary>
    public DateTimeOffset? EnabledAt { get; init; }

    /// <summary>What else the export says of it, in its order; empty when nothing.</summary>
    public IReadOnlyList<AdditionalProperty> AdditionalProperties { get; init; } = [];
}
