using System.Collections.Concurrent;
using LicenseSync.Sync;

namespace LicenseSync.Tests.Sync;

/// <summary>Several at one store, one after another and at once.</summary>
public abstract partial class SyncStateStoreContract
{
    [StoreFact]
    public async Task State_OpenedAgain_IsThere()
    {
        var run = new SyncRunRecord { Id = _holder, StartedAt = Now };
        await _store.TryAcquireLeaseAsync(_holder, Minute);
        await _store.SaveInstanceAsync(_holder, Full);
        await _store.SaveRunAsync(_holder, run);
        await _store.GetOrSetEnabledAtAsync(Now);

        ISyncStateStore again = await OpenAgainAsync();

        Assert.Equal(Full, Assert.Single(await again.GetInstancesAsync()));
        Assert.Equal(run, Assert.Single(await again.GetRunsAsync(10)));
        Assert.Equal(Now, await again.GetOrSetEnabledAtAsync(Now.AddDays(1)));
        Assert.False(await again.TryAcquireLeaseAsync(Guid.NewGuid(), Minute));
        Assert.True(await again.RenewLeaseAsync(_holder, Minute));
    }

    [StoreFact]
    public async Task Writes_AfterTheLeaseWasGivenBack_AreRefused()
    {
        await _store.TryAcquireLeaseAsync(_holder, Minute);
        await _store.ReleaseLeaseAsync(_holder);

        Assert.False(await _store.SaveInstanceAsync(_holder, new() { Name = "main" }));
        Assert.False(await _store.RenewLeaseAsync(_holder, Minute));
    }

    [StoreFact]
    public async Task Writes_AfterTheLeaseExpiredAndNobodyTookIt_AreTaken()
    {
        await _store.TryAcquireLeaseAsync(_holder, Minute);
        await LetPassAsync(2 * Minute);

        Assert.True(await _store.SaveInstanceAsync(_holder, new() { Name = "main" }));
    }

    [StoreFact]
    public async Task Lease_OfTheHolderTakenAgain_LastsFromThen()
    {
        await _store.TryAcquireLeaseAsync(_holder, Minute);
        await _store.TryAcquireLeaseAsync(_holder, 10 * Minute);
        await LetPassAsync(2 * Minute);

        Assert.False(await _store.TryAcquireLeaseAsync(Guid.NewGuid(), Minute));
    }

    [StoreFact]
    public async Task EnabledAt_SetByManyAtOnce_IsTheSameForAll()
    {
        ISyncStateStore[] stores = await OpenManyAsync(8);

        DateTimeOffset[] times = await Task.WhenAll(stores.Select((store, i) => Task.Run(() => store.GetOrSetEnabledAtAsync(Now.AddHours(i)))));

        Assert.Single(times.Distinct());
    }

    // Leases that expire at once, so that they change hands between any two calls. Each counts one up from what it read under its lease: a write by somebody who had lost the lease meanwhile would
    // give one number twice.
    [StoreFact]
    public async Task Writes_WhileTheLeaseChangesHands_AreTheHoldersAlone()
    {
        const int Writers = 6;
        const int Attempts = 40;
        var written = new ConcurrentBag<long>();
        int refused = 0;
        ISyncStateStore[] stores = await OpenManyAsync(Writers);

        await Task.WhenAll(stores.Select(store => Task.Run(async () =>
        {
            for (int attempt = 0; attempt < Attempts; attempt++)
            {
                Guid holder = Guid.NewGuid();
                if (!await store.TryAcquireLeaseAsync(holder, TimeSpan.Zero))
                {
                    Interlocked.Increment(ref refused);
                    continue;
                }

                long next = ((await store.GetInstancesAsync()).SingleOrDefault()?.Accounts ?? 0) + 1;
                if (await store.SaveInstanceAsync(holder, new() { Name = "counter", Accounts = next }))
                {
                    written.Add(next);
                }
                else
                {
                    Interlocked.Increment(ref refused);
                }
            }
        })));

        Assert.Equal(Writers * Attempts, written.Count + refused);
        Assert.Equal(Enumerable.Range(1, written.Count).Select(number => (long)number), written.Order());
        Assert.Equal(written.Count, Assert.Single(await _store.GetInstancesAsync()).Accounts);
    }

    [StoreFact]
    public async Task Calls_Cancelled_Throw()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();
        CancellationToken token = cancellation.Token;
        await _store.TryAcquireLeaseAsync(_holder, Minute, CancellationToken.None);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.SaveInstanceAsync(_holder, Full, token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.GetRunsAsync(1, token));
        Assert.Empty(await _store.GetInstancesAsync(CancellationToken.None));
    }

    private Task<ISyncStateStore[]> OpenManyAsync(int count) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => OpenAgainAsync()));
}
