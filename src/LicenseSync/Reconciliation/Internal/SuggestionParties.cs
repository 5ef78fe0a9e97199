using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>The accounts that suggestions are about, as numbers: people with a login first (cloud accounts, invitations), then server accounts.</summary>
internal sealed class SuggestionParties
{
    private readonly ReconciliationData _data;
    private readonly PersonIndex _people;
    private readonly AddressIndex.CandidateAddresses _addresses;
    private readonly Func<int, IReadOnlyList<string>> _hostsOfPerson;

    public SuggestionParties(ReconciliationData data, PersonIndex people)
    {
        _data = data;
        _people = people;
        _addresses = data.Cloud.Addresses.GroupByCandidate(data.FirstServerOnly);
        _hostsOfPerson = person => [.. people.AccountsOf(person).ToArray().Select(account => data.IdOf(account).HostName).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    public int NumberOf(int account) => _data.FirstServerOnly + account;

    public bool IsServerAccount(int party, out int account)
    {
        account = party - _data.FirstServerOnly;
        return account >= 0;
    }

    public int PersonOf(int party) => IsServerAccount(party, out int account) ? _data.PersonOfAccount[account] : party;

    /// <summary>The order in which targets are preferred: by lower-cased login, then server accounts in their order.</summary>
    public int Compare(int party, int other) => (IsServerAccount(party, out _), IsServerAccount(other, out _)) switch
    {
        (false, false) => _people.PositionOf(party).CompareTo(_people.PositionOf(other)),
        _ => party.CompareTo(other),
    };

    public SuggestionParty Make(int party)
    {
        if (IsServerAccount(party, out int account))
        {
            ServerAccountEntry entry = _data.Accounts[account];
            return new()
            {
                Person = _data.PersonOfAccount[account],
                HostsOfPerson = _hostsOfPerson,
                ServerAccount = _data.IdOf(account),
                Login = _data.Texts.Get(entry.Login),
                Name = _data.Texts.Get(entry.Name),
                Addresses = _data.EmailOf(account) is { } email ? [email] : [],
                SecondaryAddresses = _data.Servers.SecondaryEmailsOf(entry),
            };
        }

        bool isCloudAccount = party < _data.FirstInvitation;
        return new()
        {
            Person = party,
            HostsOfPerson = _hostsOfPerson,
            IsCloudAccount = isCloudAccount,
            Login = _data.LoginOf(party),
            Name = isCloudAccount ? _data.Texts.Get(_data.Cloud.Names[party]) : null,
            Addresses = _addresses.Of(party),
        };
    }

    public SourceRecord RecordOf(int party) =>
        IsServerAccount(party, out int account) ? _data.RecordOf(_data.Accounts[account])
        : party < _data.FirstInvitation ? _data.RecordOf(_data.Cloud.Sources[party])
        : _data.RecordOf(_data.InvitationOf(party).Source);

    /// <summary>The accounts of those server-only people of a range that consume, person by person.</summary>
    public IEnumerable<int> AccountsWithoutMatch(int start, int end)
    {
        for (int person = Math.Max(start, _data.FirstServerOnly); person < end; person++)
        {
            foreach (int account in AccountsOf(person))
            {
                yield return account;
            }
        }

        int[] AccountsOf(int person) =>
            _people.AccountsOf(person) is var members && SummaryCounter.Consumes(_data, person, members) ? members.ToArray() : [];
    }

    /// <summary>What an account without a match may be suggested to among the people of a range, person by person: people with a login, then server-only people; those that consume.</summary>
    public IEnumerable<int> Targets(int start, int end)
    {
        for (int person = start; person < Math.Min(end, _data.FirstServerOnly); person++)
        {
            if (_data.HasLogin(person) && SummaryCounter.Consumes(_data, person, _people.AccountsOf(person)))
            {
                yield return person;
            }
        }

        foreach (int account in AccountsWithoutMatch(start, end))
        {
            yield return NumberOf(account);
        }
    }
}
