using LicenseSync.Accounts;
using LicenseSync.Sync;
using LicenseSync.Tests.Transport;

namespace LicenseSync.Tests.Sync;

public sealed class SyncRunnerTests
{
    private static readonly string Main = SyncWorld.Export("main-id", "ada@octo.example", "bob@octo.example");
    private static readonly string Lab = SyncWorld.Export("lab-id", "ada@octo.example");

    private readonly SyncWorld _world = new SyncWorld().With("main", Main).With("lab", Lab);

    [Fact]
    public async Task Run_First_DeliversEveryInstanceAndRecordsIt()
    {
        SyncRunResult result = await _world.RunAsync();

        Assert.Equal(SyncOutcome.Succeeded, result.Outcome);
        Assert.Equal([$"main: {Main}", $"lab: {Lab}"], _world.Delivered);
        InstanceSyncState state = await _world.StateOfAsync("main");
        Assert.Equal(
            ("main-id", "main-id.octo.example", UsageState.Synced, _world.Time.GetUtcNow(), "success", 2L),
            (state.ServerId.ToString(), state.HostName, state.State, state.LastSyncAt!.Value, state.Status, state.Accounts!.Value));
        Assert.Equal((_world.DeliveryIds[0], null), (state.LastDeliveryId, state.PendingDeliveryId));
    }

    [Fact]
    public async Task Run_Again_DeliversNothingAndStaysCurrent()
    {
        await _world.RunAsync();
        _world.Time.Advance(TimeSpan.FromDays(7));

        SyncRunResult result = await _world.RunAsync();

        Assert.Equal(2, _world.Delivered.Count);
        Assert.All(result.Instances, instance => Assert.Equal(InstanceSyncOutcome.Unchanged, instance.Outcome));
        Assert.Equal(_world.Time.GetUtcNow(), (await _world.StateOfAsync("main")).LastSyncAt);
    }

    [Fact]
    public async Task Run_OneChanged_DeliversThatOne()
    {
        await _world.RunAsync();
        string changed = SyncWorld.Export("lab-id", "cleo@octo.example");

        await _world.With("lab", changed).RunAsync();

        Assert.Equal($"lab: {changed}", _world.Delivered[2]);
        Assert.Equal(3, _world.DeliveryIds.Distinct().Count());
    }

    [Fact]
    public async Task Run_Forced_DeliversUnchangedOnesUnderNewIds()
    {
        await _world.RunAsync();
        await _world.RunAsync(new() { Force = true });

        Assert.Equal(4, _world.Delivered.Count);
        Assert.Equal(4, _world.DeliveryIds.Distinct().Count());
    }

    [Fact]
    public async Task Run_BackToEarlierContent_DeliversIt()
    {
        await _world.RunAsync();
        await _world.With("lab", Main).RunAsync();
        await _world.With("lab", Lab).RunAsync();

        Assert.Equal((4, $"lab: {Lab}"), (_world.Delivered.Count, _world.Delivered[^1]));
        Assert.Equal(4, _world.DeliveryIds.Distinct().Count());
    }

    [Fact]
    public async Task Run_EncryptedExport_IsDeliveredAndNotCounted()
    {
        const string Encrypted = """{"instance":{"server_id":"lab-id"},"users":"c2VjcmV0"}""";
        _world.With("lab", Encrypted).Clouds.Add(new SyncWorld.Cloud());

        SyncRunResult result = await _world.RunAsync();

        Assert.Equal(SyncOutcome.Succeeded, result.Outcome);
        Assert.Contains($"lab: {Encrypted}", _world.Delivered);
        Assert.True((await _world.StateOfAsync("lab")).IsEncrypted);
        Assert.Equal([true, false], result.Instances.Select(instance => instance.IsCounted));
        Assert.Equal((1, 2), (result.Run!.Totals!.InstancesLeftOut, result.Run.Totals.ServerAccounts));
    }

    [Fact]
    public async Task Run_WithCloudLicenses_KeepsTheTotalsOfEachRun()
    {
        _world.Clouds.Add(new SyncWorld.Cloud());
        await _world.RunAsync();
        _world.With("lab", SyncWorld.Export("lab-id", "cleo@octo.example", "dora@octo.example")).Time.Advance(TimeSpan.FromDays(7));

        SyncRunResult result = await _world.RunAsync();

        Assert.Equal(5, result.Reconciliation!.Summary.LicensesConsumed);
        Assert.Equal([5, 3], (await _world.Store.GetRunsAsync(10)).Select(run => run.Totals!.LicensesConsumed));
    }

    // A user report names no host: the instance's name stands for it.
    [Fact]
    public async Task Run_UserReport_IsDeliveredAndCounted()
    {
        _world.With("lab", "id,login,email,role,suspended?\n7,ada,ada@octo.example,user,false\n").Clouds.Add(new SyncWorld.Cloud());

        SyncRunResult result = await _world.RunAsync();

        Assert.NotNull(result.Reconciliation!.FindByServerUserId(ServerUserId.From("lab", 7)));
    }

    [Fact]
    public async Task Upload_ByHand_IsUsageUploadedUntilTheNextSync()
    {
        Assert.Equal(SyncOutcome.Succeeded, (await _world.UploadAsync("lab", Lab)).Outcome);
        Assert.Equal(UsageState.UsageUploaded, (await _world.StateOfAsync("lab")).State);
        Assert.Equal([$"lab: {Lab}"], _world.Delivered);

        await _world.RunAsync();
        Assert.Equal(UsageState.Synced, (await _world.StateOfAsync("lab")).State);
    }

    // An upload is no run that a schedule waits for.
    [Fact]
    public async Task Run_UnlessRunSince_RunsOnce()
    {
        DateTimeOffset due = _world.Time.GetUtcNow();
        await _world.UploadAsync("lab", Lab);

        Assert.Equal(SyncOutcome.Succeeded, (await _world.RunAsync(new() { UnlessRunSince = due })).Outcome);
        Assert.Equal(SyncOutcome.NotDue, (await _world.RunAsync(new() { UnlessRunSince = due })).Outcome);
        Assert.Equal(SyncOutcome.Succeeded, (await _world.RunAsync(new() { UnlessRunSince = due.AddTicks(1) })).Outcome);
    }

    [Fact]
    public void Runner_TwoInstancesOfOneName_IsRefused() => Assert.Throws<ArgumentException>(() => new SyncWorld().With("main", Main).With("Main", Main).Runner());

    [Fact]
    public async Task Run_Always_LeavesNoUsageBehind()
    {
        using var folder = new TemporaryFolder();
        _world.Options.SpoolFolder = folder.Path;
        int seen = 0;
        _world.OnDelivery = (_, _) =>
        {
            seen += folder.Files.Count();
            return Task.CompletedTask;
        };

        await _world.RunAsync();

        Assert.Equal((0, 2), (seen, _world.Delivered.Count));
        Assert.Empty(folder.Files);
    }
}
