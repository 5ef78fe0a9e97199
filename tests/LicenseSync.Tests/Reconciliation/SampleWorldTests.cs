using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.LicenseReports;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;
using LicenseSync.Tests.Reconciliation.Oracle;
using LicenseSync.UsageFiles;
using static LicenseSync.Tests.Reconciliation.SampleWorld;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>The world of samples/data: its README works out the result by hand, expected.json writes it down.</summary>
public class SampleWorldTests
{
    [Fact]
    public async Task Build_SampleWorld_SaysWhatIsWrittenDown() =>
        AssertSame(Expected(), Engine.ToOutcome(await ReconcileAsync()));

    [Fact]
    public async Task Reconcile_SampleWorldByTheOracle_SaysWhatIsWrittenDown()
    {
        // The readers have applied A2 and C1's "any of the suspended fields"; all other rules are the oracle's own.
        await using UsageFile main = await UsageFile.OpenAsync(PathOf("ghes-main.json"));
        await using UsageFile lab = await UsageFile.OpenAsync(PathOf("ghes-lab.json"));
        await using ServerUserReportFile acquired = await ServerUserReportFile.OpenAsync(File.OpenRead(PathOf("ghes-acquired.csv")));
        await using ConsumedLicensesFile cloud = await ConsumedLicensesFile.OpenAsync(PathOf("consumed-licenses.json"));
        await using IdentityFile identities = await IdentityFile.OpenAsync(PathOf("identities.json"));
        List<ServerAccount> mainAccounts = await main.ReadAccountsAsync().ToListAsync();
        List<ServerAccount> labAccounts = await lab.ReadAccountsAsync().ToListAsync();
        var world = new World
        {
            Servers =
            [
                new WorldServer(main.Instance!, mainAccounts),
                new WorldServer(lab.Instance!, labAccounts),
                new WorldServer(new ServerInstance { HostName = "acquired.ghes.example" }, await acquired.ReadAccountsAsync().ToListAsync()),
            ],
            Rows = await cloud.ReadAsync().ToListAsync(),
            Identities = await identities.ReadAsync().ToListAsync(),
        };

        AssertSame(Expected(), NaiveReconciler.Reconcile(world with { TotalSeatsPurchased = cloud.TotalSeatsPurchased }));
    }

    // A8: two documents one after another are the one document.
    [Fact]
    public async Task Build_SampleWorldInPages_SaysTheSame() =>
        AssertSame(Expected(), Engine.ToOutcome(await ReconcileAsync(cloud: "consumed-licenses-pages.json")));

    // A1, A3: an encrypted file that a later one of the same server id replaces is only a warning.
    [Fact]
    public async Task Build_SampleWorldEncryptedFileReplaced_SaysTheSame()
    {
        ReconciliationResult result = await ReconcileAsync(servers: [Main, Encrypted, Lab, Acquired]);

        AssertSame(Expected(), Engine.ToOutcome(result));
        Assert.Equal(1, result.Diagnostics.CountOf(DiagnosticDescriptors.UsageFileReplaced));
    }

    // A3: judged after A1.
    [Fact]
    public async Task Build_SampleWorldEncryptedFileCounts_IsRefused()
    {
        await Assert.ThrowsAsync<EncryptedUsersException>(() => ReconcileAsync(servers: [Main, Encrypted, Acquired]));
        await Assert.ThrowsAsync<EncryptedUsersException>(() => ReconcileAsync(servers: [Main, Lab, Encrypted, Acquired]));
    }

    // A1, B3: a file without a server id replaces nothing, so everybody there is there twice; only the account without an email becomes one more person.
    [Fact]
    public async Task Build_SampleWorldUserReportTwice_CountsBoth()
    {
        ReconciliationResult result = await ReconcileAsync(servers: [Main, Lab, Acquired, Acquired]);

        Assert.Equal((58, 52), (result.Summary.ServerAccounts, result.Summary.LicensesConsumed));
        Assert.NotEqual(0, result.Diagnostics.CountOf(DiagnosticDescriptors.SameHostName));
    }

    // A7, D5: the SCIM user names no login and is linked by the NameID, which is no email.
    [Fact]
    public async Task Build_SampleWorldWithScimUsers_MatchesOneMore()
    {
        ReconciliationResult result = await ReconcileAsync(identities: ["identities.json", "scim-users.json"]);

        Assert.Equal("main:39 by emails", SayMatches(result.FindByLogin("kwame-b")!));
        ReconciliationSummary summary = result.Summary;
        Assert.Equal((50, 26, 0L, 25, 15, 9), (summary.LicensesConsumed, summary.LicensesSaved, summary.LicensesAvailable!.Value, summary.Matched, summary.NotMatched, summary.CannotTell));
    }

    // D9: the account is left alone, its domain is verified.
    [Fact]
    public async Task Build_SampleWorldAmbiguityLeft_MatchesOneLess()
    {
        ReconciliationSummary summary = (await ReconcileAsync(new() { Ambiguity = AmbiguityChoice.None })).Summary;

        Assert.Equal((52, 24, -2L, 23, 17, 9), (summary.LicensesConsumed, summary.LicensesSaved, summary.LicensesAvailable!.Value, summary.Matched, summary.NotMatched, summary.CannotTell));
    }

    // D14: four accounts of a domain that the host declares the enterprise's own.
    [Fact]
    public async Task Build_SampleWorldWithEnterpriseDomain_TellsOfFourMore()
    {
        var options = new ReconciliationOptions { EnterpriseDomains = { "mailbox.example" } };

        ReconciliationSummary summary = (await ReconcileAsync(options)).Summary;

        Assert.Equal((51, 24, 20, 5), (summary.LicensesConsumed, summary.Matched, summary.NotMatched, summary.CannotTell));
    }

    // What the README says of single records, beyond the result: A1, A2, A4.5, A5, A6, A7, B2, B3, B4.
    [Theory]
    [InlineData("LS2001", 2)] // lab:3, lab:visitor
    [InlineData("LS2002", 1)] // the print server
    [InlineData("LS2003", 3)] // main:27, main:29, acquired:9
    [InlineData("LS2004", 1)] // main:28
    [InlineData("LS2005", 1)] // main:29
    [InlineData("LS3001", 1)] // the last row
    [InlineData("LS3002", 1)] // ravi-s
    [InlineData("LS3003", 1)] // 71:72
    [InlineData("LS3005", 1)] // 41 rows, 36 seats
    [InlineData("LS4001", 3)] // nobody, left-last-year, pavel-n
    public async Task Build_SampleWorld_ReportsWhatItMet(string code, int times)
    {
        ReconciliationResult result = await ReconcileAsync();

        Assert.Equal(times, result.Diagnostics.Count(diagnostic => diagnostic.Code == code));
    }
}
