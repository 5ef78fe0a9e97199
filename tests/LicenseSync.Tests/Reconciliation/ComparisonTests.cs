using LicenseSync.Accounts;
using LicenseSync.LicenseReports;
using LicenseSync.Reconciliation;
using LicenseSync.Tests.Reconciliation.Oracle;
using Microsoft.Extensions.Time.Testing;
using static LicenseSync.Tests.Reconciliation.SmallWorld;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>Semantics F, state by state and number by number.</summary>
public class ComparisonTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void CompareWithReport_SameGroups_Agree()
    {
        LicenseComparison comparison = Compare(new World()
            .Server("h", Account(1, "ana@x.example"), Account(2, "bo@x.example"))
            .Rows(Reported(Cloud("ana", "ana@x.example"), "h:1"), ServerOnly("H:2")));

        Assert.Equal(["h:1 Agree", "h:2 Agree"], Said(comparison));
        Assert.Empty(comparison.Differences);
        Assert.Equal((2, 2L, 0L, 0L), (comparison.LicensesConsumed, comparison.ReportedLicensesConsumed, comparison.Explained, comparison.Unexplained));
    }

    [Fact]
    public void CompareWithReport_MatchedHereAndAloneThere_IsOnlyOurs()
    {
        LicenseComparison comparison = Compare(new World()
            .Server("h", Account(1, "ana@x.example"))
            .Rows(Cloud("ana", "ana@x.example"), ServerOnly("h:1")));

        AccountComparison account = Assert.Single(comparison.Accounts);
        Assert.Equal((ComparisonState.OnlyOurs, "ana", (string?)null), (account.State, account.GitHubComLogin, account.ReportedGitHubComLogin));
        LicenseDifference difference = Assert.Single(comparison.Differences);
        Assert.Equal((-1, "ana", "h:1"), (difference.Licenses, Assert.Single(difference.GitHubComLogins), Assert.Single(difference.Accounts).ToString()));
    }

    [Fact]
    public void CompareWithReport_AloneHereAndMatchedThere_IsOnlyGitHub()
    {
        LicenseComparison comparison = Compare(new World()
            .Server("h", Account(1, "ana@elsewhere.example"))
            .Rows(Reported(Cloud("ana", "ana@x.example"), "h:1")));

        AccountComparison account = Assert.Single(comparison.Accounts);
        Assert.Equal((ComparisonState.OnlyGitHub, (string?)null, "ana"), (account.State, account.GitHubComLogin, account.ReportedGitHubComLogin));
        Assert.Equal(1, Assert.Single(comparison.Differences).Licenses);
    }

    [Fact]
    public void CompareWithReport_OtherCloudAccountThere_Differs()
    {
        LicenseComparison comparison = Compare(new World()
            .Server("h", Account(1, "ana@x.example"))
            .Rows(Cloud("ana", "ana@x.example"), Reported(Cloud("bo"), "h:1")));

        Assert.Equal(["h:1 Differ"], Said(comparison));
        Assert.Empty(comparison.Differences); // two licenses on both sides
    }

    [Fact]
    public void CompareWithReport_TwoAccountsHereOneThere_BothAreLargerHere()
    {
        LicenseComparison comparison = Compare(new World()
            .Server("g", Account(1, "ana@x.example")).Server("h", Account(1, "ana@x.example"))
            .Rows(ServerOnly("g:1"), ServerOnly("h:1")));

        Assert.Equal(["g:1 OnlyOurs", "h:1 OnlyOurs"], Said(comparison));
        Assert.Equal(-1, Assert.Single(comparison.Differences).Licenses);
    }

    [Fact]
    public void CompareWithReport_GoneFromTheExport_IsNotInExport()
    {
        LicenseComparison comparison = Compare(new World().Server("h", Account(5, "bo@x.example")).Rows(ServerOnly("h:1"), ServerOnly("other:1"), ServerOnly("h:5")));

        Assert.Equal(["h:1 NotInExport", "h:5 Agree", "other:1 NotInExport"], Said(comparison));
        Assert.Equal([true, true, false], comparison.Accounts.Select(account => account.IsHostGiven));
        Assert.Equal((-2L, 0L), (comparison.Explained, comparison.Unexplained));
    }

    [Fact]
    public void CompareWithReport_SuspendedSinceTheLastSync_IsNotInExport()
    {
        LicenseComparison comparison = Compare(new World().Server("h", Suspended(1, "ana@x.example")).Rows(ServerOnly("h:1")));

        Assert.Equal((ComparisonState.NotInExport, true), (comparison.Accounts[0].State, comparison.Accounts[0].IsSuspended));
        Assert.Equal(-1, Assert.Single(comparison.Differences).Licenses);
    }

    [Fact]
    public void CompareWithReport_NeverSynced_IsNotInReport()
    {
        LicenseComparison comparison = Compare(new World().Server("h", Account(1, "ana@x.example"), Suspended(2)).Rows(Cloud("bo")));

        Assert.Equal(["h:1 NotInReport", "h:2 NotInReport"], Said(comparison));
        Assert.Equal("h:1", Assert.Single(Assert.Single(comparison.Differences).Accounts).ToString());
    }

    [Fact]
    public void CompareWithReport_AccountOnlyOneSideKnows_IsNotHeldAgainstTheOther()
    {
        // h:2 is new: as far as both sides know, the groups are alike.
        LicenseComparison comparison = Compare(new World()
            .Server("h", Account(1, "ana@x.example"), Account(2, "ana@x.example"))
            .Rows(Reported(Cloud("ana", "ana@x.example"), "h:1", "h:9")));

        Assert.Equal(["h:1 Agree", "h:2 NotInReport", "h:9 NotInExport"], Said(comparison));
    }

    [Fact]
    public void CompareWithReport_TotalBeyondTheRows_IsUnexplained()
    {
        World world = new World().Server("h", Account(1, "ana@x.example")).Rows(ServerOnly("h:1"));
        var builder = new ReconciliationBuilder();
        builder.AddServerAccounts(world.Servers[0].Instance, world.Servers[0].Accounts);
        builder.AddConsumedLicenses(world.Rows, totalSeatsConsumed: 7);

        LicenseComparison comparison = builder.Build().CompareWithReport();

        Assert.Equal((7L, -6L, 0L, -6L), (comparison.ReportedLicensesConsumed, comparison.Difference, comparison.Explained, comparison.Unexplained));
    }

    [Fact]
    public void CompareWithReport_Invitations_CountOnBothSidesOrOnNone()
    {
        World world = new World().Server("h", Account(1, "new@x.example")).Rows(Reported(Pending("new@x.example"), "h:1"), Pending("later@x.example"), Cloud("ana", "ana@x.example"), Pending("ana@x.example"));

        foreach (bool counts in (bool[])[true, false])
        {
            LicenseComparison comparison = Compare(world with { CountPendingInvitations = counts });

            Assert.Equal(["h:1 Agree"], Said(comparison));
            Assert.Equal((0L, 0L), (comparison.Explained, comparison.Unexplained));
        }
    }

    [Fact]
    public void CompareWith_OtherRows_FindsPeopleByLogin()
    {
        ReconciliationResult result = new World().Server("h", Account(1, "ana@x.example")).Rows(Cloud("ana", "ana@x.example"), Pending("new@x.example")).Result();

        LicenseComparison comparison = result.CompareWith([Reported(Cloud("ANA"), "h:1"), Pending("new@x.example"), Cloud("left")]);

        Assert.Equal(["h:1 Agree"], Said(comparison));
        LicenseDifference difference = Assert.Single(comparison.Differences);
        Assert.Equal((-1, "left"), (difference.Licenses, Assert.Single(difference.GitHubComLogins)));
    }

    [Fact]
    public void CompareWith_RowsOfEveryOrder_SayTheSame()
    {
        ReconciliationResult result = new World().Server("h", Account(1, "ana@x.example"), Account(2, "bo@x.example")).Rows(Cloud("ana", "ana@x.example")).Result();
        ConsumedLicense[] rows = [Reported(Cloud("ana"), "h:2"), ServerOnly("h:1"), ServerOnly("h:3")];

        Assert.Equal(Said(result.CompareWith(rows)), Said(result.CompareWith(rows.Reverse())));
    }

    [Fact]
    public void CompareWithReport_SyncStatus_NamesWhatIsOutdated()
    {
        World world = new World().Server("new.example", "S1", Account(1)).Server("old.example", "S2", Account(1)).Server("failed.example", "S3", Account(1)).Server("unheard.example", "S4", Account(1));
        InstanceSyncStatus[] status =
        [
            new() { ServerId = ServerId.Parse("s1"), HostName = "new.example", LastSyncAt = Now.AddDays(-2), Status = "Success" },
            new() { ServerId = ServerId.Parse("s2"), HostName = "old.example", LastSyncAt = Now.AddDays(-9), Status = "success" },
            new() { HostName = "FAILED.example", LastSyncAt = Now.AddDays(-1), Status = "failure" },
        ];

        LicenseComparison comparison = world.Result().CompareWithReport(new() { SyncStatus = status, Clock = new FakeTimeProvider(Now) });

        Assert.Equal(["old.example", "FAILED.example", "unheard.example"], comparison.OutdatedInstances.Select(instance => instance.HostName));
    }

    [Fact]
    public void CompareWithReport_NegativeAge_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new World().Result().CompareWithReport(new() { MaxSyncAge = TimeSpan.FromDays(-1) }));

    internal static ConsumedLicense Reported(ConsumedLicense row, params string[] ids) => row with { EnterpriseServerUserIds = [.. ids.Select(ServerUserId.Parse)] };

    internal static ConsumedLicense ServerOnly(params string[] ids) => Reported(Pending("") with { EnterpriseServerUser = true }, ids);

    private static LicenseComparison Compare(World world) => world.Result().CompareWithReport();

    private static IEnumerable<string> Said(LicenseComparison comparison) => comparison.Accounts.Select(account => $"{account.Id} {account.State}");
}
