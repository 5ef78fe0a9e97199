using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>The server accounts of all instances, for people and evidence (semantics C1).</summary>
/// <param name="texts">Keeps their texts.</param>
/// <param name="exemptLogins">Logins that consume nothing (C1).</param>
/// <param name="detail">How much to keep.</param>
/// <param name="report">Takes findings.</param>
internal sealed partial class ServerSide(TextArena texts, IEnumerable<string> exemptLogins, Detail detail, Action<Diagnostic> report) : ServerInputs(report)
{
    private readonly ExemptLogins _exemptLogins = new(exemptLogins);

    // Lists of addresses one after another, each with an end; the first place is no list.
    private readonly ChunkedList<TextRef> _addresses = NewLists();

    public override void Add(ServerInstanceEntry instance, ServerAccount account, int record)
    {
        bool isExempt = _exemptLogins.Contains(account.Login);
        bool isSuspended = account.IsSuspended || account.SuspendedAt is not null;
        TextRef primary = texts.Add(account.PrimaryEmail?.Value);
        int others = 0;
        foreach (ServerAccountEmail email in detail == Detail.Suggestions ? account.Emails : [])
        {
            if (EmailAddress.TryParse(email.Address, out EmailAddress address))
            {
                AddSecondaryEmail(texts.Add(address.Value), primary, ref others);
            }
        }

        EndSecondaryEmails(others);
        instance.Accounts.Add(new(
            instance.Number,
            account.UserId is >= 0 ? account.UserId.Value : -1,
            texts.Add(account.Login),
            primary,
            isSuspended,
            !isSuspended && !isExempt,
            record,
            detail == Detail.Suggestions && !string.IsNullOrWhiteSpace(account.ProfileName) ? texts.Add(account.ProfileName.Trim()) : default,
            others));
    }

    /// <summary>The other emails of an account, which feed suggestions (D11).</summary>
    public EmailAddress[] SecondaryEmailsOf(ServerAccountEntry account)
    {
        if (account.SecondaryEmails == 0)
        {
            return [];
        }

        var addresses = new List<EmailAddress>();
        for (int place = account.SecondaryEmails; !_addresses[place].IsNone; place++)
        {
            addresses.Add(EmailAddress.Parse(texts.Get(_addresses[place])!));
        }

        return [.. addresses];
    }

    /// <summary>Adds an address to the list of an account, unless it is its primary email or there already.</summary>
    /// <param name="address">The address: the text that was added last.</param>
    /// <param name="primary">The account's primary email.</param>
    /// <param name="first">Where the list begins; 0 while it is empty.</param>
    private void AddSecondaryEmail(TextRef address, TextRef primary, ref int first)
    {
        bool isKnown = !primary.IsNone && texts[address].EqualsFolded(texts[primary]);
        for (int place = first; !isKnown && first > 0 && place < _addresses.Count; place++)
        {
            isKnown = texts[address].EqualsFolded(texts[_addresses[place]]);
        }

        if (isKnown)
        {
            texts.RemoveLast(address);
            return;
        }

        first = first > 0 ? first : _addresses.Count;
        _addresses.Add(address);
    }

    private void EndSecondaryEmails(int first)
    {
        if (first > 0)
        {
            _addresses.Add(default);
        }
    }

    private static ChunkedList<TextRef> NewLists()
    {
        var lists = new ChunkedList<TextRef>();
        lists.Add(default);
        return lists;
    }
}
