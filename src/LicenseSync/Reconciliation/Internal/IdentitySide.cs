using LicenseSync.Accounts;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>The external identities, until all cloud accounts are known (semantics A7).</summary>
/// <param name="texts">Keeps their texts.</param>
/// <param name="rules">The rules that take addresses.</param>
internal sealed class IdentitySide(TextArena texts, RuleSet rules)
{
    private readonly ChunkedList<IdentityEntry> _identities = new();
    private readonly ChunkedList<(int Rule, TextRef Address)> _offers = new();

    public void Add(ExternalIdentity identity, AddressIndex.SourceKey source)
    {
        string? login = TrimmedOrNull(identity.GitHubComLogin);
        string? userName = identity.IsScimUser && login is null ? TrimmedOrNull(identity.ScimIdentity?.UserName) : null;
        int first = _offers.Count;
        foreach ((int rule, EmailAddress address) in rules.Collect(identity))
        {
            _offers.Add((rule, texts.Add(address.Value)));
        }

        _identities.Add(new(texts.Add(login), texts.Add(userName), first, _offers.Count - first, source));

        static string? TrimmedOrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    /// <summary>Gives the identities' addresses to the accounts they are linked to.</summary>
    /// <param name="cloud">All cloud accounts.</param>
    /// <param name="reportUnlinked">Takes what is linked to none.</param>
    public void LinkTo(CloudSide cloud, Action<AddressIndex.SourceKey> reportUnlinked)
    {
        var accountsByNameId = new Lazy<ILookup<string, int>>(() => Enumerable.Range(0, cloud.Accounts.Count)
            .Where(account => !cloud.Accounts[account].SamlNameId.IsNone)
            .ToLookup(account => texts.Get(cloud.Accounts[account].SamlNameId)!, StringComparer.OrdinalIgnoreCase));
        for (int position = 0; position < _identities.Count; position++)
        {
            IdentityEntry identity = _identities[position];
            if (!identity.Login.IsNone)
            {
                Link(identity, cloud.TryFind(identity.Login, out int account) ? [account] : []);
            }
            else
            {
                Link(identity, identity.ScimUserName.IsNone ? [] : [.. accountsByNameId.Value[texts.Get(identity.ScimUserName)!]]);
            }
        }

        void Link(IdentityEntry identity, ReadOnlySpan<int> accounts)
        {
            foreach (int account in accounts)
            {
                for (int offer = identity.FirstOffer; offer < identity.FirstOffer + identity.OfferCount; offer++)
                {
                    cloud.Addresses.Add(_offers[offer].Rule, _offers[offer].Address, account, identity.Source);
                }
            }

            if (accounts.IsEmpty)
            {
                reportUnlinked(identity.Source);
            }
        }
    }
}
