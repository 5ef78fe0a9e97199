using BenchmarkDotNet.Attributes;
using LicenseSync.Naive;
using LicenseSync.Reconciliation;

namespace LicenseSync.Benchmarks;

/// <summary>How long does it take from two files to the number of licenses? Every way gives the same number.</summary>
[MemoryDiagnoser]
public class ReconcileBenchmarks
{
    private string _usage = "";
    private string _licenses = "";

    [Params(10_000, 100_000, 1_000_000)]
    public int Accounts { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        (_usage, _licenses) = await GeneratedFiles.OfAsync(Accounts);
        await Agreement.CheckOnceAsync(typeof(ReconcileBenchmarks), Accounts, async () => [await Naive(), DuckDB(), await Summary(), await Result(), await Everything()]);
    }

    /// <summary>What a user would write: both documents as objects, two of the eight steps, one number.</summary>
    [Benchmark(Baseline = true)]
    public Task<int> Naive() => NaiveReconciliation.CountLicensesAsync(_licenses, _usage);

    /// <summary>The same in SQL over the files, with two threads.</summary>
    [Benchmark]
    public int DuckDB() => DuckDb.CountLicenses(_usage, _licenses);

    /// <summary>All steps, the totals alone.</summary>
    [Benchmark]
    public async Task<int> Summary()
    {
        var builder = new ReconciliationBuilder(new() { SummaryOnly = true });
        await AddAsync(builder);
        return builder.BuildSummary().LicensesConsumed;
    }

    /// <summary>With people, evidence and outcomes, which can be read afterwards.</summary>
    [Benchmark]
    public async Task<int> Result()
    {
        var options = new ReconciliationOptions();
        options.SuggestionRules.Clear();
        var builder = new ReconciliationBuilder(options);
        await AddAsync(builder);
        return builder.Build().Summary.LicensesConsumed;
    }

    /// <summary>With the comparison and all suggestions.</summary>
    [Benchmark]
    public async Task<int> Everything()
    {
        var builder = new ReconciliationBuilder();
        await AddAsync(builder);
        ReconciliationResult result = builder.Build();
        return result.CompareWithReport().LicensesConsumed + (result.Suggestions.Count >= 0 ? 0 : 1);
    }

    private async Task AddAsync(ReconciliationBuilder builder)
    {
        await builder.AddServerFileAsync(_usage);
        await builder.AddCloudFileAsync(_licenses);
    }
}
