using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.Matching;
using LicenseSync.Reconciliation.Internal;

namespace LicenseSync.Reconciliation;

/// <summary>How many licenses are consumed, by whom, and why (semantics C to E). Immutable and safe to share; the lists make their items when they are read.</summary>
public sealed partial class ReconciliationResult
{
    private readonly ReconciliationData _data;
    private readonly Lazy<PersonIndex> _people;
    private readonly Lazy<int[]> _unmatched;

    internal ReconciliationResult(ReconciliationData data, DiagnosticCollection diagnostics)
    {
        _data = data;
        Diagnostics = diagnostics;
        _people = new(() => new PersonIndex(_data));
        _unmatched = new(() => [.. Enumerable.Range(0, _data.Accounts.Length).Where(account => _data.RuleOfAccount[account] == ReconciliationData.Unmatched)]);
        Summary = SummaryCounter.Count(data);
        _explainer = new(() => new(_data, _people.Value, ComparisonEngine.Run(_data, _people.Value, _data.Cloud, Summary.LicensesConsumed), Suggestions));
        _suggestions = new(() => SuggestionEngine.Run(_data, _people.Value, _data.SuggestionRules, _ => false));
        People = new LazyList<Person>(data.PersonCount, position => MakePerson(_people.Value.Order[position]));
        Unmatched = new LazyList<UnmatchedAccount>(Summary.NotMatched + Summary.CannotTell, position => MakeUnmatched(_unmatched.Value[position]));
        Ambiguities = new LazyList<Ambiguity>(data.Ambiguities.Count, MakeAmbiguity);
    }

    /// <summary>The totals.</summary>
    public ReconciliationSummary Summary { get; }

    /// <summary>GitHub's own count, <c>total_seats_consumed</c>, the largest given (A8); null when no input says.</summary>
    public long? ReportedSeatsConsumed => _data.Cloud.SeatsConsumed;

    /// <summary>Everybody, those who consume no license included: people with a login by login, then server-only people by their first account, then invitations without a login.</summary>
    public IReadOnlyList<Person> People { get; }

    /// <summary>Server accounts that no step of D1 to D7 matched, in the order of accounts; those joined by D8 are here too.</summary>
    public IReadOnlyList<UnmatchedAccount> Unmatched { get; }

    /// <summary>Server accounts with more than one candidate at the deciding step, in the order of accounts (D9).</summary>
    public IReadOnlyList<Ambiguity> Ambiguities { get; }

    /// <summary>What was found while reading and reconciling, by code; at most 1,000 of each code are held.</summary>
    public DiagnosticCollection Diagnostics { get; }

    /// <summary>The person a cloud account or an invitation belongs to.</summary>
    /// <param name="login">The login (or invited email), ignoring case and white space around it.</param>
    /// <returns>The person; null when no cloud account or invitation that counts has this login. Logins of server accounts are not looked up here: they are not unique.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="login"/> is null.</exception>
    public Person? FindByLogin(string login)
    {
        ArgumentNullException.ThrowIfNull(login);
        return _data.FindPerson(login) is >= 0 and int person ? MakePerson(person) : null;
    }

    /// <summary>The people an address belongs to: as the primary email of a server account, or as an address a cloud account or invitation offers for matching.</summary>
    /// <param name="email">The address.</param>
    /// <returns>The people in the order of <see cref="People"/>; empty when nobody has the address.</returns>
    public IReadOnlyList<Person> FindByEmail(EmailAddress email) => [.. PeopleOf(email).Select(MakePerson)];

    /// <summary>The people a server account, named as GitHub's reports do, belongs to.</summary>
    /// <param name="id">The account; its host ignoring case.</param>
    /// <returns>The people in the order of <see cref="People"/>; empty when there is no such account, several where two instances share a host name (A1).</returns>
    public IReadOnlyList<Person> FindByServerUserId(ServerUserId id) =>
        [.. PeopleOf(_people.Value.AccountsOf(id)).Select(MakePerson)];

    /// <summary>The people that have a server account of this login.</summary>
    /// <param name="login">The login, ignoring case and white space around it.</param>
    /// <returns>The people in the order of <see cref="People"/>; empty when there is none.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="login"/> is null.</exception>
    public IReadOnlyList<Person> FindByServerLogin(string login)
    {
        ArgumentNullException.ThrowIfNull(login);
        return [.. PeopleOf(_people.Value.AccountsOf(login.Trim())).Select(MakePerson)];
    }

    private IEnumerable<int> PeopleOf(EmailAddress email) =>
        InOrder(_data.Cloud.Addresses.CandidatesOf(email).Concat(_people.Value.AccountsOf(email).Select(account => _data.PersonOfAccount[account])));

    private IEnumerable<int> PeopleOf(IEnumerable<int> accounts) => InOrder(accounts.Select(account => _data.PersonOfAccount[account]));

    private IEnumerable<int> InOrder(IEnumerable<int> people) => people.Distinct().OrderBy(_people.Value.PositionOf);

    private string[] TriedFor(int account)
    {
        if (_data.SlotOfAccount[account] < 0)
        {
            return [];
        }

        // An ambiguity that was left open is the deciding step: nothing after it was tried (D9).
        AddressIndex.Decision decision = _data.Cloud.Addresses.DecisionOf(_data.SlotOfAccount[account]);
        int end = decision.IsHit ? decision.Rule + 1 : _data.Rules.Count;
        return [.. Enumerable.Range(0, end).Where(_data.Cloud.Addresses.HasAddress).Select(_data.Rules.NameOf)];
    }
}
