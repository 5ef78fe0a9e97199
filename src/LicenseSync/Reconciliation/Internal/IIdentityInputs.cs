using LicenseSync.Accounts;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>Takes external identities, whatever is kept of them.</summary>
internal interface IIdentityInputs
{
    /// <summary>Adds an identity.</summary>
    void Add(ExternalIdentity identity, AddressIndex.SourceKey source);
}
