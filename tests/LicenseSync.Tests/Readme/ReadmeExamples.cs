using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.GitHub;
using LicenseSync.IO;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;
using LicenseSync.Reports;
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
}
