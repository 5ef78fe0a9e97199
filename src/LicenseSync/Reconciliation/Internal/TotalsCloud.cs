using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.LicenseReports;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>What the license data says, where only the totals are wanted: a fingerprint and a byte for each cloud account (semantics A4, A5, C2, C4, C5, D14).</summary>
/// <param name="addresses">Takes what the accounts offer.</param>
/// <param name="rules">The rules that take addresses.</param>
/// <param name="numbersAccounts">Whether it matters which account is which.</param>
/// <param name="report">Takes findings.</param>
internal sealed class TotalsCloud(TotalsAddresses addresses, RuleSet rules, bool numbersAccounts, Action<Diagnostic> report)
    : CloudInputs(report), IIdentityLinks<TextFingerprint>
{
    private readonly int _nameIdRule = RuleOf(rules, CloudAddresses.SamlNameId);
    private readonly int _verifiedRule = RuleOf(rules, CloudAddresses.VerifiedEmails);
    private readonly Reusables<TotalsCloudRows> _rows = new(() => new());
    private readonly TotalsCloudRows _single = new();
    private readonly FingerprintTable _logins = new();
    private readonly FingerprintTable _subscriptions = new();
    private readonly HashSet<TextFingerprint> _verifiedDomains = [];

    // By the place of a login.
    private Account[] _accounts = new Account[FingerprintTable.FirstSize];
    private int[] _numbers = numbersAccounts ? new int[FingerprintTable.FirstSize] : [];
    private int _sized = -1;
    private int _countBefore;

    [Flags]
    private enum Account : byte
    {
        None = 0,
        HasNameId = 1,
        HasLicenseType = 2,
        IsVisualStudio = 4,
    }

    /// <summary>The pending invitations.</summary>
    public TotalsInvitations Invitations { get; } = new();

    /// <summary>How many cloud accounts there are.</summary>
    public int Count => _logins.Count;

    /// <summary>How many of them have a Visual Studio subscription (C5).</summary>
    public int VisualStudioCount => _accounts.Count(account => Has(account, Account.IsVisualStudio));

    /// <summary>Whether a cloud account has a login.</summary>
    public bool Has(TextFingerprint login) => _logins.Find(login) != FingerprintTable.None;

    /// <summary>Marks the addresses that subscriptions of people without a cloud account name (C5), when all are asked for.</summary>
    public void MarkSubscriptions()
    {
        for (int subscription = 0; subscription < _subscriptions.Size; subscription++)
        {
            if (!_subscriptions[subscription].IsNone && addresses.Find(_subscriptions[subscription]) is not FingerprintTable.None and int place)
            {
                addresses[place].IsSubscribed = true;
            }
        }
    }

    /// <summary>Whether a domain is one of a verified email (D14).</summary>
    public bool IsVerified(TextFingerprint domain) => _verifiedDomains.Contains(domain);

    public override void Add(ConsumedLicense row, AddressIndex.SourceKey source, string? sourceName)
    {
        _single.Add(row, source.Record);
        Take(_single, source.Source, before: 0, sourceName);
    }

    public override Task ReadAsync(ConsumedLicensesFile file, int source, string? sourceName, CancellationToken cancellationToken) => file.ReadSectionsAsync(
        _rows.Take,
        (rows, row) => rows.Add(row),
        (rows, before) =>
        {
            MakeRoom(rows.Rows.Length, source, before, file.ExpectedRecords);
            Take(rows, source, before, sourceName);
            _rows.Give(rows);
        },
        cancellationToken);

    public IReadOnlyList<int> WithLogin(TextFingerprint login) => _logins.Find(login) is not FingerprintTable.None and int place ? [NumberAt(place)] : [];

    public IReadOnlyList<int> WithNameId(TextFingerprint nameId) => addresses.WithNameId(nameId);

    public void Offer(int rule, TextFingerprint address, int account, AddressIndex.SourceKey source) => addresses.Offer(rule, address, account);

    // Enum.HasFlag makes objects until it is compiled a second time.
    private static bool Has(Account account, Account flag) => (account & flag) != 0;

    private static int RuleOf(RuleSet rules, CloudAddresses wanted)
    {
        for (int rule = 0; rule < rules.Count; rule++)
        {
            if (rules.AddressesOf(rule) == wanted)
            {
                return rule;
            }
        }

        return TotalsAddresses.NoRule;
    }

    private void MakeRoom(int logins, int source, long read, long expected)
    {
        if (_sized != source)
        {
            (_sized, _countBefore) = (source, _logins.Count);
        }

        Move(_logins.MakeRoom(logins, new(_countBefore, read, expected)));
    }

    private void Take(TotalsCloudRows rows, int source, long before, string? sourceName)
    {
        _verifiedDomains.UnionWith(rows.VerifiedDomains);
        Move(_logins.MakeRoom(rows.Rows.Length));
        for (int start = 0; start < rows.Rows.Length; start += FingerprintTable.Batch)
        {
            ReadOnlySpan<TotalsCloudRows.Row> batch = rows.Rows[start..Math.Min(start + FingerprintTable.Batch, rows.Rows.Length)];
            Load(rows, batch);
            foreach (ref readonly TotalsCloudRows.Row row in batch)
            {
                Add(rows, row, new(source, (int)(before + row.Record)), sourceName);
            }
        }

        rows.Clear();
    }

    // What several rows ask of the tables is waited for at once.
    private void Load(TotalsCloudRows rows, ReadOnlySpan<TotalsCloudRows.Row> batch)
    {
        foreach (ref readonly TotalsCloudRows.Row row in batch)
        {
            _logins.LoadTags(row.Login);
            addresses.LoadTags(row.Other);
            foreach (TextFingerprint email in rows.EmailsOf(row))
            {
                addresses.LoadTags(email);
            }
        }

        foreach (ref readonly TotalsCloudRows.Row row in batch)
        {
            Near.Ask(in _accounts[_logins.LoadEntry(row.Login)]);
            if (row.IsOtherAddress)
            {
                addresses.LoadOffered(row.Other);
            }

            foreach (TextFingerprint email in rows.EmailsOf(row))
            {
                addresses.LoadOffered(email);
            }
        }
    }

    private void Add(TotalsCloudRows rows, in TotalsCloudRows.Row row, AddressIndex.SourceKey source, string? sourceName)
    {
        if (row.Kind == ConsumedLicenseKind.CloudAccount)
        {
            AddAccount(rows, row, source, sourceName);
            return;
        }

        ReportUnclassified(row.Kind, source, sourceName);
        if (row.Kind == ConsumedLicenseKind.PendingInvitation)
        {
            Invitations.Add(row);
        }

        if (row.IsOtherAddress)
        {
            _subscriptions.MakeRoom(1);
            _subscriptions.Add(row.Other, out _);
        }
    }

    /// <summary>Adds a row of a cloud account, or merges it into the account's first (A5): lists are united, of scalars the first that is not empty counts.</summary>
    private void AddAccount(TotalsCloudRows rows, in TotalsCloudRows.Row row, AddressIndex.SourceKey source, string? sourceName)
    {
        int place = _logins.Add(row.Login, out bool exists);
        ref Account account = ref _accounts[place];
        if (exists)
        {
            ReportMerged(source, sourceName);
        }
        else if (numbersAccounts)
        {
            _numbers[place] = _logins.Count;
        }

        if (row.HasLicenseType && !Has(account, Account.HasLicenseType))
        {
            account |= Account.HasLicenseType | (row.IsVisualStudio ? Account.IsVisualStudio : Account.None);
        }

        int number = NumberAt(place);
        bool isNameIdOffered = false;
        if (!row.Other.IsNone && !Has(account, Account.HasNameId))
        {
            account |= Account.HasNameId;
            isNameIdOffered = row.IsOtherAddress && _nameIdRule != TotalsAddresses.NoRule;
            addresses.OfferNameId(row.IsOtherAddress ? _nameIdRule : TotalsAddresses.NoRule, row.Other, number);
        }

        foreach (TextFingerprint email in _verifiedRule != TotalsAddresses.NoRule ? rows.EmailsOf(row) : [])
        {
            // Offered at an earlier step already.
            if (!(isNameIdOffered && _nameIdRule < _verifiedRule && email == row.Other))
            {
                addresses.Offer(_verifiedRule, email, number);
            }
        }
    }

    private int NumberAt(int place) => numbersAccounts ? _numbers[place] : 0;

    private void Move(int[]? moves)
    {
        if (moves is not null)
        {
            _accounts = _logins.Move(_accounts, moves);
            _numbers = numbersAccounts ? _logins.Move(_numbers, moves) : _numbers;
        }
    }
}
