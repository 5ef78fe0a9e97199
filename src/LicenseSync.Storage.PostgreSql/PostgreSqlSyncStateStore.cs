using LicenseSync.Sync;
using Npgsql;
using NpgsqlTypes;

namespace LicenseSync.Storage.PostgreSql;

/// <summary>State in a PostgreSQL database, for hosts with several replicas. Safe for concurrent use by any number of processes and machines.</summary>
/// <remarks>
/// <para>The tables stand in a schema of their own, created at the first call where it is missing: then the role needs the right to create one in the database, later only its tables. The schema has a
/// version: an older one is migrated at the first call, by one replica while the others wait; a newer one is refused. The database's encoding must be UTF8.</para>
/// <para>A lease expires by the clock of the database, so that replicas whose clocks differ agree. Each write is one statement that locks the lease and checks its holder: a holder whose lease went to
/// another writes nothing, however late its statement arrives.</para>
/// <para>Times are kept to the microsecond, what is finer is cut off, and come back in UTC. Any text comes back as it was: what PostgreSQL cannot hold (U+0000, halves of surrogate pairs) is escaped in
/// the tables, as U+0010 and four hexadecimal digits.</para>
/// <para>A call whose connection turns out to be broken before it has written anything is repeated once. When a call throws, what it was to write is written whole or not at all; it can be called again
/// without harm. No exception carries the password or the connection string.</para>
/// </remarks>
public sealed class PostgreSqlSyncStateStore : ISyncStateStore, IDisposable, IAsyncDisposable
{
    /// <summary>The schema of the tables, where no other is named: <c>licensesync</c>.</summary>
    public const string DefaultSchema = "licensesync";

    private readonly PostgreSqlDatabase _database;
    private readonly PostgreSqlStatements _statements;
    private readonly NpgsqlDataSource? _owned;

