namespace LicenseSync.Tests.Reconciliation.Oracle;

/// <summary>What a reconciliation says, in plain texts and numbers: the form in which the oracle's and the engine's answers are compared.</summary>
internal sealed record Outcome(Numbers Summary, IReadOnlyList<OutcomePerson> People, IReadOnlyList<OutcomeUnmatched> Unmatched, IReadOnlyList<OutcomeAmbiguity> Ambiguities)
{
    /// <summary>What differs between the oracle's answer and another; empty when nothing does.</summary>
    public static string Difference(Outcome expected, Outcome actual) => string.Join(
        Environment.NewLine,
        new[]
        {
            expected.Summary == actual.Summary ? "" : $"summary: expected {expected.Summary}, got {actual.Summary}",
            Difference("people", expected.People, actual.People),
            Difference("unmatched", expected.Unmatched, actual.Unmatched),
            Difference("ambiguities", expected.Ambiguities, actual.Ambiguities),
        }.Where(text => text.Length > 0));

    public OutcomePerson PersonOf(string login) => People.Single(person => person.Login == login);

    public OutcomePerson PersonWith(string serverUserId) => People.Single(person => person.Accounts.Contains(serverUserId));

    public OutcomeUnmatched UnmatchedOf(string serverUserId) => Unmatched.Single(account => account.Id == serverUserId);

    public override string ToString() => string.Join(Environment.NewLine, [Summary.ToString(), .. People.Concat<OutcomeLine>(Unmatched).Concat(Ambiguities).Select(line => line.Text)]);

    // Lines whose order semantics E leaves open (one key) are compared as a set; all others in order.
    private static string Difference(string name, IReadOnlyList<OutcomeLine> expected, IReadOnlyList<OutcomeLine> actual)
    {
        OutcomeLine[] lines = [.. actual];
        var wanted = new List<string>();
        var got = new List<string>();
        foreach (IGrouping<string, OutcomeLine> tie in expected.GroupBy(line => line.Key, StringComparer.Ordinal))
        {
            wanted.AddRange(tie.Select(line => line.Text).Order(StringComparer.Ordinal));
            got.AddRange(lines.Skip(got.Count).Take(tie.Count()).Select(line => line.Text).Order(StringComparer.Ordinal));
        }

        got.AddRange(lines.Skip(got.Count).Select(line => line.Text));
        return wanted.SequenceEqual(got, StringComparer.Ordinal)
            ? ""
            : $"{name}: expected{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", wanted)}{Environment.NewLine}got{Environment.NewLine}  {string.Join(Environment.NewLine + "  ", got)}";
    }
}

/// <summary>The numbers of semantics E.</summary>
internal sealed record Numbers
{
    public long ServerAccounts { get; init; }

    public long CloudAccounts { get; init; }

    public long People { get; init; }

    public long LicensesConsumed { get; init; }

    public long EnterpriseLicensesConsumed { get; init; }

    public long VisualStudioLicensesConsumed { get; init; }

    public long LicensesWithoutSync { get; init; }

    public long LicensesSaved { get; init; }

    public long? LicensesPurchased { get; init; }

    public long? LicensesAvailable { get; init; }

    public long Matched { get; init; }

    public long NotMatched { get; init; }

    public long CannotTell { get; init; }
}

/// <summary>One entry of a list. Entries with equal keys may stand in any order; only the oracle knows keys.</summary>
internal abstract record OutcomeLine
{
    public string Key { get; init; } = "";

    public abstract string Text { get; }

    public sealed override string ToString() => Text;
}

internal sealed record OutcomeMatch(string Id, string Rule, string Email);

internal sealed record OutcomePerson(string? Login, string LicenseType, bool Consumes, bool IsPending, IReadOnlyList<string> Accounts, IReadOnlyList<OutcomeMatch> Matches) : OutcomeLine
{
    /// <summary>Accounts and matches as sets, since those of equal hosts tie, and their order ignoring case, which ties do not change.</summary>
    public override string Text =>
        $"{Login ?? "(no login)"} {LicenseType}{(Consumes ? " consumes" : "")}{(IsPending ? " pending" : "")}"
        + $" accounts [{Sorted(Accounts)}] matches [{Sorted(Matches.Select(match => $"{match.Id} {match.Rule} {match.Email}"))}]"
        + $" order [{Order(Accounts)}] [{Order(Matches.Select(match => match.Id))}]";

    private static string Sorted(IEnumerable<string> texts) => string.Join(", ", texts.Order(StringComparer.Ordinal));

    private static string Order(IEnumerable<string> ids) => string.Join(", ", ids.Select(id => id.ToLowerInvariant()));
}

internal sealed record OutcomeUnmatched(string Id, string Outcome, IReadOnlyList<string> Tried) : OutcomeLine
{
    public override string Text => $"{Id} {Outcome} tried [{string.Join(", ", Tried)}]";
}

internal sealed record OutcomeAmbiguity(string Id, string Rule, string Email, IReadOnlyList<string> Candidates, string? Chosen) : OutcomeLine
{
    public override string Text => $"{Id} {Rule} {Email} candidates [{string.Join(", ", Candidates)}] chosen {Chosen ?? "(none)"}";
}
