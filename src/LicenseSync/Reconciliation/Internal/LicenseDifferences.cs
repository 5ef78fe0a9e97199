namespace LicenseSync.Reconciliation.Internal;

/// <summary>
/// Why two totals differ, license by license (semantics F): people here and rows of the report that share an account or a login form a group, and a group
/// with more people than rows, or the other way round, is a part of the difference. All groups together are the whole of it, as far as the rows say.
/// </summary>
internal sealed class LicenseDifferences
{
    private readonly List<Group> _groups = [];

    private LicenseDifferences()
    {
    }

    public int Count => _groups.Count;

    /// <summary>The sum of all groups.</summary>
    public long Licenses { get; private set; }

    public Group this[int index] => _groups[index];

    public static LicenseDifferences Find(ReconciliationData ours, PersonIndex people, ReportedRows rows, ComparedAccounts compared)
    {
        // Nodes are people, then rows.
        var groups = new DisjointSets(ours.PersonCount + rows.Count);
        for (int person = 0; person < ours.PersonCount; person++)
        {
            if (rows.RowOfPerson[person] != ComparisonEngine.None)
            {
                groups.Join(person, ours.PersonCount + rows.RowOfPerson[person]);
            }
        }

        for (int account = 0; account < compared.RowOfAccount.Length; account++)
        {
            if (compared.RowOfAccount[account] != ComparisonEngine.None)
            {
                groups.Join(ours.PersonOfAccount[account], ours.PersonCount + compared.RowOfAccount[account]);
            }
        }

        var licenses = new int[ours.PersonCount + rows.Count];
        for (int person = 0; person < ours.PersonCount; person++)
        {
            licenses[groups.Find(person)] += SummaryCounter.Consumes(ours, person, people.AccountsOf(person)) ? 1 : 0;
        }

        for (int row = 0; row < rows.Count; row++)
        {
            licenses[groups.Find(ours.PersonCount + row)] -= rows.HoldsLicense(row) ? 1 : 0;
        }

        return Collect(ours, people, rows, compared, groups, licenses);
    }

    private static LicenseDifferences Collect(
        ReconciliationData ours, PersonIndex people, ReportedRows rows, ComparedAccounts compared, DisjointSets groups, int[] licenses)
    {
        var found = new LicenseDifferences();
        var groupOf = new Dictionary<int, Group>();
        foreach (int person in people.Order)
        {
            GroupOf(person)?.AddLogin(ours.LoginOf(person));
        }

        for (int row = 0; row < rows.Count; row++)
        {
            if (rows.PersonOfRow[row] == ComparisonEngine.None)
            {
                GroupOf(ours.PersonCount + row)?.AddLogin(rows.LoginOf(row));
            }
        }

        for (int position = 0; position < compared.Count; position++)
        {
            int account = compared.AccountAt(position);
            int node = account != ComparisonEngine.None ? ours.PersonOfAccount[account] : ours.PersonCount + compared.RowAt(position);
            GroupOf(node)?.Positions.Add(position);
        }

        return found;

        Group? GroupOf(int node)
        {
            int root = groups.Find(node);
            if (licenses[root] == 0)
            {
                return null;
            }

            if (!groupOf.TryGetValue(root, out Group? group))
            {
                group = new(licenses[root]);
                groupOf.Add(root, group);
                found._groups.Add(group);
                found.Licenses += group.Licenses;
            }

            return group;
        }
    }

    /// <summary>One part of the difference.</summary>
    public sealed class Group(int licenses)
    {
        public int Licenses => licenses;

        public List<string> Logins { get; } = [];

        /// <summary>Its accounts, as positions in <see cref="ComparedAccounts"/>.</summary>
        public List<int> Positions { get; } = [];

        public void AddLogin(string? login)
        {
            if (login is not null)
            {
                Logins.Add(login);
            }
        }
    }
}
