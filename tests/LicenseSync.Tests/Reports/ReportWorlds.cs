using LicenseSync.Accounts;
using LicenseSync.LicenseReports;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;
using LicenseSync.Reports;

namespace LicenseSync.Tests.Reports;

/// <summary>Reports to look at: the sample world with every part, hostile names everywhere, and very many people.</summary>
internal static class ReportWorlds
{
    /// <summary>Names that would run, break out, reorder or overflow where they are taken for more than text.</summary>
    public static readonly string[] HostileNames =
    [
        "<script>document.title='pwned'</script>", "\"><img src=x onerror=\"document.title='pwned'\">", "</style><script>document.title='pwned'</script>", "a'b\"c&amp;d<!--",
        "\u202Egnp.exe", "\u200Fשלום\u200F", "\u0645\u0631\u062D\u0628\u0627", new string('x', 10_000), string.Concat(Enumerable.Repeat("é\u0301\u0327", 60)), "a|b\\|c\\\\|d", "``a`b` ", "=1+1",
        "@octocat", "#1 GH-2 www.octo.example http://octo.example/", "[a](http://octo.example) *b* _c_ ~~d~~", "line\nbreak\r\n\ttab\u0000\u0007\u001b[31m", "half \ud83d pair", "$x$ :tada:",
    ];

    /// <summary>The sample world with comparison, suggestions, what-if totals and a decision that does not fit any more.</summary>
    public static async Task<ReconciliationReport> SampleAsync(string root)
    {
        string PathOf(string name) => Path.Combine(root, "samples", "data", name);
        var builder = new ReconciliationBuilder();
        await builder.AddServerFileAsync(PathOf("ghes-main.json"));
        await builder.AddServerFileAsync(PathOf("ghes-lab.json"));
        await builder.AddServerFileAsync(PathOf("ghes-acquired.csv"), hostName: "acquired.ghes.example");
        await builder.AddCloudFileAsync(PathOf("consumed-licenses.json"));
        await builder.AddIdentityFileAsync(PathOf("identities.json"));
        ReconciliationResult result = builder.Build();
        return new()
        {
            Result = result,
            Comparison = result.CompareWithReport(new() { SyncStatus = [new() { HostName = "Lab.harbor-robotics.example", LastSyncAt = new(2025, 9, 30, 4, 0, 0, TimeSpan.Zero), Status = "failure", Error = "the instance could not be reached" }] }),
            Suggestions = result.Suggestions,
            WhatIf = result.WhatIf(result.Suggestions.Where(suggestion => suggestion.Confidence == SuggestionConfidence.Advice)),
            StaleDecisions = [new(new() { Code = "same_login", Accounts = ["ghes.harbor-robotics.example:19", "jonas-w"], Choice = DecisionChoice.Accept }, AccountsChanged: false)],
            CreatedAt = new DateTimeOffset(2025, 11, 24, 10, 30, 0, TimeSpan.FromHours(1)),
        };
    }

    /// <summary>Hostile logins, names, addresses, hosts and texts of GitHub's, each where it can stand.</summary>
    public static ReconciliationReport Hostile()
    {
        var builder = new ReconciliationBuilder();
        foreach ((int number, string name) in HostileNames.Index())
        {
            // One account that matches, one that is suggested by its login, and one that matches nobody.
            builder.AddServerAccounts(
                new() { HostName = name },
                [
                    new() { UserId = 1, Login = name, ProfileName = name, Emails = [new() { Address = $"{name}@octo.example" }] },
                    new() { UserId = 2, Login = $"{name}-{number}", ProfileName = name, Emails = [new() { Address = $"{name}@elsewhere.example" }] },
                    new() { Login = name + "!", Emails = [new() { Address = $"{name}{name}@nowhere.example" }] },
                ]);
            builder.AddConsumedLicenses(
            [
                new() { GitHubComLogin = name, GitHubComUser = true, GitHubComName = name, GitHubComVerifiedDomainEmails = [$"{name}@octo.example"] },
                new() { GitHubComLogin = $"{name}-{number}", GitHubComUser = true, EnterpriseServerUserIds = [ServerUserId.Parse($"{name}:2")] },
            ]);
        }

        ReconciliationResult result = builder.Build();
        return new()
        {
            Result = result,
            Comparison = result.CompareWithReport(new() { SyncStatus = [.. HostileNames.Select(name => new InstanceSyncStatus { HostName = name, Status = name, Error = name })] }),
            Suggestions = result.Suggestions,
            WhatIf = result.WhatIf(result.Suggestions),
            StaleDecisions = [.. HostileNames.Select(name => new StaleDecision(new() { Code = name, Accounts = [name, name] }, AccountsChanged: true))],
        };
    }

    /// <summary>People with a cloud account and a server account each, of which every third does not match and looks like a pair.</summary>
    public static ReconciliationReport Large(int people)
    {
        var builder = new ReconciliationBuilder();
        for (int instance = 0; instance < 30; instance++)
        {
            builder.AddServerAccounts(
                new() { HostName = $"ghes-{instance}.octo.example" },
                Enumerable.Range(0, people).Where(number => number % 30 == instance).Select(number => new ServerAccount
                {
                    UserId = number,
                    Login = $"user-{number}",
                    Emails = [new() { Address = number % 3 == 0 ? $"user-{number}@other.example" : $"user-{number}@octo.example" }],
                }));
        }

        builder.AddConsumedLicenses(Enumerable.Range(0, people).Select(number => new ConsumedLicense
        {
            GitHubComLogin = $"user-{number}",
            GitHubComUser = true,
            GitHubComVerifiedDomainEmails = [$"user-{number}@octo.example"],
        }));
        ReconciliationResult result = builder.Build();
        return new() { Result = result, Comparison = result.CompareWithReport(), Suggestions = result.Suggestions };
    }
}
