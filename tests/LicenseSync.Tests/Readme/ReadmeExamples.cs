using System.Runtime.CompilerServices;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.GitHub;
using LicenseSync.GitHub.Delivery;
using LicenseSync.IO;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;
using LicenseSync.Reports;
using LicenseSync.Storage.Sqlite;
using LicenseSync.Sync;
using LicenseSync.Transport;
using LicenseSync.UsageFiles;
using LicenseSync.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseSync.Tests.Readme;

/// <summary>The README's C#, compiled and run; <see cref="ReadmeTests"/> holds the README to it.</summary>
internal static class ReadmeExamples
{
    public static async Task<string> MainJobAsync(TextWriter output)
    {
        // begin main-job
        var builder = new ReconciliationBuilder();
        await builder.AddServerFileAsync("samples/data/ghes-main.json");
        await builder.AddServerFileAsync("samples/data/ghes-lab.json");
        await builder.AddServerFileAsync("samples/data/ghes-acquired.csv", hostName: "acquired.ghes.example");
        await builder.AddCloudFileAsync("samples/data/consumed-licenses.json");
        await builder.AddIdentityFileAsync("samples/data/identities.json");
        ReconciliationResult result = builder.Build();

        output.WriteLine($"{result.Summary.LicensesConsumed} licenses consumed, {result.Summary.LicensesSaved} saved by license sync");
        foreach (UnmatchedAccount account in result.Unmatched.Take(3))
        {
            output.WriteLine($"{account.Id} has no match ({account.Outcome}); tried: {string.Join(", ", account.Tried)}");
        }
        // end main-job
        return output.ToString()!;
    }

    public static async Task<WhatIfResult> DecideAsync(ReconciliationResult result, string path)
    {
        // begin decide
        SuggestionDecisions decisions = File.Exists(path) ? await SuggestionDecisions.LoadAsync(path) : new();
        foreach (Suggestion suggestion in result.Suggestions.Where(suggestion => suggestion.Confidence == SuggestionConfidence.Advice))
        {
            decisions.Set(suggestion, DecisionChoice.Accept);
        }

        SuggestionReview review = result.Review(decisions); // what was rejected is gone; what changed since is in review.StaleDecisions
        WhatIfResult whatIf = result.WhatIf(review.Accepted);
        await decisions.SaveAsync(path);
        // end decide
        return whatIf;
    }

    public static void Compare(ReconciliationResult result, TextWriter output)
    {
        // begin compare
        LicenseComparison comparison = result.CompareWithReport();
        output.WriteLine($"{comparison.Difference:+0;-0;0} beside GitHub's count; {comparison.Unexplained:+0;-0;0} of it is not explained by accounts");
        foreach (LicenseDifference difference in comparison.Differences.Take(2))
        {
            output.WriteLine($"{difference.Licenses:+0;-0}: {string.Join(", ", difference.Accounts)} ({string.Join(", ", difference.States)})");
        }
        // end compare
    }

