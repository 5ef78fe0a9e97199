using LicenseSync.Accounts;
using LicenseSync.GitHub.Tests.FakeGitHub;
using LicenseSync.LicenseReports;
using LicenseSync.Reconciliation;
using LicenseSync.Transport;

namespace LicenseSync.GitHub.Tests;

/// <summary>What is fetched and reconciled is the generated world, with every fault switched on.</summary>
public sealed class ContractTests(World world) : IClassFixture<World>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fetch_Reconciled_IsTheWorld(bool faults)
    {
        using FakeEnterprise enterprise = world.Enterprise();
        await using FakeServer server = await FakeServer.StartAsync(enterprise.Answer);
        using var host = new Host(server.Url);
        if (faults)
        {
            Faults.All(server);
        }

        var builder = new ReconciliationBuilder();
        await foreach (ConsumedLicensesPage page in host.Cloud.ReadPagesAsync())
        {
            builder.AddConsumedLicenses(page.Rows, page.TotalSeatsConsumed, page.TotalSeatsPurchased);
        }

        List<ExternalIdentity> identities = [];
        await foreach (ExternalIdentity identity in host.Cloud.ExternalIdentities.ReadAsync())
        {
            identities.Add(identity);
        }

        builder.AddIdentities(identities);
        await AddReportAsync(host, builder);
        await AddInstallationsAsync(host, builder);
        ReconciliationSummary summary = builder.Build().Summary;

        var expected = world.Generator.Summarize();
        Assert.Equal(
            (expected.ServerAccounts, expected.CloudAccounts, expected.LicensesConsumed, expected.EnterpriseLicensesConsumed, expected.VisualStudioLicensesConsumed, expected.LicensesWithoutSync, (long?)expected.LicensesPurchased),
            (summary.ServerAccounts, summary.CloudAccounts, summary.LicensesConsumed, summary.EnterpriseLicensesConsumed, summary.VisualStudioLicensesConsumed, summary.LicensesWithoutSync, summary.LicensesPurchased));
        Assert.Equal((expected.Matched, expected.NotMatched, expected.CannotTell), (summary.Matched, summary.NotMatched, summary.CannotTell));
        Assert.Equal(faults, host.Time.Waits.Any(wait => wait >= TimeSpan.FromSeconds(60)));
    }

    private static async Task AddReportAsync(Host host, ReconciliationBuilder builder)
    {
        List<ServerAccount> accounts = [];
        await using ServerUserReportFile report = await ServerUserReportFile.OpenAsync(await host.Server.OpenAsync());
        await foreach (ServerAccount account in report.ReadAccountsAsync())
        {
            accounts.Add(account);
        }

        builder.AddServerAccounts(new() { HostName = "ghes-1.octo-corp.example" }, accounts);
    }

    // The first instance came as its user report; GraphQL tells of no suspension (semantics C1), which the world then adds.
    private async Task AddInstallationsAsync(Host host, ReconciliationBuilder builder)
    {
        int number = 0;
        await foreach (ServerInstallation installation in host.Cloud.ReadServerInstallationsAsync())
        {
            Assert.Equal("SUCCESS", Assert.Single(installation.Uploads).SyncState);
            Dictionary<long, bool> suspended = world.Generator.ServerAccounts(number).ToDictionary(account => account.UserId!.Value, account => account.IsSuspended);
            List<ServerAccount> accounts = [];
            await foreach (ServerAccount account in host.Cloud.ReadServerAccountsAsync(installation))
            {
                accounts.Add(account with { IsSuspended = suspended[account.UserId!.Value] });
            }

            if (number++ > 0)
            {
                builder.AddServerAccounts(installation.ToInstance(), accounts);
            }
        }
    }
}
