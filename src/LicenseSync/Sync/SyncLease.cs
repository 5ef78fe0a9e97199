namespace LicenseSync.Sync;

/// <summary>The right to run, renewed in the background until it is given back or lost.</summary>
internal sealed class SyncLease : IAsyncDisposable
{
    private readonly ISyncStateStore _store;
    private readonly TimeSpan _duration;
    private readonly TimeProvider _timeProvider;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly Task _renewing;

    private SyncLease(Guid holder, ISyncStateStore store, TimeSpan duration, TimeProvider timeProvider)
    {
        Holder = holder;
        _store = store;
        _duration = duration;
        _timeProvider = timeProvider;
        _renewing = RenewAsync(new PeriodicTimer(duration / 3, timeProvider));
    }

    public Guid Holder { get; }

    /// <summary>Cancelled when the lease is lost: another run may be under way.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Takes the lease; null when another has it.</summary>
    public static async Task<SyncLease?> TryAcquireAsync(Guid holder, ISyncStateStore store, TimeSpan duration, TimeProvider timeProvider, CancellationToken cancellationToken) =>
        await store.TryAcquireLeaseAsync(holder, duration, cancellationToken).ConfigureAwait(false) ? new(holder, store, duration, timeProvider) : null;

    /// <summary>Checks what a store answered to a write.</summary>
    public void Require(bool isHeld)
    {
        if (!isHeld)
        {
            _lost.Cancel();
            _lost.Token.ThrowIfCancellationRequested();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync().ConfigureAwait(false);
        await _renewing.ConfigureAwait(false);
        try
        {
            await _store.ReleaseLeaseAsync(Holder, CancellationToken.None).ConfigureAwait(false);
        }
        catch (IOException)
        {
            // The store is gone: the lease expires by itself, and what the run met is the better news.
        }

        _ending.Dispose();
        _lost.Dispose();
    }

    private async Task RenewAsync(PeriodicTimer timer)
    {
        using (timer)
        {
            long renewed = _timeProvider.GetTimestamp();
            try
            {
                while (await timer.WaitForNextTickAsync(_ending.Token).ConfigureAwait(false))
                {
                    bool? isHeld = await IsRenewedAsync().ConfigureAwait(false);
                    renewed = isHeld == true ? _timeProvider.GetTimestamp() : renewed;
                    if (!(isHeld ?? _timeProvider.GetElapsedTime(renewed) < _duration))
                    {
                        await _lost.CancelAsync().ConfigureAwait(false);
                        return;
                    }
                }
            }
            catch (OperationCanceledException)
            {
                // The lease is being given back.
            }
        }
    }

    /// <summary>Whether the lease is held; null when the store does not answer, which may pass.</summary>
    private async Task<bool?> IsRenewedAsync()
    {
        try
        {
            return await _store.RenewLeaseAsync(Holder, _duration, _ending.Token).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
