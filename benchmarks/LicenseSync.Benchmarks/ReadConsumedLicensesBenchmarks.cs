using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using BenchmarkDotNet.Attributes;
using LicenseSync.Accounts;
using LicenseSync.LicenseReports;

namespace LicenseSync.Benchmarks;

/// <summary>How long does it take to go through the rows of consumed-licenses data? Every way counts the same rows.</summary>
[MemoryDiagnoser]
public partial class ReadConsumedLicensesBenchmarks
{
    private string _file = "";

    [Params(10_000, 100_000, 1_000_000)]
    public int Accounts { get; set; }

    [GlobalSetup]
    public async Task SetupAsync()
    {
        (_, _file) = await GeneratedFiles.OfAsync(Accounts);
        await Agreement.CheckOnceAsync(typeof(ReadConsumedLicensesBenchmarks), Accounts, async () => [await JsonSerializerWholeDocument(), RawUtf8JsonReader(), DuckDB(), await Spans(), await SpansTwoThreads(), await Records()]);
    }

    /// <summary>What a user would write: the whole document at once, source-generated, into plain classes with the properties that matching needs.</summary>
    [Benchmark(Baseline = true)]
    public async Task<int> JsonSerializerWholeDocument()
    {
        await using FileStream stream = File.OpenRead(_file);
        PlainFile file = (await JsonSerializer.DeserializeAsync(stream, PlainLicenseContext.Default.PlainFile))!;
        return file.Users.Count;
    }

    [Benchmark]
    public int RawUtf8JsonReader() => RawTokens.CountRecords(_file);

    [Benchmark]
    public int DuckDB() => DuckDb.CountUsers(_file);

    [Benchmark]
    public async Task<int> Spans()
    {
        await using ConsumedLicensesFile file = await ConsumedLicensesFile.OpenAsync(_file);
        int count = 0;
        while (await file.ReadNextRowAsync())
        {
            ConsumedLicenseView row = file.CurrentRow;
            count += row.GitHubComLogin.Length + row.GitHubComVerifiedDomainEmails.Count >= 0 ? 1 : 0;
        }

        return count;
    }

    [Benchmark]
    public async Task<int> SpansTwoThreads()
    {
        await using ConsumedLicensesFile file = await ConsumedLicensesFile.OpenAsync(_file, new() { MaxParallelism = 2 });
        int count = 0;
        await file.ReadSectionsAsync(
            () => new StrongBox<int>(),
            (section, row) => section.Value += row.GitHubComLogin.Length + row.GitHubComVerifiedDomainEmails.Count >= 0 ? 1 : 0,
            section => count += section.Value);
        return count;
    }

    [Benchmark]
    public async Task<int> Records()
    {
        await using ConsumedLicensesFile file = await ConsumedLicensesFile.OpenAsync(_file);
        int count = 0;
        await foreach (ConsumedLicense row in file.ReadAsync())
        {
            count += row.GitHubComMemberRoles.Count >= 0 ? 1 : 0;
        }

        return count;
    }

    internal sealed class PlainFile
    {
        public List<PlainRow> Users { get; set; } = [];
    }

    internal sealed class PlainRow
    {
        [JsonPropertyName("github_com_login")]
        public string? Login { get; set; }

        [JsonPropertyName("github_com_saml_name_id")]
        public string? SamlNameId { get; set; }

        [JsonPropertyName("license_type")]
        public string? LicenseType { get; set; }

        [JsonPropertyName("github_com_verified_domain_emails")]
        public List<string> VerifiedDomainEmails { get; set; } = [];

        [JsonPropertyName("enterprise_server_user_ids")]
        public List<string> ServerUserIds { get; set; } = [];
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(PlainFile))]
    internal sealed partial class PlainLicenseContext : JsonSerializerContext;
}
