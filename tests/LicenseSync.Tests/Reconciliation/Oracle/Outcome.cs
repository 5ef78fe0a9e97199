namespace LicenseSync.Tests.Reconciliation.Oracle;

/// <summary>A reconciliation as text: the oracle's and the engine's are compared in this form.</summary>
/// <param name="Summary">The numbers of semantics E.</param>
/// <param name="People">One line a person, in order.</param>
/// <param name="Unmatched">One line an unmatched account, in order.</param>
/// <param name="Ambiguities">One line an ambiguity, in order.</param>
internal sealed record Outcome(Numbers Summary, IReadOnlyList<Line> People, IReadOnlyList<Line> Unmatched, IReadOnlyList<Line> Ambiguities)
{
    /// <summary>What differs between what is expected and what came; empty when nothing does.</summary>
    public static string Difference(Outcome expected, Outcome actual) => string.Join(
        Environment.NewLine,
        new[]
        {
            expected.Summary == actual.Summary ? "" : $"summary: expected {expected.Summary}, got {actual.Summary}",
            Difference("people", expected.People, actual.People),
            Difference("unmatched", expected.Unmatched, actual.Unmatched),
            Difference("ambiguities", expected.Ambiguities, actual.Ambiguities),
        }.Where(text => text.Length > 0));

    public override string ToString() => string.Join(Environment.NewLine, [Summary.ToString(), .. People.Concat(Unmatched).Concat(Ambiguities).Select(line => line.Text)]);

    // Lines whose order semantics E leaves open (one key) are compared as a set; all others in order.
    private static string Difference(string name, IReadOnlyList<Line> expected, IReadOnlyList<Line> actual)
    {
        string[] wanted = [.. expected.GroupBy(line => line.Key, StringComparer.Ordinal).SelectMany(tie => tie.Select(line => line.Text).Order(StringComparer.Ordinal))];
        int start = 0;
        var got = new List<string>();
        foreach (int count in expected.GroupBy(line => line.Key, StringComparer.Ordinal).Select(tie => tie.Count()).Append(int.MaxValue))
        {
            Line[] part = [.. actual.Skip(start).Take(count)];
            got.AddRange(part.Select(line => line.Text).Order(StringComparer.Ordinal));
            start += part.Length;
        }

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

/// <summary>One line of an outcome. Lines with equal keys may stand in any order; the engine's lines need no key.</summary>
internal sealed record Line(string Text, string Key = "")
{
    /// <summary>A person. Ids and matches are sorted as texts, since accounts of equal hosts tie; the order of the accounts is told apart, ignoring case.</summary>
    public static string OfPerson(string? login, string licenseType, bool consumes, bool isPending, IReadOnlyList<string> ids, IReadOnlyList<(string Id, string Rule, string Email)> matches) =>
        $"{login ?? "(no login)"} {licenseType}{(consumes ? " consumes" : "")}{(isPending ? " pending" : "")}"
        + $" accounts [{Sorted(ids)}] matches [{Sorted(matches.Select(match => $"{match.Id} {match.Rule} {match.Email}"))}]"
        + $" order [{Order(ids)}] [{Order(matches.Select(match => match.Id))}]";

    public static string OfUnmatched(string id, string outcome, IEnumerable<string> tried) => $"{id} {outcome} tried [{string.Join(", ", tried)}]";

    public static string OfAmbiguity(string id, string rule, string email, IEnumerable<string> candidates, string? chosen) =>
        $"{id} {rule} {email} candidates [{string.Join(", ", candidates)}] chosen {chosen ?? "(none)"}";

    private static string Sorted(IEnumerable<string> texts) => string.Join(", ", texts.Order(StringComparer.Ordinal));

    private static string Order(IEnumerable<string> ids) => string.Join(", ", ids.Select(id => id.ToLowerInvariant()));
}
