using LicenseSync.Accounts;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>The server accounts of both sides in the order of semantics E, and the row of the report that lists each.</summary>
internal sealed class ComparedAccounts
{
    private readonly ReconciliationData _ours;
    private readonly List<int> _entries = [];
    private readonly List<(string Host, long UserId, int Row, bool IsHostGiven)> _reportedOnly = [];

    private ComparedAccounts(ReconciliationData ours)
    {
        _ours = ours;
        RowOfAccount = new int[ours.Accounts.Length];
        Array.Fill(RowOfAccount, ComparisonEngine.None);
    }

    public int Count => _entries.Count;

    /// <summary>The row of the report that lists an account of ours, or none.</summary>
    public int[] RowOfAccount { get; }

    public static ComparedAccounts Merge(ReconciliationData ours, CloudSide reported)
    {
        var merged = new ComparedAccounts(ours);
        Dictionary<string, (int Start, int End)> rangeOfHost = merged.FindHosts();
        ILookup<string, KeyValuePair<string, Dictionary<long, int>>> reportedHosts =
            reported.RowsByServerUserId.ToLookup(host => host.Key.ToLowerInvariant(), StringComparer.Ordinal);
        foreach (string host in rangeOfHost.Keys.Union(reportedHosts.Select(group => group.Key)).Order(StringComparer.Ordinal))
        {
            bool isGiven = rangeOfHost.TryGetValue(host, out (int Start, int End) range);
            KeyValuePair<string, Dictionary<long, int>>[] spellings = [.. reportedHosts[host]];
            long[] userIds = [.. spellings.SelectMany(spelling => spelling.Value.Keys)];
            (int Row, int Spelling)[] rows = [.. spellings.SelectMany((spelling, number) => spelling.Value.Values.Select(owner => (ReportedRows.NumberOf(reported, owner), number)))];
            Array.Sort(userIds, rows);
            merged.AddHost(userIds, index => (spellings[rows[index].Spelling].Key, userIds[index], rows[index].Row, isGiven), range.Start, range.End);
        }

        return merged;
    }

    /// <summary>The account of ours at a position; none where only the report has one.</summary>
    public int AccountAt(int position) => _entries[position] is >= 0 and int account ? account : ComparisonEngine.None;

    /// <summary>The account at a position that only the report has.</summary>
    public (string Host, long UserId, int Row, bool IsHostGiven) ReportedAt(int position) => _reportedOnly[~_entries[position]];

    /// <summary>The row of the account at a position, or none.</summary>
    public int RowAt(int position) => AccountAt(position) is var account && account != ComparisonEngine.None ? RowOfAccount[account] : ReportedAt(position).Row;

    public ServerUserId IdAt(int position) =>
        AccountAt(position) is var account && account != ComparisonEngine.None ? _ours.IdOf(account)
        : ServerUserId.From(ReportedAt(position).Host, ReportedAt(position).UserId);

    /// <summary>Whether two accounts of ours are printed alike; such accounts stand side by side.</summary>
    public bool IsSameId(int account, int other)
    {
        ServerAccountEntry left = _ours.Accounts[account], right = _ours.Accounts[other];
        return left.UserId >= 0 && left.UserId == right.UserId && (left.Instance == right.Instance || _ours.Instances[left.Instance].HostKey == _ours.Instances[right.Instance].HostKey);
    }

    private Dictionary<string, (int Start, int End)> FindHosts()
    {
        var ranges = new Dictionary<string, (int Start, int End)>(StringComparer.Ordinal);
        for (int account = 0; account < _ours.Accounts.Length; account++)
        {
            string host = _ours.Instances[_ours.Accounts[account].Instance].HostKey;
            ranges[host] = ranges.TryGetValue(host, out (int Start, int End) range) ? (range.Start, account + 1) : (account, account + 1);
        }

        // An instance without accounts was given all the same.
        foreach (ServerInstanceEntry instance in _ours.Instances.Where(instance => !instance.IsReplaced))
        {
            ranges.TryAdd(instance.HostKey, (0, 0));
        }

        return ranges;
    }

    // Accounts with a user id come first, ordered by it; so are the rows.
    private void AddHost(long[] userIds, Func<int, (string Host, long UserId, int Row, bool IsHostGiven)> rowAt, int start, int end)
    {
        int next = 0;
        for (int account = start; account < end; account++)
        {
            long userId = _ours.Accounts[account].UserId;
            for (; next < userIds.Length && (userId < 0 || userIds[next] < userId); next++)
            {
                AddReported(next);
            }

            if (next < userIds.Length && userIds[next] == userId)
            {
                RowOfAccount[account] = rowAt(next).Row;
                if (account + 1 == end || _ours.Accounts[account + 1].UserId != userId)
                {
                    next++;
                }
            }

            _entries.Add(account);
        }

        for (; next < userIds.Length; next++)
        {
            AddReported(next);
        }

        void AddReported(int index)
        {
            _entries.Add(~_reportedOnly.Count);
            _reportedOnly.Add(rowAt(index));
        }
    }
}
