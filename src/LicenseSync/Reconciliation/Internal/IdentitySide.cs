using LicenseSync.Accounts;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>The external identities, until all cloud accounts are known (semantics A7).</summary>
/// <typeparam name="TText">What is kept of a text.</typeparam>
/// <param name="rules">The rules that take addresses.</param>
/// <param name="keep">Keeps a text.</param>
internal sealed class IdentitySide<TText>(RuleSet rules, Func<string, TText> keep) : IIdentityInputs
    where TText : struct
{
    private readonly ChunkedList<IdentityEntry<TText>> _identities = new();
    private readonly ChunkedList<(int Rule, TText Address)> _offers = new();

    public void Add(ExternalIdentity identity, AddressIndex.SourceKey source)
    {
        string? login = TrimmedOrNull(identity.GitHubComLogin);
        string? linkedBy = login ?? (identity.IsScimUser ? TrimmedOrNull(identity.ScimIdentity?.UserName) : null);
        int first = _offers.Count;
        foreach ((int rule, EmailAddress address) in rules.Collect(identity))
        {
            _offers.Add((rule, keep(address.Value)));
        }

        _identities.Add(new(linkedBy is null ? null : keep(linkedBy), login is not null, first, _offers.Count - first, source));

        static string? TrimmedOrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    /// <summary>Gives the identities' addresses to the accounts they are linked to.</summary>
    /// <param name="links">All cloud accounts.</param>
    /// <param name="reportUnlinked">Takes what is linked to none.</param>
    public void LinkTo(IIdentityLinks<TText> links, Action<AddressIndex.SourceKey> reportUnlinked)
    {
        for (int position = 0; position < _identities.Count; position++)
        {
            IdentityEntry<TText> identity = _identities[position];
            IReadOnlyList<int> accounts = identity.LinkedBy is not { } name ? [] : identity.NamesLogin ? links.WithLogin(name) : links.WithNameId(name);
            foreach (int account in accounts)
            {
                for (int offer = identity.FirstOffer; offer < identity.FirstOffer + identity.OfferCount; offer++)
                {
                    links.Offer(_offers[offer].Rule, _offers[offer].Address, account, identity.Source);
                }
            }

            if (accounts.Count == 0)
            {
                reportUnlinked(identity.Source);
            }
        }
    }
}
