namespace LicenseSync.Sync;

/// <summary>Where the state of sync lives: who may run, what was delivered, what happened. Implementations are safe for concurrent use, by several processes where they say so.</summary>
/// <remarks>One lease guards all writes: a writer names the holder it is, and a store writes only when that holder has the lease at this moment, in one step. So a process that stood still for
/// longer than its lease cannot overwrite what its successor wrote. A lease that expired and that nobody else took is still its holder's.</remarks>
public interface ISyncStateStore
{
    /// <summary>Takes the lease, when nobody has it, when it expired, or when the holder has it already.</summary>
    /// <param name="holder">Who takes it.</param>
    /// <param name="duration">How long it is held unless it is renewed.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>False when another holder has it.</returns>
    /// <exception cref="IOException">The store cannot be reached, read or written.</exception>
    Task<bool> TryAcquireLeaseAsync(Guid holder, TimeSpan duration, CancellationToken cancellationToken = default);

    /// <summary>Holds the lease for longer.</summary>
    /// <param name="holder">Who has it.</param>
    /// <param name="duration">How long it is held from now on.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>False when the holder does not have it any more.</returns>
    /// <exception cref="IOException">The store cannot be reached, read or written.</exception>
    Task<bool> RenewLeaseAsync(Guid holder, TimeSpan duration, CancellationToken cancellationToken = default);

    /// <summary>Gives the lease back; does nothing when the holder does not have it.</summary>
    /// <param name="holder">Who has it.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task that ends when others can take it.</returns>
    /// <exception cref="IOException">The store cannot be reached, read or written.</exception>
    Task ReleaseLeaseAsync(Guid holder, CancellationToken cancellationToken = default);

    /// <summary>Reads every instance's state.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The states, ordered by name (ordinal).</returns>
    /// <exception cref="IOException">The store cannot be reached or read.</exception>
    Task<IReadOnlyList<InstanceSyncState>> GetInstancesAsync(CancellationToken cancellationToken = default);

    /// <summary>Writes one instance's state over the earlier one of its name.</summary>
    /// <param name="holder">Who has the lease.</param>
    /// <param name="instance">The state.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>False when the holder does not have the lease: nothing was written.</returns>
    /// <exception cref="IOException">The store cannot be reached or written.</exception>
    Task<bool> SaveInstanceAsync(Guid holder, InstanceSyncState instance, CancellationToken cancellationToken = default);

    /// <summary>Reads the last runs.</summary>
    /// <param name="count">How many at most; 1 or more.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The runs, the latest start first.</returns>
    /// <exception cref="IOException">The store cannot be reached or read.</exception>
    Task<IReadOnlyList<SyncRunRecord>> GetRunsAsync(int count, CancellationToken cancellationToken = default);

    /// <summary>Writes a run over the earlier record of its id.</summary>
    /// <param name="holder">Who has the lease.</param>
    /// <param name="run">The run.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>False when the holder does not have the lease: nothing was written.</returns>
    /// <exception cref="IOException">The store cannot be reached or written.</exception>
    Task<bool> SaveRunAsync(Guid holder, SyncRunRecord run, CancellationToken cancellationToken = default);

    /// <summary>When scheduled sync was enabled: the schedule counts from there.</summary>
    /// <param name="now">Becomes the time when none is kept yet.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The time that is kept, to the microsecond; the same for every caller.</returns>
    /// <exception cref="IOException">The store cannot be reached, read or written.</exception>
    Task<DateTimeOffset> GetOrSetEnabledAtAsync(DateTimeOffset now, CancellationToken cancellationToken = default);
}
