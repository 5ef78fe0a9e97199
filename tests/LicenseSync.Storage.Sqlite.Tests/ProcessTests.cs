using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using LicenseSync.Sync;
using Microsoft.Data.Sqlite;

namespace LicenseSync.Storage.Sqlite.Tests;

/// <summary>Several processes at one file; and processes that are killed.</summary>
public sealed class ProcessTests : IDisposable
{
    private const string LongLease = "60000";
    private const string ShortLease = "20";
    private const int UntilKilled = int.MaxValue;

    private readonly Folder _folder = new();

    private string StateFile => _folder["state.db"];

    public void Dispose() => _folder.Dispose();

    // All start at once on a file that is not there yet. With a short lease it is taken from those who hold it still, too.
    [Theory]
    [InlineData(LongLease)]
    [InlineData(ShortLease)]
    public async Task Processes_ManyAtOnce_WriteOneAfterTheOther(string lease)
    {
        const int Processes = 4;
        OtherProcess[] processes = [.. Enumerable.Range(0, Processes).Select(_ => new OtherProcess("count", StateFile, lease, 25))];
        await Task.WhenAll(processes.Select(process => process.EndAsync()));

        List<long> written = Written(processes);
        Assert.Equal(Enumerable.Range(1, written.Count).Select(number => (long)number), written);
        Assert.Equal(written.Count, await Counter.ReadAsync(new SqliteSyncStateStore(StateFile)));
        AssertWhole();
        Array.ForEach(processes, process => process.Dispose());
    }

    [Fact]
    public async Task Processes_KilledWhileTheyWrite_LoseNothingThatWasWritten()
    {
        const int Kills = 30;
        const int AtOnce = 3;
        var random = new Random(7);
        List<OtherProcess> all = [];
        OtherProcess[] running = new OtherProcess[AtOnce];
        for (int i = 0; i < AtOnce; i++)
        {
            all.Add(running[i] = Start());
        }

        for (int kill = 0; kill < Kills; kill++)
        {
            // It is in the midst of its work; how far, chance says.
            OtherProcess victim = running[kill % AtOnce];
            Assert.True(await victim.ReadLineAsync());
            await LetRunAsync(random.Next(40));
            await victim.KillAsync();
            AssertWhole();
            all.Add(running[kill % AtOnce] = Start());
        }

        foreach (OtherProcess process in running)
        {
            await process.KillAsync();
        }

        // Each number once; one that is missing was written by a process that died before it could say so.
        List<long> written = Written(all);
        long last = await Counter.ReadAsync(new SqliteSyncStateStore(StateFile));
        Assert.Equal(written.Distinct(), written);
        Assert.InRange(last, written[^1], written.Count + all.Count);
        Assert.InRange(written.Count, Kills, int.MaxValue);
        AssertWhole();
        all.ForEach(process => process.Dispose());

        OtherProcess Start() => new("count", StateFile, ShortLease, UntilKilled);
    }

    [Fact]
    public async Task Processes_KilledWhileTheyCreateTheFile_LeaveOneThatCanBeUsed()
    {
        const int Rounds = 8;
        var random = new Random(11);
        for (int round = 0; round < Rounds; round++)
        {
            string path = _folder[$"{round}/state.db"];
            OtherProcess[] processes = [.. Enumerable.Range(0, 2).Select(_ => new OtherProcess("count", path, ShortLease, UntilKilled))];
            while (!File.Exists(path))
            {
                await Task.Yield();
            }

            await LetRunAsync(random.Next(60));
            await Task.WhenAll(processes.Select(process => process.KillAsync()));

            using var output = new StringWriter();
            await Counter.RunAsync(path, TimeSpan.Zero, 1, output);
            Assert.NotEmpty(output.ToString());
            Array.ForEach(processes, process => process.Dispose());
        }
    }

    // Before each run some usage files change, and each run is killed at one of its lines or a little later. A delivery that was begun and not recorded comes again under its id, nothing else does.
    [Fact]
    public async Task SyncProcesses_KilledAnywhere_DeliverEverythingAndNothingTwice()
    {
        const int Instances = 5;
        const int Kills = 20;
        const int Lines = 1 + (2 * Instances);
        var random = new Random(13);
        Directory.CreateDirectory(SyncProcess.UsageFolder(_folder.Path));
        for (int kill = 0; kill < Kills; kill++)
        {
            for (int instance = 0; instance < Instances; instance++)
            {
                if (kill == 0 || random.Next(2) == 0)
                {
                    await WriteUsageAsync(instance, kill);
                }
            }

            using var process = new OtherProcess("sync", _folder.Path, kill);
            for (int line = random.Next(Lines); line >= 0 && await process.ReadLineAsync(); line--)
            {
            }

            await LetRunAsync(random.Next(10));
            await process.KillAsync();
        }

        using (var process = new OtherProcess("sync", _folder.Path, Kills))
        {
            await process.EndAsync();
        }

        string[] delivered = Delivered();
        var store = new SqliteSyncStateStore(SyncProcess.StateFile(_folder.Path));
        IReadOnlyList<InstanceSyncState> states = await store.GetInstancesAsync();
        Assert.All(states, state => Assert.Equal(("success", null), (state.Status, state.PendingDeliveryId)));
        Assert.Equal(Directory.GetFiles(SyncProcess.UsageFolder(_folder.Path)).Select(Hash).Order(), states.Select(state => state.ContentHash).Order());
        Assert.All(states, state => Assert.Equal($"{state.Name} {state.LastDeliveryId} {state.ContentHash}", delivered.Last(line => line.StartsWith($"{state.Name} ", StringComparison.Ordinal))));
        Assert.NotNull((await store.GetRunsAsync(1))[0].EndedAt);
        Assert.Contains(await store.GetRunsAsync(Kills), run => run.EndedAt is null);
        Assert.InRange(delivered.Length - delivered.Distinct().Count(), 0, Kills);
        AssertWhole();
    }

    private static List<long> Written(IEnumerable<OtherProcess> processes) => [.. processes.SelectMany(process => process.Lines).Select(line => long.Parse(line, CultureInfo.InvariantCulture)).Order()];

    // Processes run by the real clock.
    private static async Task LetRunAsync(int milliseconds)
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start) < TimeSpan.FromMilliseconds(milliseconds))
        {
            await Task.Yield();
        }
    }

    private static string Hash(string file) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)));

    private Task WriteUsageAsync(int instance, int version) => File.WriteAllTextAsync(
        Path.Combine(SyncProcess.UsageFolder(_folder.Path), $"i{instance}.json"),
        $$"""{"instance":{"server_id":"id-{{instance}}"},"users":[{"user_id":{{version + 1}},"login":"ada"}]}""");

    private string[] Delivered() => File.Exists(SyncProcess.DeliveredFile(_folder.Path)) ? File.ReadAllLines(SyncProcess.DeliveredFile(_folder.Path)) : [];

    private void AssertWhole()
    {
        using var connection = new SqliteConnection($"Data Source={StateFile};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        Assert.Equal("ok", command.ExecuteScalar());
    }
}
