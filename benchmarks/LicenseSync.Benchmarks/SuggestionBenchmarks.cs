using BenchmarkDotNet.Attributes;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;

namespace LicenseSync.Benchmarks;

/// <summary>How long does it take to find accounts that are probably one person, in a reconciliation that is there? In a generated world as it is: nobody was planted to be found.</summary>
/// <remarks>What a user would write finds one kind of six and keeps no evidence; <see cref="SameLogin"/> finds the same, <see cref="AllRules"/> everything.</remarks>
[MemoryDiagnoser]
public class SuggestionBenchmarks
{
    private static readonly SuggestionDecisions None = new();

    private ReconciliationResult _result = null!;

    [Params(10_000, 100_000, 1_000_000)]
    public int Accounts { get; set; }

    [GlobalSetup(Targets = [nameof(DictionaryOfLogins), nameof(SameLogin)])]
    public async Task SetupSameLoginAsync()
    {
        _result = await ReconcileAsync(SuggestionRules.SameLogin);
        await Agreement.CheckOnceAsync(typeof(SuggestionBenchmarks), Accounts, () => Task.FromResult<int[]>([DictionaryOfLogins(), SameLogin()]));
    }

    [GlobalSetup(Target = nameof(AllRules))]
    public async Task SetupAllRulesAsync() => _result = await ReconcileAsync([.. SuggestionRules.Default]);

    /// <summary>What a user would write: people without a cloud account, looked up by login.</summary>
    [Benchmark(Baseline = true)]
    public int DictionaryOfLogins()
    {
        Dictionary<string, Person> byLogin = _result.People
            .Where(person => person.GitHubComLogin is not null && !person.IsPendingInvitation)
            .ToDictionary(person => person.GitHubComLogin!, StringComparer.OrdinalIgnoreCase);
        return _result.People.Count(person => person.GitHubComLogin is null && person.ConsumesLicense
            && person.ServerAccounts.Any(account => account.Login is { } login && byLogin.TryGetValue(login, out Person? other) && other.ConsumesLicense));
    }

    [Benchmark]
    public int SameLogin() => _result.Review(None).Suggestions.Count;

    [Benchmark]
    public int AllRules() => _result.Review(None).Suggestions.Count;

    private async Task<ReconciliationResult> ReconcileAsync(params SuggestionRule[] rules)
    {
        (string usage, string licenses) = await GeneratedFiles.OfAsync(Accounts);
        var options = new ReconciliationOptions();
        options.SuggestionRules.Clear();
        foreach (SuggestionRule rule in rules)
        {
            options.SuggestionRules.Add(rule);
        }

        var builder = new ReconciliationBuilder(options);
        await builder.AddServerFileAsync(usage);
        await builder.AddCloudFileAsync(licenses);
        return builder.Build();
    }
}
