using LicenseSync.Accounts;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>The order of people and who belongs to whom; made when people are first read, since the totals do not need it.</summary>
internal sealed class PersonIndex
{
    private readonly ReconciliationData _data;
    private readonly int[] _firstMember;
    private readonly int[] _members;
    private readonly Lazy<int[]> _positions;
    private readonly Lazy<ILookup<int, int>> _accountsBySlot;
    private readonly Lazy<ILookup<string, int>> _accountsByLogin;

    public PersonIndex(ReconciliationData data)
    {
        _data = data;
        Order = MakeOrder(data);
        (_firstMember, _members) = GroupAccounts(data);
        _positions = new(MakePositions);
        _accountsBySlot = new(() => AllAccounts().Where(account => data.SlotOfAccount[account] >= 0).ToLookup(account => data.SlotOfAccount[account]));
        _accountsByLogin = new(() => AllAccounts().Where(account => !data.Accounts[account].Login.IsNone)
            .ToLookup(account => data.Texts.Get(data.Accounts[account].Login)!.Trim(), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>The people in the order of semantics E.</summary>
    public int[] Order { get; }

    public int PositionOf(int person) => _positions.Value[person];

    /// <summary>The accounts of a person, in the order of accounts.</summary>
    public ReadOnlySpan<int> AccountsOf(int person) => _members.AsSpan(_firstMember[person].._firstMember[person + 1]);

    /// <summary>Asks ahead for where <see cref="LoadAccounts"/> looks.</summary>
    public void Load(int person) => Near.Ask(in _firstMember[person]);

    /// <summary>Asks ahead for the accounts of a person.</summary>
    public void LoadAccounts(int person)
    {
        if (_firstMember[person] < _members.Length)
        {
            Near.Ask(in _members[_firstMember[person]]);
        }
    }

    public IEnumerable<int> AccountsOf(EmailAddress email) => _accountsBySlot.Value[_data.Cloud.Addresses.SlotOf(email)];

    public IEnumerable<int> AccountsOf(string login) => _accountsByLogin.Value[login];

    public IEnumerable<int> AccountsOf(ServerUserId id)
    {
        if (id.UserId is null)
        {
            return AccountsOf(id.Login ?? "").Where(account => _data.IdOf(account) == id);
        }

        // Accounts are ordered by host and id.
        string host = id.HostName.ToLowerInvariant();
        int low = 0, high = _data.Accounts.Length;
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            (low, high) = Compare(middle) < 0 ? (middle + 1, high) : (low, middle);
        }

        return Enumerable.Range(low, _data.Accounts.Length - low).TakeWhile(account => Compare(account) == 0);

        int Compare(int account)
        {
            ServerAccountEntry entry = _data.Accounts[account];
            int order = string.CompareOrdinal(_data.Instances[entry.Instance].HostKey, host);
            return order != 0 ? order : entry.UserId < 0 ? 1 : entry.UserId.CompareTo(id.UserId.Value);
        }
    }

    private IEnumerable<int> AllAccounts() => Enumerable.Range(0, _data.Accounts.Length);

    private static int[] MakeOrder(ReconciliationData data)
    {
        // Server-only people are numbered in the order of their first account already.
        int[] withLogin = [.. Enumerable.Range(0, data.FirstServerOnly).Where(data.HasLogin)];
        LoginOrder.Sort(data, withLogin);
        IEnumerable<int> withoutLogin = Enumerable.Range(data.FirstInvitation, data.Invitations.Length)
            .Where(person => data.LoginOf(person) is null).OrderBy(person => data.InvitationOf(person).IsVisualStudio);
        return [.. withLogin, .. Enumerable.Range(data.FirstServerOnly, data.PersonCount - data.FirstServerOnly), .. withoutLogin];
    }

    private static (int[] First, int[] Members) GroupAccounts(ReconciliationData data)
    {
        var first = new int[data.PersonCount + 1];
        foreach (int person in data.PersonOfAccount)
        {
            first[person + 1]++;
        }

        for (int person = 0; person < data.PersonCount; person++)
        {
            first[person + 1] += first[person];
        }

        var members = new int[data.Accounts.Length];
        int[] next = [.. first];
        for (int account = 0; account < members.Length; account++)
        {
            members[next[data.PersonOfAccount[account]]++] = account;
        }

        return (first, members);
    }

    private int[] MakePositions()
    {
        var positions = new int[Order.Length];
        for (int position = 0; position < Order.Length; position++)
        {
            positions[Order[position]] = position;
        }

        return positions;
    }
}
