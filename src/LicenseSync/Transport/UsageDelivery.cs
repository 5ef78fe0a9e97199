using LicenseSync.Accounts;

namespace LicenseSync.Transport;

/// <summary>A usage file on its way to a target.</summary>
public sealed record UsageDelivery
{
    /// <summary>Names the delivery. One that is tried again has the same id, in every process; new content has another, and so has content that comes back after other content.</summary>
    public required string Id { get; init; }

    /// <summary>The instance's <see cref="IServerUsageSource.Name"/>.</summary>
    public required string InstanceName { get; init; }

    /// <summary>The instance's server id; <c>default</c> when its file names none.</summary>
    public ServerId ServerId { get; init; }

    /// <summary>SHA-256 of the content, in lower-case hexadecimal digits.</summary>
    public required string ContentHash { get; init; }

    /// <summary>The length of the content, in bytes.</summary>
    public required long Length { get; init; }

    /// <summary>Opens the content from its start; may be called again, for a retry. The caller disposes the stream.</summary>
    public required Func<CancellationToken, Task<Stream>> OpenAsync { get; init; }

    /// <summary>The delivery; never what it holds.</summary>
    /// <returns>For example <c>delivery 0f8a… of ghes-main</c>.</returns>
    public override string ToString() => $"delivery {Id} of {InstanceName}";
}
