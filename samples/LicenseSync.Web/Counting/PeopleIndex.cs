using System.Text;
using LicenseSync.Accounts;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;

namespace LicenseSync.Web.Counting;

/// <summary>Finds people by a part of a login, an address or a <c>host:id</c>. Their texts lie in blocks of bytes, folded, that are looked through at memory speed; filters are lists of positions. Immutable.</summary>
internal sealed class PeopleIndex
{
    private const int PeoplePerBlock = 8_192;
    private const byte Separator = (byte)'\n';

    private readonly List<Block> _blocks = [];
    private readonly List<int>[] _filters = [.. Enum.GetValues<PeopleFilter>().Select(_ => new List<int>())];

    public PeopleIndex(ReconciliationResult result, CancellationToken cancellationToken)
    {
        HashSet<ServerUserId> ambiguous = [.. result.Ambiguities.Select(ambiguity => ambiguity.Id)];
        var hosts = new Dictionary<string, InstanceTotals>(StringComparer.OrdinalIgnoreCase);
        Count = result.People.Count;
        for (int first = 0; first < Count; first += PeoplePerBlock)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var text = new MemoryStream();
            int count = Math.Min(PeoplePerBlock, Count - first);
            int[] ends = new int[count];
            for (int offset = 0; offset < count; offset++)
            {
                Person person = result.People[first + offset];
                Note(person, first + offset, ambiguous, hosts);
                Append(text, person.GitHubComLogin);
                foreach (PersonServerAccount account in person.ServerAccounts)
                {
                    Append(text, account.Id.ToString());
                    Append(text, account.Login);
                    Append(text, account.PrimaryEmail?.Value);
                }

                ends[offset] = (int)text.Length;
            }

            _blocks.Add(new(first, text.ToArray(), ends));
        }

        Instances = [.. hosts.Values.OrderBy(totals => totals.HostName, StringComparer.OrdinalIgnoreCase)];
    }

    public int Count { get; }

    public IReadOnlyList<InstanceTotals> Instances { get; }

    public int CountOf(PeopleFilter filter) => filter == PeopleFilter.All ? Count : _filters[(int)filter].Count;

    /// <summary>Finds people.</summary>
    /// <param name="query">A part of a login, address or id, ignoring case; empty for all.</param>
    /// <param name="filter">Which of them.</param>
    /// <param name="skip">How many to leave out.</param>
    /// <param name="take">How many to name at most.</param>
    /// <returns>Their positions, and how many there are in all.</returns>
    public (IReadOnlyList<int> Positions, int Total) Find(string? query, PeopleFilter filter, int skip, int take)
    {
        byte[] needle = Encoding.UTF8.GetBytes(Fold(query?.Trim() ?? ""));
        if (needle.Length == 0)
        {
            int total = CountOf(filter);
            return ([.. Enumerable.Range(Math.Min(skip, total), Math.Max(0, Math.Min(take, total - skip))).Select(index => filter == PeopleFilter.All ? index : _filters[(int)filter][index])], total);
        }

        List<int> hits = [];
        foreach (Block block in _blocks)
        {
            block.Find(needle, hits);
        }

        if (filter != PeopleFilter.All)
        {
            List<int> wanted = _filters[(int)filter];
            hits.RemoveAll(position => wanted.BinarySearch(position) < 0);
        }

        return ([.. hits.Skip(skip).Take(take)], hits.Count);
    }

    private static string Fold(string text) => text.ToLowerInvariant();

    private static void Append(MemoryStream text, string? part)
    {
        if (!string.IsNullOrEmpty(part))
        {
            text.Write(Encoding.UTF8.GetBytes(Fold(part)));
            text.WriteByte(Separator);
        }
    }

    private void Note(Person person, int position, HashSet<ServerUserId> ambiguous, Dictionary<string, InstanceTotals> hosts)
    {
        Add(PeopleFilter.SeveralAccounts, person.ServerAccounts.Count + (person.HasCloudAccount ? 1 : 0) > 1);
        Add(PeopleFilter.Unmatched, person.ServerAccounts.Any(account => account.Outcome == MatchOutcome.NotMatched));
        Add(PeopleFilter.CannotTell, person.ServerAccounts.Any(account => account.Outcome == MatchOutcome.CannotTell));
        Add(PeopleFilter.Ambiguous, ambiguous.Count > 0 && person.ServerAccounts.Any(account => ambiguous.Contains(account.Id)));
        Add(PeopleFilter.NoLicense, !person.ConsumesLicense);
        foreach (PersonServerAccount account in person.ServerAccounts)
        {
            if (!hosts.TryGetValue(account.Id.HostName, out InstanceTotals? totals))
            {
                hosts.Add(account.Id.HostName, totals = new() { HostName = account.Id.HostName });
            }

            totals.Add(account);
        }

        void Add(PeopleFilter filter, bool belongs)
        {
            if (belongs)
            {
                _filters[(int)filter].Add(position);
            }
        }
    }

    private sealed record Block(int First, byte[] Text, int[] Ends)
    {
        public void Find(ReadOnlySpan<byte> needle, List<int> hits)
        {
            for (int start = 0; Text.AsSpan(start).IndexOf(needle) is >= 0 and int at;)
            {
                int person = Array.BinarySearch(Ends, start + at);
                person = person < 0 ? ~person : person + 1;
                hits.Add(First + person);
                start = Ends[person];
            }
        }
    }
}
