using System.Diagnostics;
using System.Text.Json.Nodes;
using LicenseSync.GitHub.Tests.FakeGitHub;

namespace LicenseSync.GitHub.Tests;

/// <summary><c>licensesync sync</c> and <c>status</c> as processes: one instance by its user report, two by files, delivery by PUT, the cloud by its API.</summary>
public sealed class SyncCommandTests(World world) : IClassFixture<World>, IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sync_AgainstTheServer_DeliversOnceAndCountsTheWorld()
    {
        using FakeEnterprise enterprise = world.Enterprise(reportDelays: 0);
        var intake = new Intake(enterprise.Answer);
        await using FakeServer server = await FakeServer.StartAsync(intake.Answer);
        string config = await ConfigureAsync(server.Url);

        (int exitCode, string output, string error) = await RunAsync("sync", "--config", config);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal(["ghes-1.octo-corp.example", "ghes-2", "ghes-3"], intake.Taken.Select(file => file.Instance));
        Assert.Equal(await File.ReadAllTextAsync(_folder["ghes-2.json"]), intake.Taken[1].Content);
        var expected = world.Generator.Summarize();
        Assert.Contains($"Licenses consumed: {expected.LicensesConsumed:N0} of ", output, StringComparison.Ordinal);

        Assert.Contains("Nothing is due", (await RunAsync("sync", "--config", config)).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("sync", "--config", config, "--now")).ExitCode);
        Assert.Equal(3, intake.Taken.Count);
        Assert.Equal(0, (await RunAsync("sync", "--config", config, "--force")).ExitCode);
        Assert.Equal(6, intake.Taken.Count);

        JsonNode status = JsonNode.Parse((await RunAsync("status", "--config", config, "--format", "json")).Output)!;
        Assert.Equal(["synced", "synced", "synced"], status["server_instances"]!.AsArray().Select(instance => (string?)instance!["state"]));
        Assert.Equal(["manual", "manual", "schedule"], status["runs"]!.AsArray().Select(run => (string?)run!["trigger"]));
        Assert.All(status["runs"]!.AsArray(), run => Assert.Equal(
            (expected.ServerAccounts, expected.LicensesConsumed, expected.LicensesPurchased),
            ((int)run!["totals"]!["server_accounts"]!, (int)run["totals"]!["licenses_consumed"]!, (int)run["totals"]!["licenses_purchased"]!)));
    }

    [Fact]
    public async Task Sync_OneInstanceAway_ExitsWith4AndTheOthersAreDelivered()
    {
        using FakeEnterprise enterprise = world.Enterprise(reportDelays: 0);
        var intake = new Intake(enterprise.Answer);
        await using FakeServer server = await FakeServer.StartAsync(intake.Answer);
        server.Fail("all_users", _ => FakeAnswer.Json("""{"message":"secret words"}""", 403), times: 100);
        string config = await ConfigureAsync(server.Url);

        (int exitCode, string output, string error) = await RunAsync("sync", "--config", config);

        Assert.Equal(4, exitCode);
        Assert.Equal(error.Length - 1, error.IndexOf('\n', StringComparison.Ordinal));
        Assert.Contains("1 of 3 instances failed: ghes-1.octo-corp.example: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
        Assert.Contains("1 of 3 instances could not be counted", output, StringComparison.Ordinal);
        Assert.Equal(["ghes-2", "ghes-3"], intake.Taken.Select(file => file.Instance));
        Assert.Contains("never synced", (await RunAsync("status", "--config", config)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sync_SeveralProcessesAtOnce_OneSyncs()
    {
        using FakeEnterprise enterprise = world.Enterprise(reportDelays: 0);
        var intake = new Intake(enterprise.Answer);
        await using FakeServer server = await FakeServer.StartAsync(intake.Answer);
        string config = await ConfigureAsync(server.Url);

        (int ExitCode, string Output, string Error)[] ends = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync("sync", "--config", config)));

        Assert.Single(ends, end => end.Output.Contains("Licenses consumed", StringComparison.Ordinal));
        Assert.All(ends, end => Assert.True(
            end.ExitCode == 0 || (end.ExitCode == 1 && end.Error == "licensesync: another sync is under way; nothing was done\n"), $"{end.ExitCode}: {end.Error}"));
        Assert.Equal(3, intake.Taken.Count);
    }

    // However often it is killed, and wherever: what the receiver has in the end is what the instances have, and nothing came twice.
    [Fact]
    public async Task Sync_KilledAtRandomPoints_LosesAndDoublesNothing()
    {
        const int Kills = 24;
        using FakeEnterprise enterprise = world.Enterprise(reportDelays: 0);
        var intake = new Intake(enterprise.Answer);
        await using FakeServer server = await FakeServer.StartAsync(intake.Answer);
        string config = await ConfigureAsync(server.Url, leaseSeconds: 1);
        var random = new Random(5);
        var watch = Stopwatch.StartNew();
        await RunToTheEndAsync(config);
        TimeSpan whole = watch.Elapsed;

        for (int kill = 0; kill < Kills; kill++)
        {
            await File.WriteAllTextAsync(_folder["ghes-2.json"], $$"""{"instance":{"server_id":"two","host_name":"two.octo.example"},"users":[{"user_id":{{random.Next(3)}},"emails":["u@octo.example"]}]}""");
            using Process process = Cli.Start(["sync", "--config", config, "--now"], FakeEnterprise.Token);
            await Task.Delay(whole * random.NextDouble());
            process.Kill();
            await process.WaitForExitAsync();
        }

        await RunToTheEndAsync(config);

        JsonNode status = JsonNode.Parse((await RunAsync("status", "--config", config, "--format", "json")).Output)!;
        Assert.All(status["server_instances"]!.AsArray(), instance => Assert.Equal(("success", false), ((string?)instance!["last_sync"]!["status"], (bool)instance["delivery_pending"]!)));
        foreach (IGrouping<string, (string Instance, string Id, string Content)> instance in intake.Taken.GroupBy(file => file.Instance))
        {
            string[] contents = [.. instance.Select(file => file.Content)];
            Assert.All(contents.Zip(contents.Skip(1)), pair => Assert.NotEqual(pair.First, pair.Second));
        }

        Assert.Equal(await File.ReadAllTextAsync(_folder["ghes-2.json"]), intake.Taken.Last(file => file.Instance == "ghes-2").Content);
        Assert.Equal(await File.ReadAllTextAsync(_folder["ghes-3.json"]), Assert.Single(intake.Taken, file => file.Instance == "ghes-3").Content);
    }

    [Fact]
    public async Task Sync_TokenUnset_ExitsWith2AndAsksNothing()
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json("{}"));
        string config = await ConfigureAsync(server.Url);

        (int exitCode, _, string error) = await Cli.RunAsync(["sync", "--config", config], token: null);

        Assert.Equal(2, exitCode);
        Assert.Contains("'LICENSESYNC_TEST_TOKEN' is not set or empty", error, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("""{""", 1, "is not valid")]
    [InlineData("""{"state":{"sqlite":"s"},"instances":[],"target":{"fodler":"o"}}""", 1, "line 1, $.target.fodler")]
    [InlineData("""{"state":{"sqlite":"s"},"instances":[]}""", 1, "missing: 'target'")]
    [InlineData("""{"state":{},"instances":[],"target":{"folder":"o"}}""", 1, "state must have exactly one of sqlite, postgresql_env")]
    [InlineData("""{"state":{"sqlite":"s"},"instances":[{"name":"a"}],"target":{"folder":"o"}}""", 1, "the instance 'a' must have exactly one of file, command, url")]
    [InlineData("""{"state":{"sqlite":"s"},"instances":[{"name":"a","file":"f"},{"name":"A","file":"g"}],"target":{"folder":"o"}}""", 1, "Two instances have the name")]
    [InlineData("""{"state":{"sqlite":"s"},"instances":[{"name":"a","url":"ftp://x.example","token_env":"HOME"}],"target":{"folder":"o"}}""", 1, "is not valid")]
    [InlineData("""{"state":{"sqlite":"s"},"instances":[],"target":{"folder":"o"},"schedule":{"interval_hours":1e300}}""", 1, "the schedule")]
    [InlineData("""{"state":{"sqlite":"."},"instances":[],"target":{"folder":"o"}}""", 3, "")]
    public async Task Sync_ConfigurationThatIsNoGood_IsOneLine(string config, int exitCode, string message)
    {
        await File.WriteAllTextAsync(_folder["sync.json"], config);

        (int actual, string output, string error) = await RunAsync("sync", "--config", _folder["sync.json"]);

        Assert.Equal((exitCode, ""), (actual, output));
        Assert.Equal(error.Length - 1, error.IndexOf('\n', StringComparison.Ordinal));
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected", error, StringComparison.Ordinal);
    }

    private static Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments) => Cli.RunAsync(arguments, FakeEnterprise.Token);

    /// <summary>Syncs now, as soon as the lease of one that was killed is over.</summary>
    private static async Task RunToTheEndAsync(string config)
    {
        (int exitCode, string error) = (1, "");
        for (int attempt = 0; attempt < 20 && exitCode == 1; attempt++)
        {
            (exitCode, _, error) = await RunAsync("sync", "--config", config, "--now");
        }

        Assert.Equal((0, ""), (exitCode, error));
    }

    private async Task<string> ConfigureAsync(Uri url, int leaseSeconds = 120)
    {
        foreach (string file in (string[])["ghes-2.json", "ghes-3.json"])
        {
            File.Copy(Path.Combine(world.Files, file), _folder[file]);
        }

        await File.WriteAllTextAsync(_folder["sync.json"], $$"""
            {
              "state": { "sqlite": "state/sync.db", "lease_seconds": {{leaseSeconds}} },
              "instances": [
                { "name": "ghes-1.octo-corp.example", "url": "{{url}}", "user_name": "admin", "token_env": "LICENSESYNC_TEST_TOKEN" },
                { "name": "ghes-2", "file": "ghes-2.json" },
                { "name": "ghes-3", "command": ["cat", "{{_folder["ghes-3.json"]}}"] },
              ],
              "target": { "url": "{{url}}usage/{instance}" }, // the receiver knows a repetition by its key
              "cloud": { "api_url": "{{url}}", "enterprise": "{{FakeEnterprise.Slug}}", "token_env": "LICENSESYNC_TEST_TOKEN" }
            }
            """);
        return _folder["sync.json"];
    }
}
