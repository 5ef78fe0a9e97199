using LicenseSync.Transport;

namespace LicenseSync.Sync;

/// <summary>What is synced: from where, to where. As safe to share as its sources and its target are.</summary>
public sealed class SyncPlan
{
    /// <summary>The instances, in the order they are synced; their names differ.</summary>
    public required IReadOnlyList<IServerUsageSource> Instances { get; init; }

    /// <summary>Where usage files are delivered.</summary>
    public required IUsageFileTarget Target { get; init; }

    /// <summary>The enterprise's license data; several sources add up. Empty by default: nothing is reconciled.</summary>
    public IReadOnlyList<IConsumedLicensesSource> CloudLicenses { get; init; } = [];

    /// <summary>SAML and SCIM identities for the reconciliation. Empty by default.</summary>
    public IReadOnlyList<IIdentitySource> Identities { get; init; } = [];
}
