using System.Text.Json.Nodes;
using LicenseSync.Cli.Generation;
using LicenseSync.GitHub.Tests.FakeGitHub;
using LicenseSync.Sync;
using LicenseSync.Transport;
using LicenseSync.Web.Syncing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace LicenseSync.Web.Tests;

/// <summary>"Sync now" against a server that plays GitHub.</summary>
public sealed class SyncTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SyncNow_InstanceAndEnterprise_BringsUsageAndLicenseDataIntoTheCount()
    {
        var generator = new WorldGenerator(new() { Users = 300, Seed = 4, Instances = 1 });
        await WorldFiles.WriteAsync(generator, _folder.Path);
        using var enterprise = new FakeEnterprise(generator, _folder.Path) { ReportDelays = 0 };
        await using FakeServer server = await FakeServer.StartAsync(enterprise.Answer);
        await using TestPage page = await TestPage.StartAsync(Settings(server.Url));
        using Client owner = await page.SetUpAsync();

        using HttpResponseMessage asked = await owner.PostAsync("/instances", "/sync");
        JsonNode summary = await UntilAsync(owner, "/api/v1/summary", node => (int)node["cloud_accounts"]! > 0);
        JsonNode instance = Assert.Single((await owner.ReadJsonAsync("/api/v1/instances")).AsArray())!;

        Assert.Equal(generator.ServerAccounts(0).Count(), (int)summary["server_accounts"]!);
        Assert.Equal(("ghes-1.octo-corp.example", "synced"), ((string)instance["name"]!, (string)instance["state"]!));
        Assert.True((int)summary["matched"]! > 0, "nothing matches");
        Assert.Contains("The next scheduled sync is due", await owner.ReadAsync("/instances"), StringComparison.Ordinal);
        Assert.DoesNotContain(FakeEnterprise.Token, await owner.ReadAsync("/instances"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SyncNow_InstanceThatWasUploadedThenRemoved_IsOneInstanceAndComesBack()
    {
        await using TestPage page = await TestPage.StartAsync(("Instances:main:File", Samples.PathOf("ghes-main.json")), ("Schedule:Interval", "7.00:00:00"));
        using Client owner = await page.SetUpAsync();
        await UntilAsync(owner, "/api/v1/summary", node => (int)node["server_accounts"]! == 31);
        await owner.AcceptAllAsync(await owner.UploadAsync(("by-hand.json", await Samples.ReadAsync("ghes-main.json"))));
        JsonNode instance = Assert.Single((await owner.ReadJsonAsync("/api/v1/instances")).AsArray())!;
        Assert.Equal("main", (string)instance["name"]!);

        using HttpResponseMessage removed = await owner.PostAsync("/instances", $"/files/{((Guid)instance["file_id"]!):N}/remove");
        Assert.Equal(0, (int)(await owner.ReadJsonAsync("/api/v1/summary"))["server_accounts"]!);
        using HttpResponseMessage asked = await owner.PostAsync("/instances", "/sync");
        await UntilAsync(owner, "/api/v1/summary", node => (int)node["server_accounts"]! == 31);

        Assert.Equal("synced", (string)Assert.Single((await owner.ReadJsonAsync("/api/v1/instances")).AsArray())!["state"]!);
    }

    [Fact]
    public async Task Stop_WhileASyncIsUnderWay_WaitsForItsEnd()
    {
        await using TestPage page = await TestPage.StartAsync();
        var source = new SlowlyEndingSource();
        var plan = new SyncPlan { Instances = [source], Target = new CallbackUsageTarget((_, _) => Task.CompletedTask) };
        var syncNow = new SyncNow(
            new(plan, new InMemorySyncStateStore()), plan, page.Store, page.Services.GetRequiredService<IHostApplicationLifetime>(), TimeProvider.System, NullLogger<SyncNow>.Instance);
        Assert.True(syncNow.Start());
        await source.Opened.Task;

        await page.StopAsync();
        Task stopped = syncNow.StopAsync(CancellationToken.None);
        Assert.False(stopped.IsCompleted);
        source.Ended.SetResult();
        await stopped;

        Assert.False(syncNow.IsRunning);
        Assert.Single(page.Services.GetServices<IHostedService>().OfType<SyncNow>());
    }

    internal static (string, string)[] Settings(Uri url) =>
    [
        ("Instances:ghes-1.octo-corp.example:Url", url.AbsoluteUri), ("Instances:ghes-1.octo-corp.example:UserName", "admin"), ("Instances:ghes-1.octo-corp.example:Token", FakeEnterprise.Token),
        ("Cloud:ApiUrl", url.AbsoluteUri), ("Cloud:Enterprise", FakeEnterprise.Slug), ("Cloud:Token", FakeEnterprise.Token),
    ];

    internal static async Task<JsonNode> UntilAsync(Client client, string path, Func<JsonNode, bool> isThere)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            JsonNode node = await client.ReadJsonAsync(path);
            if (isThere(node))
            {
                return node;
            }

            await Task.Delay(200, timeout.Token);
        }
    }

    private sealed class SlowlyEndingSource : IServerUsageSource
    {
        public TaskCompletionSource Opened { get; } = new();

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Name => "main";

        public async Task<Stream> OpenAsync(CancellationToken cancellationToken = default)
        {
            Opened.SetResult();
            await Ended.Task;
            cancellationToken.ThrowIfCancellationRequested();
            return Stream.Null;
        }
    }
}
