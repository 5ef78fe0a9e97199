using LicenseSync.Accounts;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;

namespace LicenseSync.Cli.Commands;

/// <summary>One person of a reconciliation, and why each server account belongs to it.</summary>
internal sealed record Explanation(Person Person, IReadOnlyList<AccountExplanation> Accounts)
{
    /// <summary>The people a login, an address or a <c>host:id</c> belongs to.</summary>
    public static IReadOnlyList<Explanation> Find(ReconciliationResult result, string query)
    {
        IEnumerable<Person> people =
            EmailAddress.TryParse(query, out EmailAddress email) ? result.FindByEmail(email)
            : ServerUserId.TryParse(query, out ServerUserId id) ? result.FindByServerUserId(id)
            : query.LastIndexOf(':') is > 0 and int colon ? result.FindByServerUserId(ServerUserId.From(query[..colon], query[(colon + 1)..]))
            : result.FindByServerLogin(query);
        if (result.FindByLogin(query) is { } person)
        {
            people = people.Prepend(person);
        }

        return [.. people.DistinctBy(KeyOf).Select(found => Of(result, found))];
    }

    private static Explanation Of(ReconciliationResult result, Person person) =>
        new(person, [.. person.ServerAccounts.Select(account => new AccountExplanation(
            account,
            person.Matches.FirstOrDefault(match => match.Evidence.ServerRecord == account.Record),
            account.Outcome == MatchOutcome.Matched ? [] : result.Unmatched.FirstOrDefault(unmatched => unmatched.Record == account.Record)?.Tried ?? [],
            result.Ambiguities.FirstOrDefault(ambiguity => ambiguity.Id == account.Id && ambiguity.Email == account.PrimaryEmail)))]);

    // A person is made anew each time it is looked up.
    private static (SourceRecord?, SourceRecord?) KeyOf(Person person) =>
        (person.CloudRecord, person.ServerAccounts.Count > 0 ? person.ServerAccounts[0].Record : null);
}

/// <summary>Why a server account belongs to its person.</summary>
/// <param name="Account">The account.</param>
/// <param name="Match">The match that joined it; null for an account that stands alone.</param>
/// <param name="Tried">The steps that were tried in vain; empty for an account that the cloud matched.</param>
/// <param name="Ambiguity">The choice there was; null when there was none.</param>
internal sealed record AccountExplanation(PersonServerAccount Account, AccountMatch? Match, IReadOnlyList<string> Tried, Ambiguity? Ambiguity)
{
    public string Outcome => Account.Outcome switch
    {
        MatchOutcome.Matched => "matched",
        MatchOutcome.NotMatched => "not_matched",
        _ => "cannot_tell",
    };

    /// <summary>The outcome in plain words, with what can be done about it (semantics B3, D9, D14).</summary>
    public string Meaning => Account.Outcome switch
    {
        MatchOutcome.Matched => "Its primary email equals an address of the cloud account or invitation: they share one license.",
        _ when Ambiguity is { Chosen: null } => "Several cloud accounts have its primary email and none was to be taken: make the address unique in the cloud.",
        MatchOutcome.NotMatched => "No cloud account has its primary email. The domain is a verified one, so GitHub finds no match either.",
        _ when Account.PrimaryEmail is null => "It has no primary email, so there is nothing to compare: set one on the instance.",
        _ => "No cloud account shows its primary email. The domain is not a verified one, so GitHub may know the address and match it where nobody here can see it.",
    };
}
