using System.Diagnostics;
using System.Runtime.InteropServices;
using LicenseSync.GitHub.Tests.FakeGitHub;
using LicenseSync.Storage.Sqlite;
using LicenseSync.Sync;

namespace LicenseSync.GitHub.Tests;

/// <summary>The worker sample as a process, set up by its environment only: a run of the schedule, and one that a signal asks for.</summary>
public sealed partial class WorkerTests(World world) : IClassFixture<World>, IDisposable
{
    private const int Hangup = 1;

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact(Timeout = 300_000)]
    public async Task Worker_StartedAndSignalled_SyncsByScheduleAndNow()
    {
        using FakeEnterprise enterprise = world.Enterprise(reportDelays: 0);
        var intake = new Intake(enterprise.Answer);
        await using FakeServer server = await FakeServer.StartAsync(intake.Answer);
        File.Copy(Path.Combine(world.Files, "ghes-2.json"), _folder["ghes-2.json"]);
        using Process worker = Cli.StartSample("LicenseSync.Worker", _folder.Path, new()
        {
            ["LicenseSync__State"] = "sync.db",
            ["LicenseSync__Instances__ghes-1.octo-corp.example__Url"] = server.Url.AbsoluteUri,
            ["LicenseSync__Instances__ghes-1.octo-corp.example__UserName"] = "admin",
            ["LicenseSync__Instances__ghes-1.octo-corp.example__Token"] = FakeEnterprise.Token,
            ["LicenseSync__Instances__ghes-2__File"] = "ghes-2.json",
            ["LicenseSync__Cloud__ApiUrl"] = server.Url.AbsoluteUri,
            ["LicenseSync__Cloud__Enterprise"] = FakeEnterprise.Slug,
            ["LicenseSync__Cloud__Token"] = FakeEnterprise.Token,
            ["LicenseSync__Target__Url"] = $"{server.Url}usage/{{instance}}",
        });
        Task<string> output = worker.StandardOutput.ReadToEndAsync();
        try
        {
            await intake.TakesAsync(2);
            var store = new SqliteSyncStateStore(_folder["sync.db"]);
            await EndOfRunAsync(store, worker, 1);

            await File.WriteAllTextAsync(_folder["ghes-2.json"], """{"instance":{"server_id":"two"},"users":[]}""");
            Task taken = intake.TakesAsync(3);
            while (!taken.IsCompleted)
            {
                // A signal that comes before the first run has given its lease back finds it busy.
                Assert.Equal(0, Kill(worker.Id, Hangup));
                await Task.WhenAny(taken, Task.Delay(500));
            }

            await EndOfRunAsync(store, worker, 2);

            IReadOnlyList<SyncRunRecord> runs = await store.GetRunsAsync(10);
            Assert.Equal((SyncTrigger.Schedule, SyncOutcome.Succeeded), (runs[^1].Trigger, runs[^1].Outcome!.Value));
            Assert.All(runs.SkipLast(1), run => Assert.Equal(SyncTrigger.Manual, run.Trigger));
            Assert.Equal(world.Generator.ServerAccounts(0).Count() + world.Generator.ServerAccounts(1).Count(), runs[^1].Totals!.ServerAccounts);
            Assert.Equal(["ghes-1.octo-corp.example", "ghes-2", "ghes-2"], intake.Taken.Select(file => file.Instance));
        }
        finally
        {
            worker.Kill();
        }

        string log = await output;
        Assert.Contains("The next scheduled sync is due at", log, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeEnterprise.Token, log, StringComparison.Ordinal);
        Assert.DoesNotContain('@', log);
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    private static async Task EndOfRunAsync(SqliteSyncStateStore store, Process worker, int count)
    {
        while ((await store.GetRunsAsync(count)) is var runs && (runs.Count < count || runs[0].EndedAt is null))
        {
            Assert.False(worker.HasExited, "The worker ended.");
            await Task.Delay(20);
        }
    }
}
