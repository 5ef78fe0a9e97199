using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>The cloud accounts that external identities are linked to (semantics A7).</summary>
/// <typeparam name="TText">What is kept of a text.</typeparam>
internal interface IIdentityLinks<in TText>
{
    /// <summary>The cloud account of a login, if there is one.</summary>
    IReadOnlyList<int> WithLogin(TText login);

    /// <summary>The cloud accounts that have a NameID.</summary>
    IReadOnlyList<int> WithNameId(TText nameId);

    /// <summary>Takes an address that an identity of an account offers.</summary>
    void Offer(int rule, TText address, int account, AddressIndex.SourceKey source);
}
