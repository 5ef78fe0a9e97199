using LicenseSync.Accounts;
using LicenseSync.Reconciliation.Internal;

namespace LicenseSync.Reconciliation;

// One person's story (semantics D13).
public sealed partial class ReconciliationResult
{
    private readonly Lazy<Explainer> _explainer;

    /// <summary>Explains the people that a login, an email address or a <c>host:id</c> belongs to.</summary>
    /// <param name="query">A login of a cloud account, an invitation or a server account; an address that is compared; or a server account as GitHub's reports name it. Letter case and white space around it do not matter.</param>
    /// <returns>The people, that with the login first; empty when there is nobody.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="query"/> is null.</exception>
    /// <remarks>Looks through all suggestions and GitHub's report, once for all calls.</remarks>
    public IReadOnlyList<Explanation> Explain(string query)
    {
        ArgumentNullException.ThrowIfNull(query);
        query = query.Trim();
        IEnumerable<int> people =
            EmailAddress.TryParse(query, out EmailAddress email) ? PeopleOf(email)
            : ServerUserId.TryParse(query, out ServerUserId id) ? PeopleOf(_people.Value.AccountsOf(id))
            : query.LastIndexOf(':') is > 0 and int colon ? PeopleOf(_people.Value.AccountsOf(ServerUserId.From(query[..colon], query[(colon + 1)..])))
            : PeopleOf(_people.Value.AccountsOf(query));
        int first = _data.FindPerson(query);
        return [.. people.Where(person => person != first).Prepend(first).Where(person => person >= 0).Select(Explain)];
    }

    /// <summary>Explains a person of this result.</summary>
    /// <param name="position">The position in <see cref="People"/>.</param>
    /// <returns>The person's story.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="position"/> is no position of <see cref="People"/>.</exception>
    public Explanation ExplainAt(int position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, People.Count);
        return Explain(_people.Value.Order[position]);
    }

    private Explanation Explain(int person)
    {
        ReadOnlySpan<int> members = _people.Value.AccountsOf(person);
        Person made = MakePerson(person);
        var accounts = new ExplainedAccount[members.Length];
        for (int index = 0; index < members.Length; index++)
        {
            int account = members[index];
            AccountMatch? match = MakeMatch(account, person, members);
            int ambiguity = _data.IndexOfAmbiguity(account);
            accounts[index] = _explainer.Value.Explain(account, made.ServerAccounts[index], match, ambiguity < 0 ? null : MakeAmbiguity(ambiguity));
        }

        return _explainer.Value.Complete(person, new() { Person = made, Accounts = accounts });
    }
}