    public static async Task ReportAsync(ReconciliationResult result, string path)
    {
        // begin report
        var report = new ReconciliationReport
        {
            Result = result,
            Suggestions = result.Suggestions,
            Comparison = result.CompareWithReport(),
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        await AtomicFile.WriteAsync(path, (file, cancellationToken) => HtmlReportWriter.WriteAsync(file, report, cancellationToken: cancellationToken));
        // end report
    }

    public static async Task ValidateAsync()
    {
        // begin validate
        ValidationResult result = await FileValidator.ValidateAsync("samples/data/ghes-main.json");

        Assert.True(result.IsValid, result.ToString());
        Assert.Equal(FileKind.ServerUsage, result.Kind);
        Assert.Equal(0, result.Diagnostics.CountOf(DiagnosticDescriptors.DuplicateUserId));
        // end validate
    }

    public static async Task<int> ReadAccountsAsync()
    {
        int suspended = 0;
        // begin read
        await using UsageFile file = await UsageFile.OpenAsync("samples/data/ghes-main.json");
        if (!file.IsEncrypted)
        {
            await foreach (ServerAccount account in file.ReadAccountsAsync())
            {
                suspended += account.IsSuspended ? 1 : 0;
            }
        }
        // end read
        return suspended;
    }

    public static async Task<int> ReadSectionsAsync()
    {
        int suspended = 0;
        // begin sections
        await using UsageFile file = await UsageFile.OpenAsync("samples/data/ghes-main.json");
        await file.ReadSectionsAsync(
            begin: () => new int[1],
            add: (section, account) => section[0] += account.IsSuspended ? 1 : 0,
            end: section => suspended += section[0]);
        // end sections
        return suspended;
    }

    // begin rule
    internal sealed class CompanyDirectoryRule() : MatchRule("company_directory")
    {
        public override void CollectAddresses(CloudAccount account, MatchAddresses addresses) =>
            addresses.Add($"{account.Login}@octo-corp.example");
    }
    // end rule

    public static ReconciliationOptions AddRule()
    {
        // begin options
        var options = new ReconciliationOptions { Ambiguity = AmbiguityChoice.None };
        options.Rules.Insert(0, new CompanyDirectoryRule());
        options.EnterpriseDomains.Add("octo-corp.example");
        // end options
        return options;
    }

    public static IServiceCollection Register(IServiceCollection services)
    {
        // begin services
        services.AddLicenseSync(options => options.Mode = ReadingMode.Strict);
        // end services
        return services;
    }

    public static void AddGitHub(IServiceCollection services)
    {
        // begin cloud
        services.AddGitHubEnterpriseCloud(options =>
        {
            options.Enterprise = "octo-corp";
            options.ApiUrl = new Uri("https://api.github.com"); // GHE.com: https://api.SUBDOMAIN.ghe.com
            options.Token = _ => ValueTask.FromResult(Environment.GetEnvironmentVariable("GITHUB_TOKEN")!);
        });
        // end cloud
        // begin server
        services.AddGitHubEnterpriseServer("main", options =>
        {
            options.Url = new Uri("https://ghes.octo-corp.example");
            options.UserName = "admin-of-the-site";
            options.Token = _ => ValueTask.FromResult(Environment.GetEnvironmentVariable("GHES_TOKEN")!);
        });
        // end server
        // begin deliver
        services.AddHttpUsageFileTarget(options => options.Url = "https://intake.octo-corp.example/usage/{instance}/{id}");
        // end deliver
    }

    public static async Task FetchAsync(GitHubEnterpriseCloudClient cloud, ReconciliationBuilder builder)
    {
        // begin fetch
        await foreach (ConsumedLicensesPage page in cloud.ReadPagesAsync())
        {
            builder.AddConsumedLicenses(page.Rows, page.TotalSeatsConsumed, page.TotalSeatsPurchased);
        }

        await foreach (ServerInstallation installation in cloud.ReadServerInstallationsAsync())
        {
            await builder.AddServerAccountsAsync(installation.ToInstance(), cloud.ReadServerAccountsAsync(installation));
        }
        // end fetch
    }

    public static async Task<SyncRunResult> SyncAsync(string folder, TextWriter output)
    {
        // begin sync
        var plan = new SyncPlan
        {
            Instances =
            [
                new FileUsageSource("main", "samples/data/ghes-main.json"),
                new CommandUsageSource("lab", "cat", ["samples/data/ghes-lab.json"]), // or: "ssh", ["-p", "122", "admin@HOST", "--", "ghe-license", "usage"]
            ],
            Target = new TransformedUsageTarget(new FolderUsageTarget(Path.Combine(folder, "outbox")), UsageTransform.MinimizeAsync),
            CloudLicenses = [new FileConsumedLicensesSource("samples/data/consumed-licenses.json")],
        };
        var runner = new SyncRunner(plan, new SqliteSyncStateStore(Path.Combine(folder, "sync.db")));

        SyncRunResult result = await runner.RunAsync();
        foreach (InstanceSyncResult instance in result.Instances)
        {
            output.WriteLine($"{instance.State.Name}: {instance.Outcome}, {instance.State.Accounts} accounts");
        }
        // end sync
        return result;
    }

    public static void AddSync(IServiceCollection services)
    {
        // begin schedule
        services.AddSqliteSyncStateStore("/var/lib/licensesync/sync.db"); // several replicas: AddPostgreSqlSyncStateStore(connectionString)
        services.AddSingleton<IServerUsageSource>(new FileUsageSource("lab", "/srv/exports/lab.json"));
        services.AddScheduledLicenseSync(); // every week, from the first start; options => options.Interval = TimeSpan.FromDays(1)
        services.AddHealthChecks().AddLicenseSync();
        // end schedule
    }

    // begin usage-source
    internal sealed class BlobUsageSource(HttpClient http, string name, Uri blob) : IServerUsageSource
    {
        public string Name => name;

        public Task<Stream> OpenAsync(CancellationToken cancellationToken = default) => http.GetStreamAsync(blob, cancellationToken);
    }
    // end usage-source

    // begin licenses-source
    internal sealed class WarehouseLicensesSource(IAsyncEnumerable<ConsumedLicense[]> pages) : IConsumedLicensesSource
    {
        public async IAsyncEnumerable<ConsumedLicensesPage> ReadPagesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await foreach (ConsumedLicense[] rows in pages.WithCancellation(cancellationToken))
            {
                yield return new() { Rows = rows };
            }
        }
    }
    // end licenses-source

    // begin identity-source
    internal sealed class DirectoryIdentitySource(IAsyncEnumerable<(string Login, string NameId)> people) : IIdentitySource
    {
        public async IAsyncEnumerable<ExternalIdentity> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await foreach ((string login, string nameId) in people.WithCancellation(cancellationToken))
            {
                yield return new() { GitHubComLogin = login, SamlIdentity = new() { NameId = nameId } };
            }
        }
    }
    // end identity-source

    // begin usage-target
    internal sealed class QueueUsageTarget(Func<string, Stream, CancellationToken, Task> enqueue) : IUsageFileTarget
    {
        public async Task DeliverAsync(UsageDelivery delivery, CancellationToken cancellationToken = default)
        {
            await using Stream content = await delivery.OpenAsync(cancellationToken);
            await enqueue(delivery.Id, content, cancellationToken); // the id lets the receiver tell a repetition
        }
    }
    // end usage-target
}
