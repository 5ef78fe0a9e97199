using LicenseSync.Accounts;
using LicenseSync.Matching;
using LicenseSync.Reconciliation.Internal;

namespace LicenseSync.Reconciliation;

// How the items of the lists are made from the flat arrays.
public sealed partial class ReconciliationResult
{
    /// <summary>The people for writers, without making them.</summary>
    internal PersonCursor OpenPeople() => new(_data, _people.Value);

    private Person MakePerson(int person)
    {
        ReadOnlySpan<int> members = _people.Value.AccountsOf(person);
        var accounts = new PersonServerAccount[members.Length];
        var matches = new List<AccountMatch>(members.Length);
        for (int index = 0; index < members.Length; index++)
        {
            int account = members[index];
            ServerAccountEntry entry = _data.Accounts[account];
            accounts[index] = new()
            {
                Id = _data.IdOf(account),
                ServerId = _data.Instances[entry.Instance].ServerId,
                Login = _data.Texts.Get(entry.Login),
                PrimaryEmail = _data.EmailOf(account),
                IsSuspended = entry.IsSuspended,
                ConsumesLicense = entry.Consumes,
                Outcome = _data.OutcomeOf(account),
                Record = _data.RecordOf(entry),
            };

            if (MakeMatch(account, person, members) is { } match)
            {
                matches.Add(match);
            }
        }

        return new()
        {
            GitHubComLogin = _data.LoginOf(person),
            IsPendingInvitation = _data.IsInvitation(person),
            ServerAccounts = accounts,
            LicenseType = SummaryCounter.IsVisualStudio(_data, person, members) ? LicenseType.VisualStudioSubscription : LicenseType.Enterprise,
            ConsumesLicense = SummaryCounter.Consumes(_data, person, members),
            Matches = matches,
            CloudRecord = person < _data.FirstInvitation ? _data.RecordOf(_data.Cloud.Sources[person])
                : person < _data.FirstServerOnly ? _data.RecordOf(_data.InvitationOf(person).Source)
                : null,
        };
    }

    private AccountMatch? MakeMatch(int account, int person, ReadOnlySpan<int> members)
    {
        ServerAccountEntry entry = _data.Accounts[account];
        bool isMatched = _data.RuleOfAccount[account] != ReconciliationData.Unmatched;
        if (!isMatched && members.Length < 2)
        {
            return null;
        }

        EmailAddress email = _data.EmailOf(account)!.Value;
        SourceRecord candidate = isMatched
            ? _data.RecordOf(_data.Cloud.Addresses.DecisionOf(_data.SlotOfAccount[account]).Source)
            : _data.RecordOf(_data.Accounts[members[0] == account ? members[1] : members[0]]);
        return new()
        {
            Id = _data.IdOf(account),
            Rule = _data.Rules.NameOf(isMatched ? _data.RuleOfAccount[account] : _data.Rules.Count),
            Email = email,
            Evidence = new() { CandidateLogin = isMatched ? _data.LoginOf(person) : null, ServerRecord = _data.RecordOf(entry), CandidateRecord = candidate },
        };
    }

    private UnmatchedAccount MakeUnmatched(int account) => new()
    {
        Id = _data.IdOf(account),
        Outcome = _data.OutcomeOf(account),
        Tried = TriedFor(account),
        Email = _data.EmailOf(account),
        Record = _data.RecordOf(_data.Accounts[account]),
    };

    private Ambiguity MakeAmbiguity(int position)
    {
        (int account, int rule) = _data.Ambiguities[position];
        EmailAddress email = _data.EmailOf(account)!.Value;
        List<string> candidates = [.. _data.Cloud.Addresses.CandidatesOf(email, rule).Select(person => _data.LoginOf(person) ?? "")];
        candidates.Sort(ReconciliationData.CompareLogins);
        return new()
        {
            Id = _data.IdOf(account),
            Rule = _data.Rules.NameOf(rule),
            Email = email,
            Candidates = candidates,
            Chosen = _data.Ambiguity == AmbiguityChoice.First ? candidates[0] : null,
        };
    }
}
