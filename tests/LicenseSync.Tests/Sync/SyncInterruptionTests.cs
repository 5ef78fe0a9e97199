using LicenseSync.Sync;

namespace LicenseSync.Tests.Sync;

/// <summary>Runs that are cancelled, lose their lease, meet another run, or die at any write to the store.</summary>
public sealed class SyncInterruptionTests
{
    private static readonly string Main = SyncWorld.Export("main-id", "ada@octo.example");
    private static readonly string Lab = SyncWorld.Export("lab-id", "bob@octo.example");

    private readonly SyncWorld _world = new SyncWorld().With("main", Main).With("lab", Lab);

    [Fact]
    public async Task Run_WhileAnotherRuns_IsBusyAndDoesNothing()
    {
        var arrived = new TaskCompletionSource();
        var goOn = new TaskCompletionSource();
        _world.OnDelivery = async (_, _) =>
        {
            arrived.TrySetResult();
            await goOn.Task;
        };
        Task<SyncRunResult> first = _world.RunAsync();
        await arrived.Task;

        SyncRunResult second = await _world.RunAsync();
        goOn.SetResult();

        Assert.Equal((SyncOutcome.Busy, null), (second.Outcome, second.Run));
        Assert.Equal(SyncOutcome.Succeeded, (await first).Outcome);
        Assert.Equal(2, _world.Delivered.Count);
    }

    [Fact]
    public async Task Run_LeaseTakenByAnother_StopsAndWritesNothingMore()
    {
        var store = new UnsteadyStore();
        _world.Store = store;
        _world.OnDelivery = (_, _) =>
        {
            store.Holder = Guid.NewGuid();
            return Task.CompletedTask;
        };

        SyncRunResult result = await _world.RunAsync();

        Assert.Equal(SyncOutcome.Interrupted, result.Outcome);
        Assert.Single(_world.Delivered);
        Assert.NotNull((await _world.StateOfAsync("main")).PendingDeliveryId);
        Assert.Null((await store.GetRunsAsync(1))[0].EndedAt);
    }

    [Fact]
    public async Task Run_Cancelled_StopsGivesTheLeaseBackAndIsDueStill()
    {
        using var cancellation = new CancellationTokenSource();
        _world.OnDelivery = (_, _) => cancellation.CancelAsync();
        DateTimeOffset due = _world.Time.GetUtcNow();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _world.RunAsync(null, cancellation.Token));

        _world.OnDelivery = (_, _) => Task.CompletedTask;
        Assert.Equal(SyncOutcome.Succeeded, (await _world.RunAsync(new() { UnlessRunSince = due })).Outcome);
        Assert.Equal(2, _world.DeliveryIds.Distinct().Count());
    }

    // The store stops at its n-th call, as if the process were killed there; the next run ends what was begun.
    // The calls: lease, run, two writes for each instance, run.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    public async Task Run_DiesAtAnyCallOfTheStore_NextRunEndsIt(int call)
    {
        var store = new UnsteadyStore { FailAt = call };
        _world.Store = store;
        await Assert.ThrowsAsync<IOException>(() => _world.RunAsync());
        store.FailAt = int.MaxValue;

        SyncRunResult result = await _world.RunAsync();

        Assert.Equal(SyncOutcome.Succeeded, result.Outcome);
        Assert.Equal([$"lab: {Lab}", $"main: {Main}"], _world.Delivered.Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(2, _world.DeliveryIds.Distinct().Count());
        Assert.All(await store.GetInstancesAsync(), state => Assert.Equal(("success", null), (state.Status, state.PendingDeliveryId)));
    }

    [Fact]
    public async Task Store_ThatFailsForLongerThanTheLease_EndsTheRun()
    {
        var store = new UnsteadyStore();
        _world.Store = store;
        _world.OnDelivery = async (_, token) =>
        {
            store.FailAt = 0;
            while (!token.IsCancellationRequested)
            {
                _world.Time.Advance(_world.Options.LeaseDuration / 3);
                await Task.Yield();
            }

            token.ThrowIfCancellationRequested();
        };

        Assert.Equal(SyncOutcome.Interrupted, (await _world.RunAsync()).Outcome);
    }

    /// <summary>A store that fails from a call on, and whose lease a test can take away. Reading is no call.</summary>
    private sealed class UnsteadyStore : ISyncStateStore
    {
        private readonly InMemorySyncStateStore _store = new();
        private readonly Guid _own = Guid.NewGuid();
        private int _calls;

        public int FailAt { get; set; } = int.MaxValue;

        public Guid? Holder { get; set; }

        public Task<bool> TryAcquireLeaseAsync(Guid holder, TimeSpan duration, CancellationToken cancellationToken = default)
        {
            Count();
            Holder ??= holder;
            return Holder == holder ? _store.TryAcquireLeaseAsync(_own, duration, cancellationToken) : Task.FromResult(false);
        }

        public Task<bool> RenewLeaseAsync(Guid holder, TimeSpan duration, CancellationToken cancellationToken = default)
        {
            Count();
            return Task.FromResult(Holder == holder);
        }

        public Task ReleaseLeaseAsync(Guid holder, CancellationToken cancellationToken = default)
        {
            Holder = Holder == holder ? null : Holder;
            return Task.CompletedTask;
        }

        public Task<IReadOnlyList<InstanceSyncState>> GetInstancesAsync(CancellationToken cancellationToken = default) => _store.GetInstancesAsync(cancellationToken);

        public Task<bool> SaveInstanceAsync(Guid holder, InstanceSyncState instance, CancellationToken cancellationToken = default)
        {
            Count();
            return Holder == holder ? _store.SaveInstanceAsync(_own, instance, cancellationToken) : Task.FromResult(false);
        }

        public Task<IReadOnlyList<SyncRunRecord>> GetRunsAsync(int count, CancellationToken cancellationToken = default) => _store.GetRunsAsync(count, cancellationToken);

        public Task<bool> SaveRunAsync(Guid holder, SyncRunRecord run, CancellationToken cancellationToken = default)
        {
            Count();
            return Holder == holder ? _store.SaveRunAsync(_own, run, cancellationToken) : Task.FromResult(false);
        }

        public Task<DateTimeOffset> GetOrSetEnabledAtAsync(DateTimeOffset now, CancellationToken cancellationToken = default) => _store.GetOrSetEnabledAtAsync(now, cancellationToken);

        private void Count()
        {
            if (++_calls >= FailAt)
            {
                throw new IOException("The store is away.");
            }
        }
    }
}
