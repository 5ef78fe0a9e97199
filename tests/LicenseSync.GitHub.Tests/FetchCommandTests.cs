using System.Diagnostics;
using System.Text.Json.Nodes;
using LicenseSync.Accounts;
using LicenseSync.GitHub.Tests.FakeGitHub;
using LicenseSync.Reconciliation;
using LicenseSync.UsageFiles;

namespace LicenseSync.GitHub.Tests;

/// <summary><c>licensesync fetch</c> as a process against a server.</summary>
public sealed class FetchCommandTests(World world) : IClassFixture<World>, IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ConsumedLicenses_PagesOverlapAndBreak_OneDocumentWithEveryRowAsItWas()
    {
        using FakeEnterprise enterprise = world.Enterprise();
        await using FakeServer server = await FakeServer.StartAsync(enterprise.Answer);
        server.Fail("consumed-licenses", Faults.BreaksOff);
        server.Fail(request => request.Query.EndsWith("page=3", StringComparison.Ordinal), Faults.LinksBack);

        (int exitCode, string output, string error) = await Cli.FetchAsync("consumed-licenses", server.Url, _folder["out.json"]);

        Assert.Equal((0, "", ""), (exitCode, output, error));
        JsonNode expected = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(world.Files, "consumed-licenses.json")))!;
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(await File.ReadAllTextAsync(_folder["out.json"]))));
    }

    // The way a person goes: what the processes fetch, with every fault switched on, a third process reconciles.
    [Fact]
    public async Task FetchAndReconcile_EveryFault_IsTheWorld()
    {
        using FakeEnterprise enterprise = world.Enterprise();
        await using FakeServer server = await FakeServer.StartAsync(enterprise.Answer);
        Faults.All(server, isShort: true);
        foreach (string what in (string[])["consumed-licenses", "identities", "server-accounts"])
        {
            Assert.Equal((0, "", ""), await Cli.FetchAsync(what, server.Url, _folder[what]));
        }

        (int exitCode, string output, _) = await Cli.RunAsync(
            ["reconcile", "--server", .. Directory.GetFiles(_folder["server-accounts"]), "--cloud", _folder["consumed-licenses"], "--identities", _folder["identities"], "--format", "json"], token: null);

        // GraphQL tells of no suspension: what it gives all consumes (semantics C1).
        var builder = new ReconciliationBuilder();
        for (int number = 0; number < world.Generator.Instances; number++)
        {
            builder.AddServerAccounts(world.Generator.Instance(number), world.Generator.ServerAccounts(number).Select(account => account with { IsSuspended = false, SuspendedAt = null }));
        }

        await builder.AddCloudFileAsync(Path.Combine(world.Files, "consumed-licenses.json"));
        await builder.AddIdentityFileAsync(Path.Combine(world.Files, "identities.json"));
        ReconciliationSummary expected = builder.Build().Summary;
        JsonNode summary = JsonNode.Parse(output)!["summary"]!;
        Assert.Equal(0, exitCode);
        Assert.Equal(
            (expected.ServerAccounts, expected.CloudAccounts, expected.LicensesConsumed, expected.LicensesWithoutSync, expected.Matched, expected.NotMatched, expected.CannotTell),
            ((int)summary["server_accounts"]!, (int)summary["cloud_accounts"]!, (int)summary["licenses_consumed"]!, (int)summary["licenses_without_sync"]!, (int)summary["matched"]!, (int)summary["not_matched"]!, (int)summary["cannot_tell"]!));
    }

    [Fact]
    public async Task ConsumedLicenses_RowsOfOneLoginDiffer_AreMergedAndUnknownFieldsKept()
    {
        await using FakeServer server = await FakeServer.StartAsync(request => FakeAnswer.Json(request.Query.EndsWith("page=1", StringComparison.Ordinal)
            ? """{"total_seats_consumed":3,"total_seats_purchased":5,"users":[{"github_com_login":"Ana","github_com_user":true,"x_new":{"a":[1, 2]},"github_com_name":"","github_com_member_roles":["a:Owner"]},{"github_com_login":"bo","enterprise_server_primary_emails":["b@octo.example"]}]}"""
            : """{"total_seats_consumed":3,"total_seats_purchased":6,"users":[{"github_com_login":"ana","github_com_user":true,"github_com_name":"A","github_com_member_roles":["a:Owner","b:Member"]},{"github_com_login":"cy"}]}"""));

        (int exitCode, _, string error) = await Cli.FetchAsync("consumed-licenses", server.Url, _folder["out.json"]);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(
            """
            {"total_seats_consumed":3,"total_seats_purchased":6,"users":[
            {"github_com_login":"Ana","github_com_user":true,"x_new":{"a":[1,2]},"github_com_name":"A","github_com_member_roles":["a:Owner","b:Member"]},
            {"github_com_login":"bo","enterprise_server_primary_emails":["b@octo.example"]},
            {"github_com_login":"cy"}]}

            """,
            await File.ReadAllTextAsync(_folder["out.json"]));
    }

    [Fact]
    public async Task Others_Fetched_AreWhatTheServerHas()
    {
        using FakeEnterprise enterprise = world.Enterprise();
        await using FakeServer server = await FakeServer.StartAsync(enterprise.Answer);

        foreach (string what in new[] { "sync-status", "identities", "visual-studio-subscriptions", "server-accounts" })
        {
            Assert.Equal((0, "", ""), await Cli.FetchAsync(what, server.Url, _folder[what]));
        }

        Assert.Equal(3, JsonNode.Parse(await File.ReadAllTextAsync(_folder["sync-status"]))!["server_instances"]!.AsArray().Count);
        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(world.Files, "identities.json")), await File.ReadAllTextAsync(_folder["identities"]));
        JsonNode subscriptions = JsonNode.Parse(await File.ReadAllTextAsync(_folder["visual-studio-subscriptions"]))!;
        Assert.Equal((250, 250), ((int)subscriptions["total_count"]!, subscriptions["visual_studio_subscriptions"]!.AsArray().Count));
        Assert.Equal(["server-1.json", "server-2.json", "server-3.json"], Directory.GetFiles(_folder["server-accounts"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        await using UsageFile file = await UsageFile.OpenAsync(Path.Combine(_folder["server-accounts"], "server-2.json"));
        List<ServerAccount> accounts = [];
        await foreach (ServerAccount account in file.ReadAccountsAsync())
        {
            accounts.Add(account);
        }

        Assert.Equal(world.Generator.Instance(1).ServerId, file.Instance!.ServerId);
        Assert.Equal("node_id", Assert.Single(file.Instance.AdditionalProperties).Name);
        Assert.Equal(
            world.Generator.ServerAccounts(1).Select(account => (account.UserId, account.PrimaryEmail, account.Emails.Count)),
            accounts.Select(account => (account.UserId, account.PrimaryEmail, account.Emails.Count)));
    }

    [Theory]
    [InlineData("consumed-licenses", 401)]
    [InlineData("sync-status", 403)]
    [InlineData("identities", 404)]
    [InlineData("visual-studio-subscriptions", 404)]
    public async Task Fetch_RemoteRefuses_ExitsWith4AndOneLineAndOldContentStays(string what, int status)
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json("""{"message":"secret words"}""", status));
        await File.WriteAllTextAsync(_folder["out.json"], "old");

        (int exitCode, string output, string error) = await Cli.FetchAsync(what, server.Url, _folder["out.json"]);

        Assert.Equal((4, ""), (exitCode, output));
        Assert.Equal(error.Length - 1, error.IndexOf('\n', StringComparison.Ordinal));
        Assert.Contains(" owner", error, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeEnterprise.Token, error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
        Assert.Equal("old", await File.ReadAllTextAsync(_folder["out.json"]));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Fetch_TokenUnset_ExitsWith2AndAsksNothing(string? token)
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json("{}"));

        (int exitCode, _, string error) = await Cli.FetchAsync("sync-status", server.Url, _folder["out.json"], token);

        Assert.Equal(2, exitCode);
        Assert.Contains("'LICENSESYNC_TEST_TOKEN' is not set or empty", error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Fetch_FolderMissing_ExitsWith3()
    {
        using FakeEnterprise enterprise = world.Enterprise();
        await using FakeServer server = await FakeServer.StartAsync(enterprise.Answer);

        (int exitCode, _, string error) = await Cli.FetchAsync("sync-status", server.Url, Path.Combine(_folder["missing"], "out.json"));

        Assert.Equal(3, exitCode);
        Assert.Contains("its folder does not exist", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_KilledInTheMiddle_OldContentStays()
    {
        using FakeEnterprise enterprise = world.Enterprise();
        await using FakeServer server = await FakeServer.StartAsync(enterprise.Answer);
        server.Fail(request => request.Query.EndsWith("page=4", StringComparison.Ordinal), answer => answer with { BreaksAfter = answer.Body.Length / 2, Stalls = true });
        await File.WriteAllTextAsync(_folder["out.json"], "old");

        using Process process = Cli.Start(Cli.FetchArguments("consumed-licenses", server.Url, _folder["out.json"]), FakeEnterprise.Token);
        await server.Stalled.Task;
        process.Kill();
        await process.WaitForExitAsync();

        Assert.Equal("old", await File.ReadAllTextAsync(_folder["out.json"]));
    }
}
