using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

// Cloud accounts as identities are linked to them (semantics A7).
internal sealed partial class CloudSide : IIdentityLinks<TextRef>
{
    private ILookup<string, int>? _accountsByNameId;

    public IReadOnlyList<int> WithLogin(TextRef login) => TryFind(login, out int account) ? [account] : [];

    public IReadOnlyList<int> WithNameId(TextRef nameId)
    {
        _accountsByNameId ??= Enumerable.Range(0, Accounts.Count)
            .Where(account => !Accounts[account].SamlNameId.IsNone)
            .ToLookup(account => texts.Get(Accounts[account].SamlNameId)!, StringComparer.OrdinalIgnoreCase);
        return [.. _accountsByNameId[texts.Get(nameId)!]];
    }

    public void Offer(int rule, TextRef address, int account, AddressIndex.SourceKey source) => Addresses.Add(rule, address, account, source);
}
