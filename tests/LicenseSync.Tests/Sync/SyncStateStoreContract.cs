using LicenseSync.Accounts;
using LicenseSync.Sync;

namespace LicenseSync.Tests.Sync;

/// <summary>What every store does; one class per store runs it. Linked into the tests of each.</summary>
public abstract partial class SyncStateStoreContract : IAsyncLifetime
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private readonly Guid _holder = Guid.NewGuid();
    private ISyncStateStore _store = null!;

    public async Task InitializeAsync() => _store = await OpenAsync();

    public virtual Task DisposeAsync() => Task.CompletedTask;

    [StoreFact]
    public async Task Empty_Read_HasNothing()
    {
        Assert.Empty(await _store.GetInstancesAsync());
        Assert.Empty(await _store.GetRunsAsync(10));
    }

    [StoreFact]
    public async Task Lease_HeldByAnother_IsRefused()
    {
        Assert.True(await _store.TryAcquireLeaseAsync(_holder, Minute));
        Assert.False(await _store.TryAcquireLeaseAsync(Guid.NewGuid(), Minute));
        Assert.True(await _store.TryAcquireLeaseAsync(_holder, Minute));
    }

    [StoreFact]
    public async Task Lease_Released_IsFree()
    {
        await _store.TryAcquireLeaseAsync(_holder, Minute);
        await _store.ReleaseLeaseAsync(_holder);

        Assert.True(await _store.TryAcquireLeaseAsync(Guid.NewGuid(), Minute));
    }

    [StoreFact]
    public async Task Lease_ReleasedByAnother_IsHeldStill()
    {
        await _store.TryAcquireLeaseAsync(_holder, Minute);
        await _store.ReleaseLeaseAsync(Guid.NewGuid());

        Assert.False(await _store.TryAcquireLeaseAsync(Guid.NewGuid(), Minute));
    }

    [StoreFact]
    public async Task Lease_Expired_GoesToAnotherAndIsLost()
    {
        await _store.TryAcquireLeaseAsync(_holder, Minute);
        await LetPassAsync(2 * Minute);

        Assert.True(await _store.TryAcquireLeaseAsync(Guid.NewGuid(), Minute));
        Assert.False(await _store.RenewLeaseAsync(_holder, Minute));
        Assert.False(await _store.TryAcquireLeaseAsync(_holder, Minute));
    }

    [StoreFact]
    public async Task Lease_ExpiredAndTakenByNobody_CanBeRenewed()
    {
        await _store.TryAcquireLeaseAsync(_holder, Minute);
        await LetPassAsync(2 * Minute);

        Assert.True(await _store.RenewLeaseAsync(_holder, Minute));
        Assert.False(await _store.TryAcquireLeaseAsync(Guid.NewGuid(), Minute));
    }

    [StoreFact]
    public async Task Lease_Renewed_LastsLonger()
    {
        await _store.TryAcquireLeaseAsync(_holder, Minute);
        Assert.True(await _store.RenewLeaseAsync(_holder, 10 * Minute));
        await LetPassAsync(2 * Minute);

        Assert.False(await _store.TryAcquireLeaseAsync(Guid.NewGuid(), Minute));
    }

    [StoreFact]
    public async Task Lease_NeverTaken_CannotBeRenewed() => Assert.False(await _store.RenewLeaseAsync(_holder, Minute));

    [StoreFact]
    public async Task Lease_ManyAtOnce_OneGetsIt()
    {
        bool[] got = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => _store.TryAcquireLeaseAsync(Guid.NewGuid(), Minute))));

        Assert.Single(got, true);
    }

    [StoreFact]
    public async Task Writes_WithoutTheLease_AreRefused()
    {
        await _store.TryAcquireLeaseAsync(Guid.NewGuid(), Minute);

        Assert.False(await _store.SaveInstanceAsync(_holder, new() { Name = "main" }));
        Assert.False(await _store.SaveRunAsync(_holder, new() { Id = _holder, StartedAt = Now }));
        Assert.Empty(await _store.GetInstancesAsync());
        Assert.Empty(await _store.GetRunsAsync(10));
    }

    [StoreFact]
    public async Task Instance_SavedTwice_IsTheLatter()
    {
        await _store.TryAcquireLeaseAsync(_holder, Minute);
        Assert.True(await _store.SaveInstanceAsync(_holder, new() { Name = "main" }));
        Assert.True(await _store.SaveInstanceAsync(_holder, Full));

        Assert.Equal(Full, Assert.Single(await _store.GetInstancesAsync()));
    }

    [StoreFact]
    public async Task Instances_Read_AreOrderedByName()
    {
        await _store.TryAcquireLeaseAsync(_holder, Minute);
        foreach (string name in (string[])["b", "é", "B", "a", "a b'; drop table x"])
        {
            await _store.SaveInstanceAsync(_holder, new() { Name = name });
        }

        Assert.Equal(["B", "a", "a b'; drop table x", "b", "é"], (await _store.GetInstancesAsync()).Select(state => state.Name));
    }

    [StoreFact]
    public async Task Runs_Read_AreTheLatestFirst()
    {
        await _store.TryAcquireLeaseAsync(_holder, Minute);
        foreach (int hour in (int[])[2, 0, 1])
        {
            await _store.SaveRunAsync(_holder, new() { Id = Guid.NewGuid(), StartedAt = Now.AddHours(hour) });
        }

        Assert.Equal([Now.AddHours(2), Now.AddHours(1)], (await _store.GetRunsAsync(2)).Select(run => run.StartedAt));
    }

    [StoreFact]
    public async Task Run_SavedAgain_IsTheLatter()
    {
        var ended = new SyncRunRecord
        {
            Id = _holder,
            Trigger = SyncTrigger.Schedule,
            StartedAt = Now,
            EndedAt = Now.AddSeconds(7),
            Outcome = SyncOutcome.Failed,
            Delivered = 3,
            Unchanged = 2,
            Failed = 1,
            Totals = new() { InstancesLeftOut = 1, ServerAccounts = 2, CloudAccounts = 3, LicensesConsumed = 4, EnterpriseLicensesConsumed = 5, VisualStudioLicensesConsumed = 6, LicensesSaved = 7, LicensesPurchased = 8 },
            ReconciliationFailure = new() { Kind = SyncFailureKind.Remote, Code = "LS6001", Message = "gone" },
        };
        await _store.TryAcquireLeaseAsync(_holder, Minute);
        await _store.SaveRunAsync(_holder, new() { Id = _holder, StartedAt = Now });
        await _store.SaveRunAsync(_holder, ended);

        Assert.Equal(ended, Assert.Single(await _store.GetRunsAsync(10)));
    }

    [StoreFact]
    public async Task EnabledAt_SetByTheFirst_IsTheSameForAll()
    {
        Assert.Equal(Now, await _store.GetOrSetEnabledAtAsync(Now));
        Assert.Equal(Now, await _store.GetOrSetEnabledAtAsync(Now.AddDays(1)));
    }

    [StoreFact]
    public async Task GetRuns_CountOutOfRange_IsRefused() => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _store.GetRunsAsync(0));

    /// <summary>Opens a new, empty store.</summary>
    protected abstract Task<ISyncStateStore> OpenAsync();

    /// <summary>Opens the same store once more, as another process does.</summary>
    protected abstract Task<ISyncStateStore> OpenAgainAsync();

    /// <summary>Lets time pass on the clock that leases go by.</summary>
    protected abstract Task LetPassAsync(TimeSpan time);

    private static InstanceSyncState Full { get; } = new()
    {
        Name = "main",
        ServerId = ServerId.Parse("a1c4e7f0-2b5d-4c8e-b1a3-6d9f2e5c8b70"),
        HostName = "ghes.octo.example",
        State = UsageState.UsageUploaded,
        LastSyncAt = Now,
        LastAttemptAt = Now.AddHours(1),
        Failure = new() { Kind = SyncFailureKind.InvalidInput, Code = "LS1002", Message = "The file ends in the middle." },
        Accounts = 12,
        IsEncrypted = true,
        ContentHash = "00ff",
        LastDeliveryId = "1",
        PendingDeliveryId = "2",
    };
}
