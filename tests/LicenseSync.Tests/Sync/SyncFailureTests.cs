using LicenseSync.Diagnostics;
using LicenseSync.Sync;
using LicenseSync.Tests.IO;

namespace LicenseSync.Tests.Sync;

/// <summary>Everything that can go wrong in a run, and what becomes of the rest.</summary>
public sealed class SyncFailureTests
{
    private static readonly string Main = SyncWorld.Export("main-id", "ada@octo.example");
    private static readonly string Lab = SyncWorld.Export("lab-id", "bob@octo.example");

    private readonly SyncWorld _world = new SyncWorld().With("main", Main).With("lab", Lab);

    [Theory]
    [InlineData("""{"instance":{"server_id":"s"},"users":[{"user_id":1},""", "LS1002")]
    [InlineData("", "LS1003")]
    [InlineData("""{"total_seats_consumed":1,"users":[{"github_com_login":"ada","license_type":"Enterprise"}]}""", "LS1004")]
    public async Task Run_ContentThatIsNoUsage_FailsThatInstanceAndDeliversTheOther(string content, string code)
    {
        SyncRunResult result = await _world.With("main", content).RunAsync();

        Assert.Equal(SyncOutcome.Failed, result.Outcome);
        Assert.Equal([$"lab: {Lab}"], _world.Delivered);
        InstanceSyncState state = await _world.StateOfAsync("main");
        Assert.Equal((SyncFailureKind.InvalidInput, code, "failure", UsageState.NeverSynced), (state.Failure!.Kind, state.Failure.Code, state.Status, state.State));
        Assert.Contains("main", state.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_StrictAndARecordIsBad_FailsThatInstance()
    {
        _world.With("main", """{"instance":{"server_id":"s"},"users":[{"user_id":1},{"user_id":1}]}""");
        Assert.Equal(SyncOutcome.Succeeded, (await _world.RunAsync()).Outcome);
        _world.Options.Mode = LicenseSync.IO.ReadingMode.Strict;

        Assert.Equal("LS2001", (await _world.RunAsync()).Instances[0].State.Failure!.Code);
    }

    public static TheoryData<Exception, SyncFailureKind> Exceptions => new()
    {
        { new TransportException("The host is away.", "ssh"), SyncFailureKind.Remote },
        { new FileNotFoundException("No such file."), SyncFailureKind.InputOutput },
        { new UnauthorizedAccessException("Not yours."), SyncFailureKind.InputOutput },
        { new TaskCanceledException("The request timed out."), SyncFailureKind.Remote },
        { new InvalidOperationException("A bug of the host's."), SyncFailureKind.Unexpected },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task Run_SourceThatThrows_FailsThatInstanceOnly(Exception exception, SyncFailureKind kind)
    {
        SyncRunResult result = await _world.With("main", () => throw exception).RunAsync();

        Assert.Equal(kind, result.Instances[0].State.Failure!.Kind);
        Assert.Equal([$"lab: {Lab}"], _world.Delivered);
    }

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task Run_SourceThatThrowsMidway_FailsThatInstanceOnly(Exception exception, SyncFailureKind kind)
    {
        _world.With("main", () => new ChunkedStream("""{"instance":{},"users":[]}"""u8.ToArray(), 5) { OnRead = read => _ = read > 2 ? throw exception : 0 });

        SyncRunResult result = await _world.RunAsync();

        Assert.Equal(kind, result.Instances[0].State.Failure!.Kind);
        Assert.Equal([$"lab: {Lab}"], _world.Delivered);
    }

    [Theory]
    [MemberData(nameof(Exceptions))]
    public async Task Run_TargetThatThrows_DeliversUnderTheSameIdNextTime(Exception exception, SyncFailureKind kind)
    {
        _world.OnDelivery = (delivery, _) => delivery.InstanceName == "main" ? throw exception : Task.CompletedTask;
        SyncRunResult failed = await _world.RunAsync();
        Assert.Equal(kind, failed.Instances[0].State.Failure!.Kind);
        string? pending = (await _world.StateOfAsync("main")).PendingDeliveryId;

        _world.OnDelivery = (_, _) => Task.CompletedTask;
        await _world.RunAsync();

        Assert.Equal([$"lab: {Lab}", $"main: {Main}"], _world.Delivered);
        Assert.Equal(pending, _world.DeliveryIds[1]);
    }

    [Fact]
    public async Task Run_FailsAfterASuccess_KeepsWhenItLastSucceeded()
    {
        await _world.RunAsync();
        DateTimeOffset first = _world.Time.GetUtcNow();
        _world.With("main", "").Time.Advance(TimeSpan.FromDays(7));

        await _world.RunAsync();

        InstanceSyncState state = await _world.StateOfAsync("main");
        Assert.Equal((UsageState.Synced, first, "failure", "main-id"), (state.State, state.LastSyncAt, state.Status, state.ServerId.ToString()));
    }

    [Fact]
    public async Task Run_ContentChangedWhileADeliveryWasOpen_DeliversEvenTheOldContentAgain()
    {
        await _world.RunAsync();
        _world.OnDelivery = (_, _) => throw new IOException("perhaps it arrived");
        await _world.With("main", SyncWorld.Export("main-id", "new@octo.example")).RunAsync();
        _world.OnDelivery = (_, _) => Task.CompletedTask;

        await _world.With("main", Main).RunAsync();

        Assert.Equal((3, $"main: {Main}"), (_world.Delivered.Count, _world.Delivered[^1]));
    }

    // The target has taken B, A and B, whatever was recorded of it: a target that knows ids must not take the last for the first.
    [Fact]
    public async Task Run_ContentThatComesAndGoesWhileDeliveriesAreOpen_NeverUsesAnIdAgain()
    {
        const string Other = """{"instance":{"server_id":"main-id"},"users":[]}""";
        await _world.RunAsync();
        var ids = new List<string>();
        _world.OnDelivery = (delivery, _) =>
        {
            ids.Add(delivery.Id);
            throw new IOException("it arrived, and nobody knows");
        };
        foreach (string content in (string[])[Other, Main, Other])
        {
            await _world.With("main", content).RunAsync();
            await _world.RunAsync();
        }

        Assert.Equal([ids[0], ids[0], ids[2], ids[2], ids[4], ids[4]], ids);
        Assert.Equal(3, ids.Distinct().Count());
    }

    [Fact]
    public async Task Run_CloudThatFails_DeliversAndKeepsTheReason()
    {
        _world.Clouds.Add(new SyncWorld.Cloud(new TransportException("The API answered 502.")));

        SyncRunResult result = await _world.RunAsync();

        Assert.Equal(SyncOutcome.Failed, result.Outcome);
        Assert.Null(result.Reconciliation);
        SyncRunRecord run = Assert.Single(await _world.Store.GetRunsAsync(10));
        Assert.Equal((SyncFailureKind.Remote, 2, 0), (run.ReconciliationFailure!.Kind, run.Delivered, run.Failed));
    }

    [Fact]
    public async Task Run_InstanceThatFails_IsLeftOutOfTheTotals()
    {
        _world.With("main", "").Clouds.Add(new SyncWorld.Cloud());

        SyncRunResult result = await _world.RunAsync();

        Assert.Equal((1, 1), (result.Run!.Totals!.InstancesLeftOut, result.Run.Totals.ServerAccounts));
    }

    [Fact]
    public async Task Run_UndeliveredInstance_IsCountedAllTheSame()
    {
        _world.Clouds.Add(new SyncWorld.Cloud());
        _world.OnDelivery = (_, _) => throw new IOException("full");

        SyncRunResult result = await _world.RunAsync();

        Assert.Equal((0, 2), (result.Run!.Totals!.InstancesLeftOut, result.Run.Totals.ServerAccounts));
    }
}
