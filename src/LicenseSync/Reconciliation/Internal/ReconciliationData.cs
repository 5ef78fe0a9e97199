using LicenseSync.Accounts;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>
/// The decided reconciliation in flat arrays. People are numbers: cloud accounts first (as read), then invitations that count as people, then
/// server-only people in the order of their first account. Nothing is made for a person until somebody reads it.
/// </summary>
internal sealed record ReconciliationData
{
    public required RuleSet Rules { get; init; }

    public required CloudSide Cloud { get; init; }

    /// <summary>The names of the inputs, by number.</summary>
    public required IReadOnlyList<string?> Sources { get; init; }

    public required IReadOnlyList<ServerInstanceEntry> Instances { get; init; }

    /// <summary>The texts of both sides.</summary>
    public required TextArena Texts { get; init; }

    /// <summary>Keeps what suggestions need of server accounts.</summary>
    public required ServerSide Servers { get; init; }

    /// <summary>All server accounts in the order of semantics E.</summary>
    public required ServerAccountEntry[] Accounts { get; init; }

    /// <summary>The person of each account.</summary>
    public required int[] PersonOfAccount { get; init; }

    /// <summary>The deciding rule of each account; <see cref="Unmatched"/> when D1 to D7 did not decide.</summary>
    public required int[] RuleOfAccount { get; init; }

    /// <summary>Where <see cref="AddressIndex"/> keeps the decision for the primary email of each account; -1 for one without.</summary>
    public required int[] SlotOfAccount { get; init; }

    /// <summary>The accounts with more than one candidate at the deciding step (D9), and that step.</summary>
    public required IReadOnlyList<(int Account, int Rule)> Ambiguities { get; init; }

    /// <summary>Invitations that are people (C3), as positions in <see cref="CloudSide.Invitations"/>.</summary>
    public required int[] Invitations { get; init; }

    public required int PersonCount { get; init; }

    public required bool CountsInvitations { get; init; }

    public required AmbiguityChoice Ambiguity { get; init; }

    /// <summary>Verified domains of the license data and of the options (D14).</summary>
    public required HashSet<string> VerifiedDomains { get; init; }

    /// <summary>The kinds of evidence for suggestions, strongest first.</summary>
    public required IReadOnlyList<SuggestionRule> SuggestionRules { get; init; }

    /// <summary>How many processors may work on suggestions.</summary>
    public required int MaxParallelism { get; init; }

    public const int Unmatched = -1;

    private const int StackChars = 256;

    public int FirstInvitation => Cloud.Accounts.Count;

    public int FirstServerOnly => Cloud.Accounts.Count + Invitations.Length;

    public bool IsInvitation(int person) => person >= FirstInvitation && person < FirstServerOnly;

    /// <summary>The login people are named by; null for server-only people and invitations without one.</summary>
    public string? LoginOf(int person) =>
        person < FirstInvitation ? Texts.Get(Cloud.LoginOf(person))
        : person < FirstServerOnly ? InvitationOf(person).Invitation.Login
        : null;

    /// <summary>The person of a cloud account or of an invitation that counts; -1 when nobody has the login.</summary>
    public int FindPerson(string login) =>
        Cloud.TryFind(login, out int account) ? account
        : Cloud.TryFindInvitation(login, out int invitation) && Array.BinarySearch(Invitations, invitation) is >= 0 and int number ? FirstInvitation + number
        : -1;

    /// <summary>How many accounts with a primary email D1 to D7 did not match.</summary>
    public int UnmatchedWithEmail => Enumerable.Range(0, Accounts.Length).Count(account => RuleOfAccount[account] == Unmatched && !Accounts[account].PrimaryEmail.IsNone);

    /// <summary>The position of an account's ambiguity, or -1.</summary>
    public int IndexOfAmbiguity(int account)
    {
        for (int position = 0; position < Ambiguities.Count; position++)
        {
            if (Ambiguities[position].Account == account)
            {
                return position;
            }
        }

        return -1;
    }

    public InvitationEntry InvitationOf(int person) => Cloud.Invitations[Invitations[person - FirstInvitation]];

    /// <summary>Whether people are named by a login.</summary>
    public bool HasLogin(int person) => person < FirstInvitation || (person < FirstServerOnly && InvitationOf(person).Invitation.Login is not null);

    /// <summary>Where a login stands as far as its first letters say (<see cref="ArenaText.LoginPrefix"/>).</summary>
    public UInt128 LoginPrefixOf(int person)
    {
        if (person < FirstInvitation)
        {
            return Texts[Cloud.LoginOf(person)].LoginPrefix();
        }

        string login = LoginOf(person) ?? "";
        return ArenaText.Encode(login, new byte[ArenaText.MaxBytesOf(login)]).LoginPrefix();
    }

    /// <summary>The order of people by login.</summary>
    public int CompareByLogin(int person, int other) => person < FirstInvitation && other < FirstInvitation
        ? Cloud.CompareByLogin(person, other)
        : CompareLogins(LoginOf(person) ?? "", LoginOf(other) ?? "");

    /// <summary>The order of logins (E): lower-cased, ordinal; two that are then alike by their own spelling.</summary>
    public static int CompareLogins(string left, string right)
    {
        int order = string.CompareOrdinal(left.ToLowerInvariant(), right.ToLowerInvariant());
        return order != 0 ? order : string.CompareOrdinal(left, right);
    }

    public ServerUserId IdOf(int account)
    {
        ServerAccountEntry entry = Accounts[account];
        string host = Instances[entry.Instance].HostName;
        return entry.UserId >= 0 ? ServerUserId.From(host, entry.UserId) : ServerUserId.From(host, Texts.Get(entry.Login) ?? "");
    }

    public EmailAddress? EmailOf(int account) => Texts.Get(Accounts[account].PrimaryEmail) is { } email ? EmailAddress.Parse(email) : null;

    /// <summary>Matched, or what can be said of an unmatched account (D14).</summary>
    public MatchOutcome OutcomeOf(int account) =>
        RuleOfAccount[account] != Unmatched ? MatchOutcome.Matched
        : IsVerified(Accounts[account].PrimaryEmail) ? MatchOutcome.NotMatched
        : MatchOutcome.CannotTell;

    /// <summary>Whether an email is in a verified domain (D14).</summary>
    public bool IsVerified(TextRef email)
    {
        ReadOnlySpan<char> text = email.IsNone ? [] : Texts[email].ToChars(stackalloc char[StackChars]);
        int at = text.LastIndexOf('@');
        return at >= 0 && VerifiedDomains.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text[(at + 1)..]);
    }

    public SourceRecord RecordOf(AddressIndex.SourceKey source) => new(Sources[source.Source], source.Record);

    public SourceRecord RecordOf(ServerAccountEntry account) => new(Instances[account.Instance].Source, account.Record);
}
