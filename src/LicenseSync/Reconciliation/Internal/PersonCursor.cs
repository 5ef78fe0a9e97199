using System.Globalization;
using System.Text;
using LicenseSync.Accounts;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>Goes through the people of a result for writers: the same as <see cref="ReconciliationResult.People"/>, but texts as UTF-8 as they are kept, and nothing made. Not safe for concurrent use; what it gives is valid until it is asked again.</summary>
internal sealed class PersonCursor(ReconciliationData data, PersonIndex people)
{
    private const int MaxNumberBytes = 20;

    // How many people later the next part of what a person takes is asked for.
    private const int Stride = 8;
    private const int MaxAccountsAhead = 4;

    private readonly byte[]?[] _hosts = new byte[]?[data.Instances.Count];
    private byte[] _id = new byte[256];
    private int _person;

    /// <summary>The server accounts of the person, as numbers.</summary>
    public ReadOnlySpan<int> Accounts => people.AccountsOf(_person);

    public bool HasLogin => data.HasLogin(_person);

    public ReadOnlySpan<byte> Login => _person < data.FirstInvitation ? Utf8Of(data.Cloud.LoginOf(_person)) : Encoding.UTF8.GetBytes(data.LoginOf(_person) ?? "");

    public LicenseType LicenseType => SummaryCounter.IsVisualStudio(data, _person, Accounts) ? LicenseType.VisualStudioSubscription : LicenseType.Enterprise;

    public bool ConsumesLicense => SummaryCounter.Consumes(data, _person, Accounts);

    /// <summary>Goes to the person at a position of the order of semantics E.</summary>
    public void MoveTo(int position)
    {
        _person = people.Order[position];
        LoadAhead(position);
    }

    /// <summary>The position of the rule that made an account of the person belong to it, D8 behind all others; -1 for a lone account.</summary>
    public int RuleOf(int account) =>
        data.RuleOfAccount[account] is var rule && rule != ReconciliationData.Unmatched ? rule
        : Accounts.Length > 1 ? data.Rules.Count
        : -1;

    /// <summary>The name of a rule.</summary>
    public string NameOf(int rule) => data.Rules.NameOf(rule);

    /// <summary>The primary email of an account.</summary>
    public ReadOnlySpan<byte> EmailOf(int account) => Utf8Of(data.Accounts[account].PrimaryEmail);

    /// <summary>An account's <c>host:id</c>, as <see cref="ServerUserId.ToString"/> prints it.</summary>
    public ReadOnlySpan<byte> IdOf(int account)
    {
        ServerAccountEntry entry = data.Accounts[account];
        if (entry.UserId < 0)
        {
            return Encoding.UTF8.GetBytes(data.IdOf(account).ToString());
        }

        byte[] host = _hosts[entry.Instance] ??= Encoding.UTF8.GetBytes(data.Instances[entry.Instance].HostName + ":");
        if (_id.Length < host.Length + MaxNumberBytes)
        {
            _id = new byte[host.Length + MaxNumberBytes];
        }

        host.CopyTo(_id, 0);
        entry.UserId.TryFormat(_id.AsSpan(host.Length), out int digits, default, CultureInfo.InvariantCulture);
        return _id.AsSpan(0, host.Length + digits);
    }

    // Writers go through people in the order of logins, which is no order in memory: each thing is asked for some people before the one that needs it, and what leads to it before that.
    private void LoadAhead(int position)
    {
        if (At(4 * Stride) is >= 0 and var first)
        {
            people.Load(first);
            if (first < data.FirstInvitation)
            {
                Near.Ask(in data.Cloud.Accounts[first]);
                data.Cloud.LoadLogin(first);
            }
        }

        if (At(3 * Stride) is >= 0 and var second)
        {
            people.LoadAccounts(second);
            if (second < data.FirstInvitation)
            {
                data.Texts.Load(data.Cloud.LoginOf(second));
            }
        }

        if (At(2 * Stride) is >= 0 and var third)
        {
            foreach (int account in FirstOf(third))
            {
                Near.Ask(in data.Accounts[account]);
                Near.Ask(in data.RuleOfAccount[account]);
            }
        }

        if (At(Stride) is >= 0 and var fourth)
        {
            foreach (int account in FirstOf(fourth))
            {
                if (!data.Accounts[account].PrimaryEmail.IsNone)
                {
                    data.Texts.Load(data.Accounts[account].PrimaryEmail);
                }
            }
        }

        int At(int later) => position + later < people.Order.Length ? people.Order[position + later] : -1;

        ReadOnlySpan<int> FirstOf(int person) => people.AccountsOf(person) is var accounts && accounts.Length > MaxAccountsAhead ? accounts[..MaxAccountsAhead] : accounts;
    }

    private ReadOnlySpan<byte> Utf8Of(TextRef text)
    {
        ArenaText found = data.Texts[text];
        return found.IsUtf16 ? Encoding.UTF8.GetBytes(found.ToString()) : found.Bytes;
    }
}
