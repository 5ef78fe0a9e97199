using System.Runtime.InteropServices;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>Everything the license data says, row by row, for people and evidence: cloud accounts, subscribers, verified domains (semantics A4, A5, C4, C5, D14).</summary>
/// <param name="texts">Keeps logins, names and addresses.</param>
/// <param name="rules">The rules that take addresses.</param>
/// <param name="detail">How much to keep.</param>
/// <param name="report">Takes findings.</param>
internal sealed partial class CloudSide(TextArena texts, RuleSet rules, Detail detail, Action<Diagnostic> report) : CloudInputs(report)
{
    private readonly TextTable _logins = new(texts);
    private readonly Dictionary<string, Dictionary<long, int>> _rowByServerUserId = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<int, int> _otherByInvitation = [];

    public TextArena Texts => texts;

    public AddressIndex Addresses => field ??= new(texts, rules.Count) { IsPreferred = (account, other) => CompareByLogin(account, other) < 0 };

    public ChunkedList<CloudAccountEntry> Accounts { get; } = new();

    /// <summary>The first row of each cloud account.</summary>
    public ChunkedList<AddressIndex.SourceKey> Sources { get; } = new();

    /// <summary>The first display name of each cloud account that is not blank, or none; only for suggestions.</summary>
    public ChunkedList<TextRef> Names { get; } = new();

    /// <summary>The rows that are no cloud account, those of one invitation once.</summary>
    public ChunkedList<ReportedLicense> OtherRows { get; } = new();

    /// <summary>By host and user id, the row that lists the server account: the position of the cloud account, or the complement of the position in <see cref="OtherRows"/>.</summary>
    public IReadOnlyDictionary<string, Dictionary<long, int>> RowsByServerUserId => _rowByServerUserId;

    /// <summary>Subscription emails of rows that are no cloud account (C5).</summary>
    public TextTable SubscriptionEmails { get; } = new(texts);

