using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>What a reconciliation takes, however much of it is kept.</summary>
internal interface IReconciliationInputs
{
    ServerInputs Servers { get; }

    CloudInputs Cloud { get; }

    IIdentityInputs Identities { get; }

    /// <summary>Links identities to cloud accounts, when all are known (semantics A7).</summary>
    /// <param name="reportUnlinked">Takes what is linked to none.</param>
    void Link(Action<AddressIndex.SourceKey> reportUnlinked);
}
