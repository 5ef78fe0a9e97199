using System.Text.Json;
using System.Text.Json.Serialization;
using BenchmarkDotNet.Attributes;
using CsvHelper;
using LicenseSync.Reconciliation;
using LicenseSync.Reports;

namespace LicenseSync.Benchmarks;

/// <summary>How long does it take to write everybody, as JSON and as CSV? What a user would write goes through the result's people; ours writes more for each.</summary>
[MemoryDiagnoser]
public partial class WriteBenchmarks
{
    private ReconciliationResult _result = null!;

    [Params(10_000, 100_000, 1_000_000)]
    public int Accounts { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        (string usage, string licenses) = await GeneratedFiles.OfAsync(Accounts);
        var builder = new ReconciliationBuilder();
        await builder.AddServerFileAsync(usage);
        await builder.AddCloudFileAsync(licenses);
        _result = builder.Build();
    }

    [Benchmark(Baseline = true)]
    public Task JsonSerializerPeople() => JsonSerializer.SerializeAsync(Stream.Null, People(), PlainPersonContext.Default.IEnumerablePlainPerson);

    [Benchmark]
    public Task ReconciliationJson() => ReconciliationJsonWriter.WriteAsync(Stream.Null, _result);

    [Benchmark]
    public async Task CsvHelperPeople()
    {
        await using CsvWriter csv = CsvWriter.Create(Stream.Null);
        foreach (PlainPerson person in People())
        {
            await csv.WriteRecordAsync([person.GithubComLogin ?? "", person.EnterpriseServerUserIds, person.LicenseType ?? "", person.ConsumesLicense ? "true" : "false"], CancellationToken.None);
        }
    }

    [Benchmark]
    public Task ReconciliationCsv() => ReconciliationCsvWriter.WriteAsync(Stream.Null, _result);

    private IEnumerable<PlainPerson> People() => _result.People.Select(person => new PlainPerson(
        person.GitHubComLogin, string.Join(", ", person.ServerAccounts.Select(account => account.Id)), person.LicenseType.Value, person.ConsumesLicense));

    internal sealed record PlainPerson(string? GithubComLogin, string EnterpriseServerUserIds, string? LicenseType, bool ConsumesLicense);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(IEnumerable<PlainPerson>))]
    internal sealed partial class PlainPersonContext : JsonSerializerContext;
}