    /// <summary>Names the database; it is connected to at the first call.</summary>
    /// <param name="dataSource">Gives the connections; it stays the caller's to dispose of.</param>
    /// <param name="schema">The schema of the tables; created where it is missing. Letter case counts.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="schema"/> cannot be the name of a schema: it is empty, longer than 63 bytes of UTF-8, begins with <c>pg_</c> or holds U+0000.</exception>
    public PostgreSqlSyncStateStore(NpgsqlDataSource dataSource, string schema = DefaultSchema)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        var name = new SchemaName(schema);
        _statements = new(name);
        _database = new(dataSource, name);
    }

    /// <summary>Names the database; it is connected to at the first call. Dispose of the store to close its connections.</summary>
    /// <param name="connectionString">How to connect, as Npgsql reads it, for example <c>Host=db.example;Database=licenses;Username=sync;Password=…</c>.</param>
    /// <param name="schema">The schema of the tables; created where it is missing. Letter case counts.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> cannot be read, or <paramref name="schema"/> cannot be the name of a schema.</exception>
    public PostgreSqlSyncStateStore(string connectionString, string schema = DefaultSchema)
        : this(CreateDataSource(connectionString, schema), schema) => _owned = _database.DataSource;

    /// <inheritdoc/>
    public Task<bool> TryAcquireLeaseAsync(Guid holder, TimeSpan duration, CancellationToken cancellationToken = default) =>
        ChangesAsync(_statements.Acquire, [Holder(holder), Duration(duration)], cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RenewLeaseAsync(Guid holder, TimeSpan duration, CancellationToken cancellationToken = default) =>
        ChangesAsync(_statements.Renew, [Holder(holder), Duration(duration)], cancellationToken);

    /// <inheritdoc/>
    public Task ReleaseLeaseAsync(Guid holder, CancellationToken cancellationToken = default) => ChangesAsync(_statements.Release, [Holder(holder)], cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<InstanceSyncState>> GetInstancesAsync(CancellationToken cancellationToken = default)
    {
        List<InstanceSyncState> instances = await QueryAsync(_statements.Instances, [], InstanceTable.Read, cancellationToken).ConfigureAwait(false);

        // No collation of the database is the order of UTF-16.
        instances.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return instances;
    }

    /// <inheritdoc/>
    public Task<bool> SaveInstanceAsync(Guid holder, InstanceSyncState instance, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instance);
        return ChangesAsync(
            _statements.SaveInstance, [Holder(holder), PostgreSqlStatements.NameKey(instance.Name), .. PostgreSqlStatements.Parameters(InstanceTable.Columns, instance)], cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<SyncRunRecord>> GetRunsAsync(int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return await QueryAsync(_statements.Runs, [new NpgsqlParameter<int>("count", count)], RunTable.Read, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task<bool> SaveRunAsync(Guid holder, SyncRunRecord run, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        return ChangesAsync(_statements.SaveRun, [Holder(holder), .. PostgreSqlStatements.Parameters(RunTable.Columns, run)], cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<DateTimeOffset> GetOrSetEnabledAtAsync(DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        // Two statements: only the second sees what another wrote while the first waited for it.
        NpgsqlParameter[] parameters = [new("now", NpgsqlDbType.TimestampTz) { Value = StoredTime.ToMicroseconds(now) }];
        await ChangesAsync(_statements.SetEnabledAt, parameters, cancellationToken).ConfigureAwait(false);
        return (await QueryAsync(_statements.EnabledAt, [], row => row.RequiredTime(), cancellationToken).ConfigureAwait(false))[0];
    }

    /// <summary>Closes the connections, where the store was made from a connection string; does nothing else.</summary>
    public void Dispose() => _owned?.Dispose();

    /// <summary>Closes the connections, where the store was made from a connection string; does nothing else.</summary>
    /// <returns>A task that ends when they are closed.</returns>
    public ValueTask DisposeAsync() => _owned?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static NpgsqlParameter<Guid> Holder(Guid holder) => new("holder", holder);

    // In microseconds, since a day of an interval is 23 to 25 hours long. What is longer than 10,000 years is as long as that, so that the end is a time that PostgreSQL has.
    private static NpgsqlParameter<long> Duration(TimeSpan duration) => new("duration", Math.Min(duration.Ticks, TimeSpan.FromDays(3_652_500).Ticks) / TimeSpan.TicksPerMicrosecond);

    private static NpgsqlDataSource CreateDataSource(string connectionString, string schema)
    {
        ArgumentNullException.ThrowIfNull(connectionString);

        // Before anything is made that would have to be disposed of.
        _ = new SchemaName(schema);
        try
        {
            return NpgsqlDataSource.Create(connectionString);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException or OverflowException)
        {
            // Npgsql's message, and with it the inner exception, may quote a part of the connection string, and so of the password.
            throw new ArgumentException("The connection string cannot be read. It is a list as in 'Host=db.example;Database=licenses;Username=sync'; a value with a semicolon stands in quotes.", nameof(connectionString));
        }
    }

    private Task<bool> ChangesAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken) => _database.RunAsync(
        async (connection, token) =>
        {
            NpgsqlCommand command = Command(connection, sql, parameters);
            await using (command.ConfigureAwait(false))
            {
                return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false) == 1;
            }
        },
        cancellationToken);

    private Task<List<T>> QueryAsync<T>(string sql, NpgsqlParameter[] parameters, Func<StoredRow, T> read, CancellationToken cancellationToken) => _database.RunAsync(
        async (connection, token) =>
        {
            NpgsqlCommand command = Command(connection, sql, parameters);
            await using (command.ConfigureAwait(false))
            {
                NpgsqlDataReader reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    List<T> rows = [];
                    while (await reader.ReadAsync(token).ConfigureAwait(false))
                    {
                        rows.Add(read(new(reader, column => reader.GetFieldValue<DateTimeOffset>(column))));
                    }

                    return rows;
                }
            }
        },
        cancellationToken);

    // A parameter belongs to one command, and a call may be repeated.
    private static NpgsqlCommand Command(NpgsqlConnection connection, string sql, NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (NpgsqlParameter parameter in parameters)
        {
            command.Parameters.Add(parameter.Clone());
        }

        return command;
    }
}
