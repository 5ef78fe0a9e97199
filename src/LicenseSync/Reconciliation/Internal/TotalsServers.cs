using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.Matching;
using LicenseSync.UsageFiles;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>The server accounts of all instances, where only the totals are wanted: four bytes each (semantics C1).</summary>
internal sealed class TotalsServers : ServerInputs
{
    private readonly TotalsAddresses _addresses;
    private readonly ExemptLogins _exemptLogins;
    private readonly Reusables<TotalsServerRows> _rows;
    private readonly List<ServerInstanceEntry> _begun = [];
    private readonly List<int> _domains = [];
    private int _countBefore;

    /// <summary>Starts with no instance.</summary>
    /// <param name="addresses">Takes their primary emails.</param>
    /// <param name="exemptLogins">Logins that consume nothing (C1).</param>
    /// <param name="report">Takes findings.</param>
    public TotalsServers(TotalsAddresses addresses, IEnumerable<string> exemptLogins, Action<Diagnostic> report)
        : base(report)
    {
        _addresses = addresses;
        _exemptLogins = new(exemptLogins);
        _rows = new(() => new(_exemptLogins));
        addresses.Moved = moves => _begun.ForEach(instance => Move(instance.Counted, moves));
    }

    public override ServerInstanceEntry Begin(string? source, string? givenName)
    {
        ServerInstanceEntry instance = base.Begin(source, givenName);
        _begun.Add(instance);
        return instance;
    }

    public override void Add(ServerInstanceEntry instance, ServerAccount account, int record)
    {
        bool isSuspended = account.IsSuspended || account.SuspendedAt is not null;
        bool consumes = !isSuspended && !_exemptLogins.Contains(account.Login);
        if (account.PrimaryEmail is not { } email)
        {
            instance.Counted.Add(new(CountedAccount.NoEmail, consumes));
            return;
        }

        _addresses.MakeRoom(1);
        instance.Counted.Add(new(_addresses.Want(TextFingerprint.Of(email.Value), _addresses.Domains.AddDomainOf(email.Value)), consumes));
    }

    public override Task ReadAsync(ServerInstanceEntry instance, UsageFile file, CancellationToken cancellationToken) =>
        file.ReadSectionsAsync(_rows.Take, (rows, account) => rows.Add(account), (rows, _) => Take(instance, rows, file.ExpectedRecords), cancellationToken);

    private void Take(ServerInstanceEntry instance, TotalsServerRows rows, long expected)
    {
        if (instance.Counted.Count == 0)
        {
            _countBefore = _addresses.Count;
        }

        _addresses.MakeRoom(rows.Rows.Length, new(_countBefore, instance.Counted.Count, expected));
        _domains.Clear();
        foreach (TextFingerprint domain in rows.Domains)
        {
            _domains.Add(_addresses.Domains.Add(domain));
        }

        for (int start = 0; start < rows.Rows.Length; start += FingerprintTable.Batch)
        {
            ReadOnlySpan<TotalsServerRows.Row> batch = rows.Rows[start..Math.Min(start + FingerprintTable.Batch, rows.Rows.Length)];
            foreach (ref readonly TotalsServerRows.Row row in batch)
            {
                _addresses.LoadTags(row.Primary);
            }

            foreach (ref readonly TotalsServerRows.Row row in batch)
            {
                _addresses.LoadWanted(row.Primary);
            }

            foreach (ref readonly TotalsServerRows.Row row in batch)
            {
                int place = row.Primary.IsNone ? CountedAccount.NoEmail : _addresses.Want(row.Primary, _domains[row.Domain]);
                instance.Counted.Add(new(place, row.Consumes));
            }
        }

        rows.Clear();
        _rows.Give(rows);
    }

    private static void Move(ChunkedList<CountedAccount> accounts, int[] moves)
    {
        for (int index = 0; index < accounts.Count; index++)
        {
            CountedAccount account = accounts[index];
            accounts[index] = account.Place == CountedAccount.NoEmail ? account : new(moves[account.Place], account.Consumes);
        }
    }
}
