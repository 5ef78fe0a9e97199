using LicenseSync.Accounts;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>A comparison in flat arrays; its items are made when they are read.</summary>
internal sealed class ComparisonData(
    ReconciliationData ours, PersonIndex people, ReportedRows rows, ComparedAccounts compared, ComparisonState[] states, LicenseDifferences differences)
{
    private readonly Lazy<ILookup<int, int>> _accountsOfRow = new(() => Enumerable.Range(0, compared.RowOfAccount.Length)
        .Where(account => compared.RowOfAccount[account] != ComparisonEngine.None)
        .ToLookup(account => compared.RowOfAccount[account]));

    private readonly Lazy<int[]> _counts = new(() =>
    {
        var counts = new int[Enum.GetValues<ComparisonState>().Length];
        counts[(int)ComparisonState.NotInExport] = compared.Count - states.Length;
        foreach (ComparisonState state in states)
        {
            counts[(int)state]++;
        }

        return counts;
    });

    public required int LicensesConsumed { get; init; }

    public required long ReportedLicensesConsumed { get; init; }

    public int Count => compared.Count;

    public int DifferenceCount => differences.Count;

    public long Explained => differences.Licenses;

    public int CountOf(ComparisonState state) => (uint)state < (uint)_counts.Value.Length ? _counts.Value[(int)state] : 0;

    /// <summary>All accounts in order with their states, and nothing made beside.</summary>
    public IEnumerable<(ServerUserId Id, ComparisonState State)> States() => Enumerable.Range(0, compared.Count).Select(position => (compared.IdAt(position), StateAt(position)));

    public AccountComparison MakeAccount(int position)
    {
        int row = compared.RowAt(position);
        var account = new AccountComparison
        {
            Id = compared.IdAt(position),
            State = StateAt(position),
            IsHostGiven = true,
            ReportedGitHubComLogin = row == ComparisonEngine.None ? null : rows.LoginOf(row),
            ReportedAccounts = row == ComparisonEngine.None ? [] : Ids(_accountsOfRow.Value[row]),
        };
        if (compared.AccountAt(position) is var number && number == ComparisonEngine.None)
        {
            return account with { IsHostGiven = compared.ReportedAt(position).IsHostGiven };
        }

        int person = ours.PersonOfAccount[number];
        return account with
        {
            Record = ours.RecordOf(ours.Accounts[number]),
            IsSuspended = ours.Accounts[number].IsSuspended,
            GitHubComLogin = ours.LoginOf(person),
            Accounts = Ids(people.AccountsOf(person).ToArray().Where(member => compared.RowOfAccount[member] != ComparisonEngine.None)),
        };
    }

    /// <summary>The comparison of one of our accounts; looks through all.</summary>
    public AccountComparison Of(int account)
    {
        int position = 0;
        while (compared.AccountAt(position) != account)
        {
            position++;
        }

        return MakeAccount(position);
    }

    /// <summary>The server accounts that the report lists with a cloud account or invitation; looks through all.</summary>
    public IReadOnlyList<ServerUserId> ReportedAccountsOf(int person) => rows.RowOfPerson[person] is var row && row == ComparisonEngine.None
        ? []
        : [.. Enumerable.Range(0, compared.Count).Where(position => compared.RowAt(position) == row).Select(compared.IdAt).Distinct()];

    public LicenseDifference MakeDifference(int index)
    {
        LicenseDifferences.Group group = differences[index];
        return new()
        {
            Licenses = group.Licenses,
            GitHubComLogins = group.Logins,
            Accounts = [.. group.Positions.Select(compared.IdAt)],
            States = [.. group.Positions.Select(StateAt).Distinct().Order()],
        };
    }

    private ComparisonState StateAt(int position) =>
        compared.AccountAt(position) is var account && account != ComparisonEngine.None ? states[account] : ComparisonState.NotInExport;

    private ServerUserId[] Ids(IEnumerable<int> accounts) => [.. accounts.Select(ours.IdOf).Distinct()];
}
