using LicenseSync.Accounts;

namespace LicenseSync.GitHub;

/// <summary>An instance as the enterprise knows it (GraphQL: <c>EnterpriseServerInstallation</c>).</summary>
public sealed record ServerInstallation
{
    /// <summary>GraphQL's node id, by which the accounts are read.</summary>
    public required string NodeId { get; init; }

    /// <summary>The host name; null when unknown.</summary>
    public string? HostName { get; init; }

    /// <summary>The customer's name in the instance's license; null when unknown.</summary>
    public string? CustomerName { get; init; }

    /// <summary>Whether GitHub Connect is set up; null when unknown.</summary>
    public bool? IsConnected { get; init; }

    /// <summary>When the enterprise first heard of it; null when unknown.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it changed last; null when unknown.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    /// <summary>The last ten uploads of its accounts, newest first.</summary>
    public IReadOnlyList<UserAccountsUpload> Uploads { get; init; } = [];

    /// <summary>The instance for a usage file: host name, and <c>node_id</c> as an additional property, since GraphQL gives no server id.</summary>
    /// <param name="serverId">The server id where it is known from elsewhere, as from <see cref="GitHubEnterpriseCloudClient.GetLicenseSyncStatusAsync"/> by host name; <c>default</c> for none.</param>
    /// <returns>The instance.</returns>
    public ServerInstance ToInstance(ServerId serverId = default) => new()
    {
        ServerId = serverId,
        HostName = HostName,
        AdditionalProperties = [AdditionalProperty.From("node_id", NodeId)],
    };

    /// <summary>The host name.</summary>
    /// <returns>For example <c>server installation ghes.example.com</c>.</returns>
    public override string ToString() => $"server installation {HostName}";
}
