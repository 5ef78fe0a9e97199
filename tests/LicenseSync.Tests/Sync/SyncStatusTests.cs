using System.Text.Json.Nodes;
using LicenseSync.LicenseReports;
using LicenseSync.Sync;

namespace LicenseSync.Tests.Sync;

public sealed class SyncStatusTests
{
    private static readonly string Main = SyncWorld.Export("main-id", "ada@octo.example", "bob@octo.example");

    private readonly SyncWorld _world = new SyncWorld().With("main", Main).With("lab", "");

    [Fact]
    public async Task GetStatus_NothingRan_EveryInstanceWasNeverSynced()
    {
        SyncStatus status = await _world.Runner().GetStatusAsync();

        Assert.Equal([("main", UsageState.NeverSynced, null), ("lab", UsageState.NeverSynced, null)], status.Instances.Select(state => (state.Name, state.State, state.Status)));
        Assert.Empty(status.Runs);
    }

    [Fact]
    public async Task GetStatus_UploadedOutsideThePlan_IsThereToo()
    {
        await _world.UploadAsync("old", Main);

        Assert.Equal([("main", UsageState.NeverSynced), ("lab", UsageState.NeverSynced), ("old", UsageState.UsageUploaded)], (await _world.Runner().GetStatusAsync()).Instances.Select(state => (state.Name, state.State)));
    }

    [Fact]
    public async Task WriteAsync_AfterARun_SaysStatesRunsAndTotals()
    {
        _world.Clouds.Add(new SyncWorld.Cloud());
        await _world.RunAsync();

        JsonNode json = await WriteAsync();

        JsonNode main = json["server_instances"]![0]!;
        Assert.Equal(
            """{"name":"main","server_id":"main-id","hostname":"main-id.octo.example","state":"synced","last_sync":{"date":"2026-03-02T10:00:00Z","status":"success","error":""},"last_attempt":"2026-03-02T10:00:00Z","accounts":2,"encrypted":false,"delivery_pending":false}""",
            main.ToJsonString());
        Assert.Equal("failure", (string?)json["server_instances"]![1]!["last_sync"]!["status"]);
        Assert.Contains("The file is empty", (string?)json["server_instances"]![1]!["last_sync"]!["error"], StringComparison.Ordinal);
        JsonNode run = Assert.Single(json["runs"]!.AsArray())!;
        Assert.Equal(("manual", "failed", 1, 1), ((string?)run["trigger"], (string?)run["outcome"], (int)run["delivered"]!, (int)run["failed"]!));
        Assert.Equal((3, 1, 10), ((int)run["totals"]!["licenses_consumed"]!, (int)run["totals"]!["instances_left_out"]!, (int)run["totals"]!["licenses_purchased"]!));
        Assert.Equal("2026-03-09T10:00:00Z", (string?)json["next_run"]);
    }

    // GitHub's own document has the same shape: one reader for both.
    [Fact]
    public async Task WriteAsync_Read_IsALicenseSyncStatus()
    {
        await _world.RunAsync();
        using var stream = new MemoryStream();
        await SyncStatusJsonWriter.WriteAsync(stream, await _world.Runner().GetStatusAsync());
        stream.Position = 0;

        IReadOnlyList<InstanceSyncStatus> read = await LicenseSyncStatusFile.ReadAsync(stream);

        Assert.Equal(("main-id", true, _world.Time.GetUtcNow()), (read[0].ServerId.ToString(), read[0].IsSuccess, read[0].LastSyncAt!.Value));
        Assert.Equal((false, null), (read[1].IsSuccess, read[1].LastSyncAt));
    }

    private async Task<JsonNode> WriteAsync()
    {
        using var stream = new MemoryStream();
        await SyncStatusJsonWriter.WriteAsync(stream, await _world.Runner().GetStatusAsync(), _world.Time.GetUtcNow().AddDays(7));
        return JsonNode.Parse(stream.ToArray())!;
    }
}
