using LicenseSync.Sync;
using Microsoft.Data.Sqlite;

namespace LicenseSync.Storage.Sqlite;

/// <summary>State in one SQLite file. Safe for concurrent use, also by several processes of one machine.</summary>
/// <remarks>
/// <para>The file and its folder are created where they are missing, readable and writable by the user only on Unix; a file that exists keeps its rights. It uses a write-ahead log, so there are
/// <c>-wal</c> and <c>-shm</c> files beside it while it is open: it belongs on a local disk, since a network file system does not lock as SQLite needs it. Nothing is open between two calls.</para>
/// <para>Each write is one transaction that checks the lease, and is on the disk when its task ends (<c>synchronous=FULL</c>): that a delivery is about to happen must outlive a power cut, else it might
/// happen twice or never be known.</para>
/// <para>A lease expires by the clock given, in UTC. Processes of one machine share its clock; a clock set forward ends leases early, one set back keeps the lease of a process that died for longer.</para>
/// <para>Times are kept to the microsecond, what is finer is cut off, and come back in UTC. Any text comes back as it was, U+0000 and halves of surrogate pairs included.</para>
/// <para>The schema has a version. An older file is migrated when it is first used, whatever number of processes start at once; a file of a newer version is refused.</para>
/// <para>A call waits up to 15 seconds for a file that another process has locked.</para>
/// </remarks>
public sealed class SqliteSyncStateStore : ISyncStateStore
{
    private static readonly string SaveInstance = Guarded("instance", "name", InstanceTable.Columns);
    private static readonly string SaveRun = Guarded("run", "id", RunTable.Columns);

    private readonly SqliteFile _file;
    private readonly TimeProvider _timeProvider;

    /// <summary>Names the file; it is opened at the first call.</summary>
    /// <param name="path">The file, for example <c>/var/lib/licensesync/state.db</c>; relative to the current folder of this moment.</param>
    /// <param name="timeProvider">Tells when a lease expires; null for the system's clock.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty or cannot be a path.</exception>
    public SqliteSyncStateStore(string path, TimeProvider? timeProvider = null)
        : this(path, timeProvider, TimeSpan.FromSeconds(15))
    {
    }

    internal SqliteSyncStateStore(string path, TimeProvider? timeProvider, TimeSpan lockTimeout)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _file = new(Path.GetFullPath(path), lockTimeout);
        _timeProvider = timeProvider ?? TimeProvider.System;
    }

    /// <inheritdoc/>
    public Task<bool> TryAcquireLeaseAsync(Guid holder, TimeSpan duration, CancellationToken cancellationToken = default)
    {
        const string Sql = """
            INSERT INTO lease (only_row, holder, expires_at) VALUES (1, @holder, @expires_at)
            ON CONFLICT (only_row) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
            WHERE lease.holder = excluded.holder OR lease.expires_at <= @now
            """;
        return _file.WriteAsync(
            connection =>
            {
                // Asked after the lock was waited for: the lease lasts as long as was asked for.
                long now = SqliteTime.From(_timeProvider.GetUtcNow());
                return connection.Execute(Sql, [new("@holder", holder), new("@expires_at", SqliteTime.Add(now, duration)), new("@now", now)]) == 1;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> RenewLeaseAsync(Guid holder, TimeSpan duration, CancellationToken cancellationToken = default) => _file.WriteAsync(
        connection => connection.Execute(
            "UPDATE lease SET expires_at = @expires_at WHERE holder = @holder",
            [new("@holder", holder), new("@expires_at", SqliteTime.Add(SqliteTime.From(_timeProvider.GetUtcNow()), duration))]) == 1,
        cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseLeaseAsync(Guid holder, CancellationToken cancellationToken = default) =>
        _file.WriteAsync(connection => connection.Execute("DELETE FROM lease WHERE holder = @holder", [new("@holder", holder)]), cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<InstanceSyncState>> GetInstancesAsync(CancellationToken cancellationToken = default)
    {
        List<InstanceSyncState> instances = await _file.ReadAsync(
            connection => connection.Query($"SELECT {InstanceTable.Columns.Names} FROM instance", [], InstanceTable.Read), cancellationToken).ConfigureAwait(false);

        // SQLite orders by the bytes of UTF-8, which is another order than that of UTF-16 for what is beyond U+FFFF.
        instances.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return instances;
    }

    /// <inheritdoc/>
    public Task<bool> SaveInstanceAsync(Guid holder, InstanceSyncState instance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return SaveAsync(SaveInstance, holder, InstanceTable.Columns, instance, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SyncRunRecord>> GetRunsAsync(int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return await _file.ReadAsync(
            connection => connection.Query($"SELECT {RunTable.Columns.Names} FROM run ORDER BY started_at DESC, id LIMIT @count", [new("@count", count)], RunTable.Read),
            cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<bool> SaveRunAsync(Guid holder, SyncRunRecord run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        return SaveAsync(SaveRun, holder, RunTable.Columns, run, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DateTimeOffset> GetOrSetEnabledAtAsync(DateTimeOffset now, CancellationToken cancellationToken = default) => _file.WriteAsync(
        connection =>
        {
            connection.Execute("INSERT INTO schedule (only_row, enabled_at) VALUES (1, @now) ON CONFLICT DO NOTHING", [new("@now", SqliteTime.From(now))]);
            return connection.Query("SELECT enabled_at FROM schedule", [], row => row.RequiredTime())[0];
        },
        cancellationToken);

    // The lease is checked in the statement that writes.
    private static string Guarded<T>(string table, string key, Columns<T> columns) =>
        $"""
        INSERT INTO {table} ({columns.Names}) SELECT {columns.Parameters} WHERE EXISTS (SELECT 1 FROM lease WHERE holder = @holder)
        ON CONFLICT ({key}) DO UPDATE SET {columns.Replacements}
        """;

    private Task<bool> SaveAsync<T>(string sql, Guid holder, Columns<T> columns, T row, CancellationToken cancellationToken)
    {
        // Taken apart here, so that what the caller does to the record meanwhile does not matter.
        List<(string Name, object? Value)> values = [.. columns.All.Select(column => ($"@{column.Name}", column.ValueOf(row)))];
        return _file.WriteAsync(
            connection => connection.Execute(sql, [new("@holder", holder), .. values.Select(value => new SqliteParameter(value.Name, SqliteTime.ValueOf(value.Value)))]) == 1, cancellationToken);
    }
}
