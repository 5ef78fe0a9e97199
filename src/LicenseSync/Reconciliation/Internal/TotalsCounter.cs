using LicenseSync.Accounts;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>Counts licenses, account by account, from fingerprints (semantics C, D, E).</summary>
internal sealed class TotalsCounter
{
    private readonly TotalsCloud _cloud;
    private readonly TotalsAddresses _addresses;
    private readonly ReconciliationOptions _options;
    private readonly List<Invited> _invited = [];
    private readonly Dictionary<int, Invited> _invitedByPlace = [];
    private readonly bool[] _isVerifiedDomain;
    private int _accounts;
    private int _alone;
    private int _matched;
    private int _notMatched;
    private int _serverOnly;
    private int _serverOnlyVisualStudio;

    /// <summary>Starts with the people who have a login or an invitation.</summary>
    /// <param name="cloud">All cloud accounts and invitations.</param>
    /// <param name="addresses">All addresses that are asked for, with what identities offer.</param>
    /// <param name="rules">The rules that take addresses of invitations.</param>
    /// <param name="options">The settings.</param>
    public TotalsCounter(TotalsCloud cloud, TotalsAddresses addresses, RuleSet rules, ReconciliationOptions options)
    {
        (_cloud, _addresses, _options) = (cloud, addresses, options);
        HashSet<TextFingerprint> enterpriseDomains = [.. options.EnterpriseDomains.Select(domain => TextFingerprint.OfTrimmed(domain)).Where(domain => !domain.IsNone)];
        _isVerifiedDomain = [.. addresses.Domains.Domains.Select(domain => cloud.IsVerified(domain) || enterpriseDomains.Contains(domain))];

        // C3: an invitation whose email is an address of a cloud account, or whose login is one, is no person. All are judged before any offers its address.
        foreach (InvitationEntry entry in cloud.Invitations.Where(IsNew).ToArray())
        {
            var invited = new Invited { Consumes = options.CountPendingInvitations, IsVisualStudio = entry.IsVisualStudio };
            _invited.Add(invited);
            _alone += invited.Consumes ? 1 : 0;
            foreach ((int rule, EmailAddress address) in rules.Collect(entry.Invitation))
            {
                Offer(rule, addresses.Find(address), invited);
            }
        }
    }

    /// <summary>Counts the accounts of an instance.</summary>
    public void Add(ChunkedList<CountedAccount> accounts)
    {
        for (int index = 0; index < accounts.Count; index++)
        {
            Add(accounts[index]);
        }
    }

    /// <summary>The totals of all that was counted.</summary>
    public ReconciliationSummary ToSummary()
    {
        int consumed = _cloud.Count + _invited.Count(invited => invited.Consumes) + _serverOnly;
        int visualStudio = _cloud.VisualStudioCount + _invited.Count(invited => invited is { Consumes: true, IsVisualStudio: true }) + _serverOnlyVisualStudio;
        return new()
        {
            ServerAccounts = _accounts,
            CloudAccounts = _cloud.Count,
            People = consumed,
            LicensesConsumed = consumed,
            EnterpriseLicensesConsumed = consumed - visualStudio,
            VisualStudioLicensesConsumed = visualStudio,
            LicensesWithoutSync = _cloud.Count + _alone,
            LicensesPurchased = _cloud.SeatsPurchased,
            Matched = _matched,
            NotMatched = _notMatched,
            CannotTell = _accounts - _matched - _notMatched,
        };
    }

    private bool IsNew(InvitationEntry entry) =>
        !(entry.Invitation.Login is { } login && _cloud.Has(login))
        && !(entry.Invitation.Email is { } email && _addresses[_addresses.Find(email)].IsOffered);

    // No two invitations offer one address: they would be one (A5).
    private void Offer(int rule, int place, Invited invited)
    {
        if (_addresses[place].Decide(rule))
        {
            _addresses[place].IsInvited = true;
            _invitedByPlace[place] = invited;
        }
    }

    private void Add(CountedAccount account)
    {
        _accounts++;
        _alone += account.Consumes ? 1 : 0;
        if (account.Place == CountedAccount.NoEmail)
        {
            _serverOnly += account.Consumes ? 1 : 0;
            return;
        }

        ref WantedAddress address = ref _addresses[account.Place];
        if (address.IsInvited)
        {
            Invited invited = _invitedByPlace[account.Place];
            invited.Consumes |= account.Consumes;
            invited.IsVisualStudio |= _cloud.HasSubscription(_addresses.FingerprintAt(account.Place));
            _matched++;
        }
        else if (address.IsOffered && !(address.IsAmbiguous && _options.Ambiguity == AmbiguityChoice.None))
        {
            _matched++;
        }
        else
        {
            AddServerOnly(account, ref address);
        }
    }

    // D8: the same primary email, the same person, who consumes one license where any of the accounts does.
    private void AddServerOnly(CountedAccount account, ref WantedAddress address)
    {
        _notMatched += _isVerifiedDomain[_addresses.DomainOf(account.Place)] ? 1 : 0;
        if (account.Consumes && !address.IsCounted)
        {
            address.IsCounted = _options.MatchServerAccountsWithEachOther;
            _serverOnly++;
            _serverOnlyVisualStudio += _cloud.HasSubscription(_addresses.FingerprintAt(account.Place)) ? 1 : 0;
        }
    }

    private sealed class Invited
    {
        public bool Consumes { get; set; }

        public bool IsVisualStudio { get; set; }
    }
}