    /// <summary>The whole parts after the last <c>@</c> of all verified-domain emails (D14).</summary>
    public HashSet<string> VerifiedDomains { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The login of a cloud account, as the first row spells it, trimmed.</summary>
    public TextRef LoginOf(int account) => _logins[account];

    /// <summary>Asks ahead for what <see cref="LoginOf"/> gives.</summary>
    public void LoadLogin(int account) => _logins.Load(account);

    /// <summary>The order of cloud accounts by login (semantics E).</summary>
    public int CompareByLogin(int account, int other) => texts[LoginOf(account)].CompareAsLogin(texts[LoginOf(other)]);

    public bool TryFind(string login, out int account) => (account = _logins.Find(login.AsSpan().Trim())) != TextTable.None;

    /// <summary>Finds the cloud account of a trimmed login.</summary>
    public bool TryFind(TextRef login, out int account) => (account = _logins.Find(login)) != TextTable.None;

    public override void Add(ConsumedLicense row, AddressIndex.SourceKey source, string? sourceName)
    {
        ConsumedLicenseKind kind = row.Kind;
        int owner = kind switch
        {
            ConsumedLicenseKind.CloudAccount => AddAccount(CloudAccount.From(row), source, sourceName),
            ConsumedLicenseKind.PendingInvitation => AddOtherRow(kind, AddInvitation(PendingInvitation.From(row), source)),
            _ => AddOtherRow(kind, invitation: -1),
        };
        ReportUnclassified(kind, source, sourceName);
        if (kind != ConsumedLicenseKind.CloudAccount && row.IsVisualStudioSubscriptionUser
            && EmailAddress.TryParse(row.VisualStudioSubscriptionEmail, out EmailAddress subscription))
        {
            SubscriptionEmails.Add(texts.Add(subscription.Value), out _);
        }

        foreach (string text in row.GitHubComVerifiedDomainEmails)
        {
            if (EmailAddress.TryParse(text, out EmailAddress email))
            {
                AddDomainOf(email.Value);
            }
        }

        foreach (ServerUserId id in row.EnterpriseServerUserIds)
        {
            if (id.UserId is { } userId)
            {
                NoteServerUserId(RowsOf(id.HostName), id.HostName, userId, owner, source, sourceName);
            }
        }
    }

    private int AddOtherRow(ConsumedLicenseKind kind, int invitation)
    {
        if (invitation >= 0 && !_otherByInvitation.TryAdd(invitation, OtherRows.Count))
        {
            return ~_otherByInvitation[invitation];
        }

        OtherRows.Add(new(kind, invitation, HasServerUserIds: false));
        return ~(OtherRows.Count - 1);
    }

    private int AddAccount(CloudAccount account, AddressIndex.SourceKey source, string? sourceName)
    {
        TextRef login = texts.Add(account.Login);
        int position = _logins.Add(login, out bool exists);
        if (exists)
        {
            texts.RemoveLast(login);
        }

        bool hasEarlierNameId = exists && !Accounts[position].SamlNameId.IsNone;
        var row = new CloudAccountEntry(
            hasEarlierNameId ? default : AddTrimmed(account.SamlNameId),
            !string.IsNullOrWhiteSpace(account.LicenseType.Value),
            account.LicenseType == LicenseType.VisualStudioSubscription);
        AddAccount(position, exists, row, detail == Detail.Suggestions ? AddTrimmed(account.License!.GitHubComName) : default, source, sourceName);
        rules.Collect(hasEarlierNameId ? account with { SamlNameId = null } : account, Addresses, position, source);
        return position;
    }

    /// <summary>Adds a row of a cloud account, or merges it into the account's first (A5): lists are united, of scalars the first that is not empty counts.</summary>
    private void AddAccount(int position, bool exists, CloudAccountEntry row, TextRef name, AddressIndex.SourceKey source, string? sourceName)
    {
        if (!exists)
        {
            Accounts.Add(row);
            Sources.Add(source);
            if (detail == Detail.Suggestions)
            {
                Names.Add(name);
            }

            return;
        }

        CloudAccountEntry first = Accounts[position];
        Accounts[position] = first with
        {
            SamlNameId = first.SamlNameId.IsNone ? row.SamlNameId : first.SamlNameId,
            HasLicenseType = first.HasLicenseType || row.HasLicenseType,
            IsVisualStudio = first.HasLicenseType ? first.IsVisualStudio : row.IsVisualStudio,
        };
        if (detail == Detail.Suggestions && Names[position].IsNone)
        {
            Names[position] = name;
        }

        ReportMerged(source, sourceName);
    }

    private TextRef AddTrimmed(string? text) => string.IsNullOrWhiteSpace(text) ? default : texts.Add(text.AsSpan().Trim());

    private void AddDomainOf(ReadOnlySpan<char> email) => VerifiedDomains.GetAlternateLookup<ReadOnlySpan<char>>().Add(email[(email.LastIndexOf('@') + 1)..]);

    private Dictionary<long, int> RowsOf(string hostName) => CollectionsMarshal.GetValueRefOrAddDefault(_rowByServerUserId, hostName, out _) ??= [];

    private void NoteServerUserId(Dictionary<long, int> rows, string hostName, long userId, int owner, AddressIndex.SourceKey source, string? sourceName)
    {
        if (owner < 0)
        {
            OtherRows[~owner] = OtherRows[~owner] with { HasServerUserIds = true };
        }

        ref int known = ref CollectionsMarshal.GetValueRefOrAddDefault(rows, userId, out bool exists);
        if (!exists)
        {
            known = owner;
        }
        else if (known != owner)
        {
            Report(DiagnosticDescriptors.ServerUserIdInTwoRows, source, sourceName, $"{ServerUserId.From(hostName, userId)} stands in an earlier row too. Get the license data again if pages shifted while it was read.");
        }
    }
}
