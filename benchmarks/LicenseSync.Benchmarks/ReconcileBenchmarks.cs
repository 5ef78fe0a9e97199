using BenchmarkDotNet.Attributes;
using LicenseSync.Accounts;
using LicenseSync.Reconciliation;

namespace LicenseSync.Benchmarks;

/// <summary>How long does it take to match accounts in memory and count the licenses?</summary>
[MemoryDiagnoser]
public class ReconcileBenchmarks
{
    private List<ServerAccount> _accounts = [];
    private List<ConsumedLicense> _rows = [];

    [Params(10_000, 100_000)]
    public int Accounts { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _accounts = World.ServerAccounts(Accounts);
        _rows = World.ConsumedLicenses(Accounts);
    }

    /// <summary>What a user would write: one dictionary of addresses, no evidence, no reasons, two of the eight steps.</summary>
    [Benchmark(Baseline = true)]
    public int DictionaryOfEmails()
    {
        var loginByEmail = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (ConsumedLicense row in _rows)
        {
            foreach (string email in row.GitHubComVerifiedDomainEmails.Append(row.GitHubComSamlNameId ?? ""))
            {
                loginByEmail.TryAdd(email, row.GitHubComLogin!);
            }
        }

        int unmatched = _accounts
            .Where(account => !account.IsSuspended && account.PrimaryEmail is { } email && !loginByEmail.ContainsKey(email.Value))
            .DistinctBy(account => account.PrimaryEmail!.Value.Value, StringComparer.OrdinalIgnoreCase)
            .Count();
        return _rows.Count + unmatched;
    }

    [Benchmark]
    public int ReconciliationBuilder()
    {
        var builder = new ReconciliationBuilder();
        builder.AddServerAccounts(World.Instance, _accounts);
        builder.AddConsumedLicenses(_rows);
        return builder.Build().Summary.LicensesConsumed;
    }
}
