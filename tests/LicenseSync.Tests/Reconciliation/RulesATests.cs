using System.Text;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.Reconciliation;
using LicenseSync.Tests.Reconciliation.Oracle;
using static LicenseSync.Tests.Reconciliation.SmallWorld;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>Semantics A1 to A3: usage files.</summary>
public class RulesATests
{
    // A1: as a new upload does; the key is the server id ignoring case, the host has no say. What is replaced is counted nowhere.
    [Fact]
    public void Build_TwoFilesOfOneServerId_LaterReplacesEarlier()
    {
        World world = new World().Server("old", "S1", Account(1, "a@x.example"), Account(2, "b@x.example")).Server("new", "s1", Account(3, "c@x.example"));

        Assert.Equal(["new:3"], world.Reconcile().Said());
        Assert.Equal(1, world.Reconcile().Summary.ServerAccounts);
        Assert.Equal(1, world.Reported(DiagnosticDescriptors.UsageFileReplaced));
    }

    // A1: the last of three counts, not the largest.
    [Fact]
    public void Build_ThreeFilesOfOneServerId_LastCounts()
    {
        World world = new World().Server("h", "s1", Account(1, "a@x.example")).Server("h", "s1", Account(2, "b@x.example")).Server("h", "s1");

        Assert.Empty(world.Reconcile().Said());
        Assert.Equal(2, world.Reported(DiagnosticDescriptors.UsageFileReplaced));
    }

    // A1: two server ids are two instances, whatever their host; printed ids then repeat.
    [Fact]
    public void Build_TwoServerIdsOfOneHost_CountsBoth()
    {
        World world = new World().Server("h", "s1", Account(1, "a@x.example")).Server("H", "s2", Account(1, "b@x.example"));

        Assert.Equal(["h:1", "H:1"], world.Reconcile().Said());
        Assert.Equal(0, world.Reported(DiagnosticDescriptors.SameHostName));
        Assert.Equal(2, world.Result().FindByServerUserId(ServerUserId.Parse("h:1")).Count);
    }

    // A1: a file without a server id replaces nothing and is replaced by nothing; an equal host (ignoring case) is a warning.
    [Fact]
    public void Build_NoServerId_IsAnInstanceOfItsOwn()
    {
        World world = new World().Server("h", "s1", Account(1, "a@x.example")).Server("H", Account(1, "b@x.example"));

        Assert.Equal(2, world.Reconcile().Summary.LicensesConsumed);
        Assert.Equal(1, world.Reported(DiagnosticDescriptors.SameHostName));
        Assert.Equal(0, world.Reported(DiagnosticDescriptors.UsageFileReplaced));
    }

    // A1: the host that a replaced file had beside it is no neighbor any more.
    [Fact]
    public void Build_NoServerIdBesideReplacedFile_DoesNotWarnOfEqualHosts()
    {
        World world = new World().Server("h", "s1", Account(1, "a@x.example")).Server("h").Server("g", "s1");

        Assert.Equal(0, world.Reported(DiagnosticDescriptors.SameHostName));
    }

    // A1: host_name, else the name the caller gives, else server_id, else the file's name without folder and last extension.
    [Theory]
    [InlineData("\"host_name\":\"h.example\",\"server_id\":\"s1\"", "given", "h.example:1")]
    [InlineData("\"server_id\":\"s1\"", "given", "given:1")]
    [InlineData("\"server_id\":\"s1\",\"host_name\":\"\"", null, "s1:1")]
    [InlineData("\"version\":\"3.17\"", "given", "given:1")]
    [InlineData("\"version\":\"3.17\"", null, "ghes.lab:1")]
    public async Task AddServerFileAsync_HostOrNot_ShowsTheFirstNameKnown(string instance, string? given, string shown)
    {
        ReconciliationResult result = await BuildAsync(("exports/ghes.lab.json", $$"""{"instance":{{{instance}}},"users":[{"user_id":1,"emails":["a@x.example"]}]}""", given));

        Assert.Equal([shown], Engine.ToOutcome(result).Said());
    }

    // A1: accounts from a user report have no server id.
    [Fact]
    public async Task AddServerFileAsync_UserReportsOfOneName_CountsBoth()
    {
        const string Report = "id,login,email,role,suspended?\n1,ana,a@x.example,user,false\n";

        ReconciliationResult result = await BuildAsync(("all_users.csv", Report, "h"), ("all_users.csv", Report, null));

        Assert.Equal(["all_users:1 by server_primary_email, h:1 by server_primary_email"], Engine.ToOutcome(result).Said());
    }

    // A2: the first of a user id is kept; the other is counted nowhere and does not match.
    [Fact]
    public void Build_UserIdTwice_KeepsTheFirst()
    {
        World world = new World().Server("h", Account(7, "a@x.example"), Account(7, "b@x.example")).Rows(Cloud("bo", "b@x.example"));

        Assert.Equal(["bo", "h:7"], world.Reconcile().Said());
        Assert.Equal((1L, 2L), (world.Reconcile().Summary.ServerAccounts, world.Reconcile().Summary.LicensesWithoutSync));
        Assert.Equal(1, world.Reported(DiagnosticDescriptors.DuplicateUserId));
    }

    // A2: ids compare and print as numbers.
    [Fact]
    public async Task AddServerFileAsync_UserIdWithLeadingZero_IsTheSameNumber()
    {
        ReconciliationResult result = await BuildAsync(("h.json", """{"host_name":"h","users":[{"user_id":"07","emails":["a@x.example"]},{"user_id":7,"emails":["b@x.example"]}]}""", null));

        Assert.Equal(["h:7"], Engine.ToOutcome(result).Said());
        Assert.Equal(1, result.Diagnostics.CountOf(DiagnosticDescriptors.DuplicateUserId));
    }

