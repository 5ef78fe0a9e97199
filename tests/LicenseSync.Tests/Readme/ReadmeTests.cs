using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.GitHub;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;
using LicenseSync.Sync;
using LicenseSync.Tests.Conventions;
using LicenseSync.Tests.Reconciliation;
using LicenseSync.Tests.Transport;
using LicenseSync.Transport;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseSync.Tests.Readme;

public sealed class ReadmeTests : IDisposable
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md")).ReplaceLineEndings("\n");
    private readonly string _folder = Environment.CurrentDirectory;

    // The examples name files as a reader in the repository's root would.
    public ReadmeTests() => Environment.CurrentDirectory = Repository.Root;

    public void Dispose() => Environment.CurrentDirectory = _folder;

    [Theory]
    [InlineData("main-job")]
    [InlineData("report")]
    [InlineData("compare")]
    [InlineData("decide")]
    [InlineData("validate")]
    [InlineData("read")]
    [InlineData("rule")]
    [InlineData("options")]
    [InlineData("services")]
    [InlineData("cloud")]
    [InlineData("fetch")]
    [InlineData("server")]
    [InlineData("deliver")]
    [InlineData("sync")]
    [InlineData("schedule")]
    [InlineData("sections")]
    [InlineData("usage-source")]
    [InlineData("licenses-source")]
    [InlineData("identity-source")]
    [InlineData("usage-target")]
    public void Example_InTheReadme_IsTheCompiledOne(string name)
    {
        string source = File.ReadAllText(Path.Combine(Repository.Root, "tests", "LicenseSync.Tests", "Readme", "ReadmeExamples.cs")).ReplaceLineEndings("\n");
        int begin = source.IndexOf($"// begin {name}\n", StringComparison.Ordinal) + $"// begin {name}\n".Length;
        string[] lines = source[begin..source.IndexOf($"// end {name}\n", StringComparison.Ordinal)].TrimEnd().Split('\n');
        int indent = lines[0].Length - lines[0].TrimStart().Length;
        string code = string.Join('\n', lines.Select(line => line.Length == 0 ? line : line[indent..])).Replace("output.WriteLine", "Console.WriteLine", StringComparison.Ordinal);

        Assert.Contains(code, Readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MainJob_Run_PrintsWhatTheReadmeShows()
    {
        string output = await ReadmeExamples.MainJobAsync(new StringWriter());

        Assert.Contains(output.ReplaceLineEndings("\n").TrimEnd(), Readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReportExample_Run_WritesTheReportOfTheResult()
    {
        string path = Path.GetTempFileName();

        await ReadmeExamples.ReportAsync(await SampleWorld.ReconcileAsync(), path);

        Assert.Contains("<strong>51</strong> <span>licenses consumed of 50 purchased", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
        File.Delete(path);
    }

    [Fact]
    public async Task CompareExample_Run_PrintsWhatTheReadmeShows()
    {
        var output = new StringWriter();
        ReadmeExamples.Compare(await SampleWorld.ReconcileAsync(), output);

        Assert.Contains(output.ToString().ReplaceLineEndings("\n").TrimEnd(), Readme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DecideExample_Run_FreesWhatNeedsNoReview()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");

        Assert.Equal(3, (await ReadmeExamples.DecideAsync(await SampleWorld.ReconcileAsync(), path)).LicensesFreed);
        Assert.Equal(3, (await SuggestionDecisions.LoadAsync(path)).Items.Count);
        File.Delete(path);
    }

    [Fact]
    public async Task SyncExample_Run_PrintsWhatTheReadmeShows()
    {
        using var folder = new TemporaryFolder();
        var output = new StringWriter();

        SyncRunResult result = await ReadmeExamples.SyncAsync(folder.Path, output);

        Assert.Equal(SyncOutcome.Succeeded, result.Outcome);
        Assert.Equal(2, Directory.GetFiles(folder["outbox"]).Length);
        Assert.Contains(output.ToString().ReplaceLineEndings("\n").TrimEnd(), Readme, StringComparison.Ordinal);
    }

    [Fact]
    public void ScheduleExample_Used_RegistersTheServiceAndTheCheck()
    {
        var services = new ServiceCollection();
        ReadmeExamples.AddSync(services);

        Assert.Contains(services, service => service.ImplementationType?.Name == "ScheduledSyncService");
        Assert.Contains(services, service => service.ServiceType == typeof(ISyncStateStore));
    }

    [Fact]
    public async Task OwnTransports_Used_SyncAndReconcile()
    {
        List<string> queued = [];
        using var http = new HttpClient(new OneAnswer("""{"instance":{"server_id":"s","host_name":"ghes.example"},"users":[{"user_id":1,"emails":["ada@octo-corp.example"]}]}"""));
        var plan = new SyncPlan
        {
            Instances = [new ReadmeExamples.BlobUsageSource(http, "main", new("https://blobs.example/main.json"))],
            Target = new ReadmeExamples.QueueUsageTarget((id, _, _) =>
            {
                queued.Add(id);
                return Task.CompletedTask;
            }),
            CloudLicenses = [new ReadmeExamples.WarehouseLicensesSource(AsyncEnumerable.Repeat(new ConsumedLicense[] { new() { GitHubComLogin = "ada" } }, 1))],
            Identities = [new ReadmeExamples.DirectoryIdentitySource(AsyncEnumerable.Repeat(("ada", "ada@octo-corp.example"), 1))],
        };

        SyncRunResult result = await new SyncRunner(plan, new InMemorySyncStateStore()).RunAsync();

        Assert.Equal((1, 1), (result.Run!.Totals!.LicensesConsumed, result.Run.Totals.LicensesSaved));
        Assert.Single(queued);
    }

    [Fact]
    public void GitHubExamples_Used_RegisterClientsAndSources()
    {
        var services = new ServiceCollection();
        ReadmeExamples.AddGitHub(services);
        using ServiceProvider provider = services.BuildServiceProvider();

        Assert.Equal("octo-corp", provider.GetRequiredService<GitHubEnterpriseCloudClient>().Enterprise);
        Assert.Same(provider.GetRequiredService<GitHubEnterpriseCloudClient>(), provider.GetRequiredService<IConsumedLicensesSource>());
        Assert.Equal("main", Assert.Single(provider.GetServices<IServerUsageSource>()).Name);
        Assert.NotNull(provider.GetRequiredService<IUsageFileTarget>());
    }

    // The codes' table tells what the rules say of themselves.
    [Fact]
    public void Codes_InTheReadme_AreAllOfThem() => Assert.All(SuggestionRules.Default, rule =>
        Assert.Contains(Readme.Split('\n'), line => line.StartsWith($"| `{rule.Code}` |", StringComparison.Ordinal) && line.Contains(rule.Confidence == SuggestionConfidence.Advice ? "| advice |" : "| review |", StringComparison.Ordinal)));

    // The table of formats names every writer and what the command calls it.
    [Fact]
    public void Writers_InTheReadme_AreAllOfThem()
    {
        IEnumerable<string> writers = typeof(LicenseSync.Reports.HtmlReportWriter).Assembly.GetExportedTypes()
            .Where(type => type.Namespace == "LicenseSync.Reports" && type.Name.EndsWith("Writer", StringComparison.Ordinal)).Select(type => $"`{type.Name}`");

        Assert.All(writers, writer => Assert.Contains(writer, Readme, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ValidateExample_Run_Passes() => await ReadmeExamples.ValidateAsync();

    [Fact]
    public async Task ReadExample_Run_CountsTheSuspendedAccounts() => Assert.Equal(2, await ReadmeExamples.ReadAccountsAsync());

    [Fact]
    public async Task SectionsExample_Run_CountsTheSameAccounts() => Assert.Equal(2, await ReadmeExamples.ReadSectionsAsync());

    [Fact]
    public void RuleExample_Used_DecidesFirst()
    {
        var builder = new ReconciliationBuilder(ReadmeExamples.AddRule());
        builder.AddServerAccounts(new() { HostName = "ghes.example" }, [new() { UserId = 1, Emails = [new() { Address = "ada@octo-corp.example" }] }]);
        builder.AddConsumedLicenses([new() { GitHubComLogin = "ada" }]);

        Assert.Equal("company_directory", Assert.Single(builder.Build().People).Matches[0].Rule);
    }

    [Fact]
    public void ServicesExample_Used_MakesABuilderForEachReconciliation()
    {
        using ServiceProvider services = ReadmeExamples.Register(new ServiceCollection()).BuildServiceProvider();

        Assert.NotSame(services.GetRequiredService<ReconciliationBuilder>(), services.GetRequiredService<ReconciliationBuilder>());
    }

    [Fact]
    public void Codes_InTheReadme_AreAllOfThemWithTheirSeverity()
    {
        foreach (DiagnosticDescriptor descriptor in DiagnosticDescriptors.All)
        {
            string severity = descriptor.Severity.ToString().ToLowerInvariant();
            string strict = descriptor.StrictSeverity == descriptor.Severity ? severity : $"{severity}; strict: {descriptor.StrictSeverity.ToString().ToLowerInvariant()}";
            Assert.Contains($"| {descriptor.Code} | {strict} | {descriptor.Title} |", Readme, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Rules_InTheReadme_AreAllOfThem()
    {
        foreach (MatchRule rule in MatchRules.Default)
        {
            Assert.Contains($"`{rule.Name}`", Readme, StringComparison.Ordinal);
        }
    }

    private sealed class OneAnswer(string content) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage { Content = new StringContent(content) });
    }
}
