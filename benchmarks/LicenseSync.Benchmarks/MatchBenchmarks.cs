using BenchmarkDotNet.Attributes;
using LicenseSync.Accounts;
using LicenseSync.Reconciliation;

namespace LicenseSync.Benchmarks;

/// <summary>How long does it take to match accounts that are in memory by their addresses, and to count the licenses?</summary>
/// <remarks>Each way starts from the form in which it would have the accounts after reading: records, tables of the database, addresses as bytes. All but the last do two of the eight steps and keep no evidence.</remarks>
[MemoryDiagnoser]
#pragma warning disable CA1001 // GlobalCleanup disposes of what it owns
public class MatchBenchmarks
#pragma warning restore CA1001
{
    private List<ServerAccount> _accounts = [];
    private List<ConsumedLicense> _rows = [];
    private MatchTables? _tables;
    private MatchTexts? _texts;

    [Params(10_000, 100_000, 1_000_000)]
    public int Accounts { get; set; }

    [GlobalSetup(Targets = [nameof(Dictionary), nameof(Linq), nameof(ReconciliationBuilder)])]
    public async Task SetupRecordsAsync()
    {
        await CheckAsync();
        (_accounts, _rows) = (World.ServerAccounts(Accounts), World.ConsumedLicenses(Accounts));
    }

    [GlobalSetup(Target = nameof(DuckDb))]
    public async Task SetupTablesAsync()
    {
        await CheckAsync();
        _tables = new(World.ServerAccounts(Accounts), World.ConsumedLicenses(Accounts));
    }

    [GlobalSetup(Targets = [nameof(Bytes), nameof(BytesTwoThreads)])]
    public async Task SetupTextsAsync()
    {
        await CheckAsync();
        _texts = new(World.ServerAccounts(Accounts), World.ConsumedLicenses(Accounts));
    }

    [GlobalCleanup]
    public void Cleanup() => _tables?.Dispose();

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
    public int DuckDb() => _tables!.CountLicenses();

    /// <summary>What the reconciliation matches with: a table over the primary emails, and the cloud's addresses streamed past it.</summary>
    [Benchmark]
    public int Bytes() => _texts!.CountLicenses(threads: 1);

    /// <summary>The same, with the texts hashed and looked for on two threads.</summary>
    [Benchmark]
    public int BytesTwoThreads() => _texts!.CountLicenses(threads: 2);

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

    // Each method is measured with its own form alone in memory, so the check has an instance for itself.
    private Task CheckAsync() => Agreement.CheckOnceAsync(typeof(MatchBenchmarks), Accounts, () =>
    {
        (List<ServerAccount> accounts, List<ConsumedLicense> rows) = (World.ServerAccounts(Accounts), World.ConsumedLicenses(Accounts));
        using var tables = new MatchTables(accounts, rows);
        var all = new MatchBenchmarks { _accounts = accounts, _rows = rows, _tables = tables, _texts = new(accounts, rows) };
        return Task.FromResult<int[]>([all.Dictionary(), all.Linq(), all.DuckDb(), all.Bytes(), all.BytesTwoThreads(), all.ReconciliationBuilder()]);
    });
}
