namespace LicenseSync.Accounts;

/// <summary>One GitHub Enterprise Server instance as its usage export describes it (GitHub Docs, "License reports reference").</summary>
public sealed record ServerInstance
{
    /// <summary>Server ID: the instance's key (semantics A1); <c>default</c> when the file names none.</summary>
    public ServerId ServerId { get; init; }

    /// <summary>Host name, as written; null when the file names none.</summary>
    public string? HostName { get; init; }

    /// <summary>Version of GitHub Enterprise Server, for example <c>3.15.2</c>; null when unknown.</summary>
    public string? Version { get; init; }

    /// <summary>HTTP only: whether the instance is served without TLS; null when unknown.</summary>
    public bool? IsHttpOnly { get; init; }

    /// <summary>License: the hash of the license file; null when unknown.</summary>
    public string? LicenseHash { get; init; }

    /// <summary>Public key of the license; null when unknown.</summary>
    public string? PublicKey { get; init; }

    /// <summary>Features of GitHub Connect that are enabled, in the file's order; empty when none is known.</summary>
    public IReadOnlyList<ServerFeature> Features { get; init; } = [];

    /// <summary>What else the file says of the instance, in its order; empty when nothing.</summary>
    public IReadOnlyList<AdditionalProperty> AdditionalProperties { get; init; } = [];

    /// <summary>Host name and server id.</summary>
    /// <returns>For example <c>ghes.example.com (8d7c…)</c>.</returns>
    public override string ToString() => $"{HostName} ({ServerId})";
}