    // A2: without a user id the login is the key, ignoring case; with one it is not.
    [Fact]
    public void Build_NoUserId_LoginIsTheKey()
    {
        World world = new World().Server("h", Named("Ana", "a@x.example"), Named("ANA", "b@x.example"), Account(1, "c@x.example") with { Login = "ana" });

        Assert.Equal(["h:1", "h:Ana"], world.Reconcile().Said());
        Assert.Equal(1, world.Reported(DiagnosticDescriptors.DuplicateUserId));
    }

    // A2: without both it is skipped and counted nowhere.
    [Fact]
    public void Build_NeitherUserIdNorLogin_IsSkipped()
    {
        World world = new World().Server("h", Named("", "a@x.example"), Named(" ", "a@x.example"), Account(1, "a@x.example"));

        Assert.Equal(["h:1"], world.Reconcile().Said());
        Assert.Equal(2, world.Reported(DiagnosticDescriptors.MissingAccountKey));
    }

    // A2: one key on two instances is two accounts.
    [Fact]
    public void Build_OneUserIdOnTwoInstances_IsNoDuplicate()
    {
        World world = new World().Server("g", Account(1, "a@x.example")).Server("h", Account(1, "b@x.example"));

        Assert.Equal(["g:1", "h:1"], world.Reconcile().Said());
    }

    // A2: strict refuses what lenient drops or skips, in accounts from memory too.
    [Theory]
    [InlineData(7L, "ana", "LS2001")]
    [InlineData(null, null, "LS2002")]
    public void AddServerAccounts_StrictAndBadRecord_Throws(long? id, string? login, string code)
    {
        var builder = new ReconciliationBuilder(new() { Mode = ReadingMode.Strict });
        ServerAccount bad = Account(1, "b@x.example") with { UserId = id, Login = login };

        InputFormatException exception = Assert.Throws<InputFormatException>(() => builder.AddServerAccounts(new(), [Account(7, "a@x.example"), bad], "h.json"));

        Assert.Equal(("h.json", code), (exception.Diagnostic!.Position.Source, exception.Diagnostic.Code));
    }

    // A2: the same for accounts that arrive one by one.
    [Fact]
    public async Task AddServerAccountsAsync_StrictAndBadRecord_Throws()
    {
        var builder = new ReconciliationBuilder(new() { Mode = ReadingMode.Strict });

        InputFormatException exception = await Assert.ThrowsAsync<InputFormatException>(
            () => builder.AddServerAccountsAsync(new(), new[] { Account(7), Account(7) }.ToAsyncEnumerable()));

        Assert.Equal("LS2001", exception.Diagnostic!.Code);
    }

    // A2: warnings (A1, A5, A7, B2, B3) never make strict refuse.
    [Fact]
    public void Build_StrictAndWarningsOnly_Builds()
    {
        var builder = new ReconciliationBuilder(new() { Mode = ReadingMode.Strict });
        builder.AddServerAccounts(new() { ServerId = ServerId.Parse("s1") }, [Account(1)]);
        builder.AddServerAccounts(new() { ServerId = ServerId.Parse("s1"), HostName = "h" }, [Account(2), Account(3) with { Emails = [Flagged("a@x.example"), Flagged("b@x.example")] }]);
        builder.AddServerAccounts(new() { HostName = "h" }, [Account(4, "plain")]);
        builder.AddConsumedLicenses([Cloud("ana"), Cloud("Ana")]);
        builder.AddIdentities([Saml(null, nameId: "a@x.example")]);

        ReconciliationResult result = builder.Build();

        Assert.Equal(["LS2003", "LS2004", "LS3002", "LS4001", "LS5001", "LS5002"], result.Diagnostics.Select(diagnostic => diagnostic.Code).Distinct().Order());
    }

    // A3: no result, and the message names the file and the ways out.
    [Fact]
    public async Task Build_EncryptedUsers_ThrowsAndNamesTheFile()
    {
        EncryptedUsersException exception = await Assert.ThrowsAsync<EncryptedUsersException>(() => BuildAsync(("enc.json", Encrypted, null)));

        Assert.Contains("enc.json", exception.Message, StringComparison.Ordinal);
        Assert.All(["unencrypted", "GitHub Enterprise Cloud", "user report"], way => Assert.Contains(way, exception.Message, StringComparison.Ordinal));
    }

    // A3: judged after A1, so only the last file of a server id is asked for its users.
    [Fact]
    public async Task Build_EncryptedUsersReplaced_OnlyWarns()
    {
        ReconciliationResult result = await BuildAsync(("enc.json", Encrypted, null), ("plain.json", Plain, null));

        Assert.Equal(["h:1"], Engine.ToOutcome(result).Said());
        Assert.Equal(1, result.Diagnostics.CountOf(DiagnosticDescriptors.UsageFileReplaced));
        await Assert.ThrowsAsync<EncryptedUsersException>(() => BuildAsync(("plain.json", Plain, null), ("enc.json", Encrypted, null)));
    }

    private const string Encrypted = """{"instance":{"server_id":"S1","host_name":"h"},"users":"aW52ZW50ZWQ="}""";
    private const string Plain = """{"instance":{"server_id":"s1","host_name":"h"},"users":[{"user_id":1,"emails":["a@x.example"]}]}""";

    private static async Task<ReconciliationResult> BuildAsync(params (string Name, string Content, string? Given)[] files)
    {
        var builder = new ReconciliationBuilder();
        foreach ((string name, string content, string? given) in files)
        {
            await using InputFile file = await InputFile.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(content)), name);
            await builder.AddServerFileAsync(file, given);
        }

        return builder.Build();
    }
}
