namespace LicenseSync.Sync;

/// <summary>State that lives as long as the object: for tests of hosts, and for one run that nothing is to follow. Safe for concurrent use within a process.</summary>
public sealed class InMemorySyncStateStore : ISyncStateStore
{
    private readonly TimeProvider _timeProvider;
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, InstanceSyncState> _instances = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, SyncRunRecord> _runs = [];
    private Guid? _holder;
    private DateTimeOffset _expiresAt;
    private DateTimeOffset? _enabledAt;

    /// <summary>Starts empty.</summary>
    /// <param name="timeProvider">Tells when a lease expires; null for the system's clock.</param>
    public InMemorySyncStateStore(TimeProvider? timeProvider = null) => _timeProvider = timeProvider ?? TimeProvider.System;

    /// <inheritdoc/>
    public Task<bool> TryAcquireLeaseAsync(Guid holder, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DateTimeOffset now = _timeProvider.GetUtcNow();
        lock (_lock)
        {
            if (_holder is { } other && other != holder && _expiresAt > now)
            {
                return Task.FromResult(false);
            }

            _holder = holder;
            _expiresAt = now + duration;
            return Task.FromResult(true);
        }
    }

    /// <inheritdoc/>
    public Task<bool> RenewLeaseAsync(Guid holder, TimeSpan duration, CancellationToken cancellationToken = default) =>
        WithLeaseAsync(holder, () => _expiresAt = _timeProvider.GetUtcNow() + duration, cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseLeaseAsync(Guid holder, CancellationToken cancellationToken = default) => WithLeaseAsync(holder, () => _holder = null, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<InstanceSyncState>> GetInstancesAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<InstanceSyncState>>([.. _instances.Values]);
        }
    }

    /// <inheritdoc/>
    public Task<bool> SaveInstanceAsync(Guid holder, InstanceSyncState instance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return WithLeaseAsync(holder, () => _instances[instance.Name] = instance, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<SyncRunRecord>> GetRunsAsync(int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<SyncRunRecord>>([.. _runs.Values.OrderByDescending(run => run.StartedAt).Take(count)]);
        }
    }

    /// <inheritdoc/>
    public Task<bool> SaveRunAsync(Guid holder, SyncRunRecord run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        return WithLeaseAsync(holder, () => _runs[run.Id] = run, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DateTimeOffset> GetOrSetEnabledAtAsync(DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            // As exact as a database keeps it, so that a host's tests meet what its users will.
            return Task.FromResult(_enabledAt ??= now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)));
        }
    }

    private Task<bool> WithLeaseAsync(Guid holder, Action change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            bool holds = _holder == holder;
            if (holds)
            {
                change();
            }

            return Task.FromResult(holds);
        }
    }
}
