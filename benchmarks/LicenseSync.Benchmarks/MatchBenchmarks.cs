using BenchmarkDotNet.Attributes;
using LicenseSync.Accounts;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;

namespace LicenseSync.Benchmarks;

/// <summary>How long does it take to match accounts that are in memory by their addresses, and to count the licenses?</summary>
/// <remarks>Each way starts from the form in which it would have the accounts after reading: records, tables of the database, addresses as bytes. All but the last do two of the eight steps and keep no evidence.</remarks>
[MemoryDiagnoser]
#pragma warning disable CA1001 // GlobalCleanup disposes of what it owns
public class MatchBenchmarks
#pragma warning restore CA1001
{
    private readonly MatchTables _tables = new();
    private readonly TextArena _texts = new();
    private readonly List<(TextRef Email, bool IsSuspended)> _emails = [];
    private readonly List<TextRef> _addresses = [];
    private List<ServerAccount> _accounts = [];
    private List<ConsumedLicense> _rows = [];

    [Params(10_000, 100_000, 1_000_000)]
    public int Accounts { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _accounts = World.ServerAccounts(Accounts);
        _rows = World.ConsumedLicenses(Accounts);
        _tables.Fill(_accounts, _rows);
        _emails.AddRange(_accounts.Select(account => (_texts.Add(account.PrimaryEmail!.Value.Value), account.IsSuspended)));
        _addresses.AddRange(_rows.SelectMany(AddressesOf).Select(_texts.Add));
        Agreement.Check(Dictionary(), Linq(), DuckDb(), Bytes(), ReconciliationBuilder());
    }

    [GlobalCleanup]
    public void Cleanup() => _tables.Dispose();

    /// <summary>What a user would write.</summary>
    [Benchmark(Baseline = true)]
    public int Dictionary()
    {
        var loginByEmail = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (ConsumedLicense row in _rows)
        {
            foreach (string email in AddressesOf(row))
            {
                loginByEmail.TryAdd(email, row.GitHubComLogin!);
            }
        }

        var alone = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (ServerAccount account in _accounts)
        {
            if (!account.IsSuspended && account.PrimaryEmail is { } email && !loginByEmail.ContainsKey(email.Value))
            {
                alone.Add(email.Value);
            }
        }

        return _rows.Count + alone.Count;
    }

    /// <summary>The same in fewer lines.</summary>
    [Benchmark]
    public int Linq() => _rows.Count + _accounts
        .Where(account => !account.IsSuspended)
        .Select(account => account.PrimaryEmail!.Value.Value)
        .GroupJoin(_rows.SelectMany(AddressesOf), email => email, address => address, (email, found) => (Email: email, IsFound: found.Any()), StringComparer.OrdinalIgnoreCase)
        .Where(account => !account.IsFound)
        .DistinctBy(account => account.Email, StringComparer.OrdinalIgnoreCase)
        .Count();

    /// <summary>A join in SQL with two threads, over tables that are filled before.</summary>
    [Benchmark]
    public int DuckDb() => _tables.CountLicenses();

    /// <summary>What the reconciliation matches with: a table over the primary emails, and the cloud's addresses streamed past it.</summary>
    [Benchmark]
    public int Bytes()
    {
        var table = new TextTable(_texts);
        table.EnsureCapacity(_emails.Count);
        var isAlone = new bool[_emails.Count];
        foreach ((TextRef email, bool isSuspended) in _emails)
        {
            isAlone[table.Add(email, out _)] |= !isSuspended;
        }

        Span<TextRef> wanted = stackalloc TextRef[TextTable.Batch];
        Span<int> found = stackalloc int[TextTable.Batch];
        for (int start = 0; start < _addresses.Count; start += TextTable.Batch)
        {
            int count = Math.Min(TextTable.Batch, _addresses.Count - start);
            for (int index = 0; index < count; index++)
            {
                wanted[index] = _addresses[start + index];
            }

            table.Find(wanted[..count], found);
            for (int index = 0; index < count; index++)
            {
                if (found[index] != TextTable.None)
                {
                    isAlone[found[index]] = false;
                }
            }
        }

        return _rows.Count + isAlone.Count(alone => alone);
    }

    /// <summary>Everything from records: all steps, evidence, outcomes and totals.</summary>
    [Benchmark]
    public int ReconciliationBuilder()
    {
        var builder = new ReconciliationBuilder();
        builder.AddServerAccounts(World.Instance, _accounts);
        builder.AddConsumedLicenses(_rows);
        return builder.Build().Summary.LicensesConsumed;
    }

    internal static IEnumerable<string> AddressesOf(ConsumedLicense row) =>
        row.GitHubComSamlNameId is { } nameId ? row.GitHubComVerifiedDomainEmails.Append(nameId) : row.GitHubComVerifiedDomainEmails;
}
