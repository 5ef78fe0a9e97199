using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>The order of accounts (semantics E): lower-cased host (ordinal), user id as a number, id-less ones by login, then server id.</summary>
internal static class AccountOrder
{
    /// <summary>All accounts of all instances in order. Files are mostly in order already, so each host's accounts are sorted only where they are not.</summary>
    public static ServerAccountEntry[] Sort(IReadOnlyList<ServerInstanceEntry> instances, ServerSide servers, TextArena texts)
    {
        var sorted = new ServerAccountEntry[instances.Sum(instance => instance.Accounts.Count)];
        int end = 0;
        var comparer = Comparer<ServerAccountEntry>.Create((left, right) => Compare(left, right, instances, servers, texts));
        foreach (IGrouping<string, ServerInstanceEntry> host in instances.GroupBy(instance => instance.HostKey).OrderBy(host => host.Key, StringComparer.Ordinal))
        {
            int start = end;
            foreach (ServerInstanceEntry instance in host)
            {
                instance.Accounts.CopyTo(sorted.AsSpan(end));
                end += instance.Accounts.Count;
                instance.Accounts = new();
            }

            Span<ServerAccountEntry> accounts = sorted.AsSpan(start..end);
            if (!IsSorted(accounts, comparer))
            {
                accounts.Sort(comparer);
            }
        }

        return sorted;
    }

    // Behind the server id, content decides and not the order of files (D12).
    private static int Compare(ServerAccountEntry left, ServerAccountEntry right, IReadOnlyList<ServerInstanceEntry> instances, ServerSide servers, TextArena texts)
    {
        int order = (left.UserId < 0).CompareTo(right.UserId < 0);
        order = order != 0 ? order : left.UserId.CompareTo(right.UserId);
        order = order != 0 || left.UserId >= 0 ? order : string.CompareOrdinal(texts.Get(left.Login)?.ToLowerInvariant(), texts.Get(right.Login)?.ToLowerInvariant());
        order = order != 0 ? order : string.CompareOrdinal(KeyOf(left), KeyOf(right));
        order = order != 0 ? order : string.CompareOrdinal(texts.Get(left.PrimaryEmail), texts.Get(right.PrimaryEmail));
        order = order != 0 ? order : string.CompareOrdinal(texts.Get(left.Login), texts.Get(right.Login));
        order = order != 0 ? order : left.IsSuspended.CompareTo(right.IsSuspended);
        order = order != 0 ? order : string.CompareOrdinal(instances[left.Instance].HostName, instances[right.Instance].HostName);
        order = order != 0 ? order : string.CompareOrdinal(texts.Get(left.Name), texts.Get(right.Name));
        order = order != 0 ? order : string.CompareOrdinal(TextOf(left), TextOf(right));
        order = order != 0 ? order : left.Instance.CompareTo(right.Instance);
        return order != 0 ? order : left.Record.CompareTo(right.Record);

        string KeyOf(ServerAccountEntry account) => instances[account.Instance].ServerId.ToString().ToLowerInvariant();

        string TextOf(ServerAccountEntry account) => string.Join(' ', servers.SecondaryEmailsOf(account).Select(address => address.Value));
    }

    private static bool IsSorted(ReadOnlySpan<ServerAccountEntry> accounts, Comparer<ServerAccountEntry> comparer)
    {
        for (int index = 1; index < accounts.Length; index++)
        {
            if (comparer.Compare(accounts[index - 1], accounts[index]) > 0)
            {
                return false;
            }
        }

        return true;
    }
}
