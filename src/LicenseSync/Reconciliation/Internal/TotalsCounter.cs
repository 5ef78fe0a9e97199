using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>Counts licenses, account by account, from fingerprints (semantics C, D, E).</summary>
internal sealed class TotalsCounter
{
    private readonly TotalsCloud _cloud;
    private readonly TotalsAddresses _addresses;
    private readonly ReconciliationOptions _options;
    private readonly bool[] _isVerifiedDomain;
    private int _accounts;
    private int _alone;
    private int _matched;
    private int _notMatched;
    private int _serverOnly;
    private int _serverOnlyVisualStudio;

    /// <summary>Starts counting.</summary>
    /// <param name="cloud">All cloud accounts, and invitations that are judged.</param>
    /// <param name="addresses">All addresses that are asked for, with what identities and invitations offer.</param>
    /// <param name="options">The settings.</param>
    public TotalsCounter(TotalsCloud cloud, TotalsAddresses addresses, ReconciliationOptions options)
    {
        (_cloud, _addresses, _options) = (cloud, addresses, options);
        HashSet<TextFingerprint> enterpriseDomains = [.. options.EnterpriseDomains.Select(domain => TextFingerprint.OfTrimmed(domain)).Where(domain => !domain.IsNone)];
        _isVerifiedDomain = [.. addresses.Domains.Domains.Select(domain => cloud.IsVerified(domain) || enterpriseDomains.Contains(domain))];
    }

    /// <summary>Counts the accounts of an instance.</summary>
    public void Add(ChunkedList<CountedAccount> accounts)
    {
        for (int start = 0; start < accounts.Count; start += FingerprintTable.Batch)
        {
            int end = Math.Min(start + FingerprintTable.Batch, accounts.Count);
            for (int index = start; index < end; index++)
            {
                if (accounts[index].Place != CountedAccount.NoEmail)
                {
                    _addresses.LoadKnown(accounts[index].Place);
                }
            }

            for (int index = start; index < end; index++)
            {
                Add(accounts[index]);
            }
        }
    }

    /// <summary>The totals of all that was counted.</summary>
    public ReconciliationSummary ToSummary()
    {
        (int invited, int consuming, int consumingVisualStudio) = _cloud.Invitations.Count(_options.CountPendingInvitations);
        int consumed = _cloud.Count + consuming + _serverOnly;
        int visualStudio = _cloud.VisualStudioCount + consumingVisualStudio + _serverOnlyVisualStudio;
        return new()
        {
            ServerAccounts = _accounts,
            CloudAccounts = _cloud.Count,
            People = consumed,
            LicensesConsumed = consumed,
            EnterpriseLicensesConsumed = consumed - visualStudio,
            VisualStudioLicensesConsumed = visualStudio,
            LicensesWithoutSync = _cloud.Count + (_options.CountPendingInvitations ? invited : 0) + _alone,
            LicensesPurchased = _cloud.SeatsPurchased,
            Matched = _matched,
            NotMatched = _notMatched,
            CannotTell = _accounts - _matched - _notMatched,
        };
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
            _cloud.Invitations.Join(_addresses.FingerprintAt(account.Place), account.Consumes, address.IsSubscribed);
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
            _serverOnlyVisualStudio += address.IsSubscribed ? 1 : 0;
        }
    }
}
