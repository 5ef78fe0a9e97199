using System.Data;
using Npgsql;

namespace LicenseSync.Storage.PostgreSql;

/// <summary>The schema, as the migrations that lead to it. A migration that was released is never changed; the next one is added.</summary>
internal sealed class PostgreSqlSchema(SchemaName schema)
{
    private readonly string[] _migrations =
    [
        $"""
        CREATE TABLE {schema.Quoted}.sync_lease (
            only_row boolean PRIMARY KEY CHECK (only_row),
            holder uuid NOT NULL,
            expires_at timestamptz NOT NULL
        );

        CREATE TABLE {schema.Quoted}.sync_schedule (
            only_row boolean PRIMARY KEY CHECK (only_row),
            enabled_at timestamptz NOT NULL
        );

        CREATE TABLE {schema.Quoted}.sync_instance (
            name_sha256 bytea PRIMARY KEY,
            name text NOT NULL,
            server_id text,
            host_name text,
            state text NOT NULL,
            last_sync_at timestamptz,
            last_attempt_at timestamptz,
            failure_kind text,
            failure_code text,
            failure_message text,
            accounts bigint,
            is_encrypted boolean NOT NULL,
            content_hash text,
            last_delivery_id text,
            pending_delivery_id text
        );

        CREATE TABLE {schema.Quoted}.sync_run (
            id uuid PRIMARY KEY,
            started_by text NOT NULL,
            started_at timestamptz NOT NULL,
            ended_at timestamptz,
            outcome text,
            delivered bigint NOT NULL,
            unchanged bigint NOT NULL,
            failed bigint NOT NULL,
            instances_left_out bigint,
            server_accounts bigint,
            cloud_accounts bigint,
            licenses_consumed bigint,
            enterprise_licenses_consumed bigint,
            visual_studio_licenses_consumed bigint,
            licenses_saved bigint,
            licenses_purchased bigint,
            failure_kind text,
            failure_code text,
            failure_message text
        );

        CREATE INDEX sync_run_started_at ON {schema.Quoted}.sync_run (started_at DESC, id);
        """,
    ];

    /// <summary>The version that this code reads and writes.</summary>
    public int Version => _migrations.Length;

    /// <summary>Whether the schema has this version. False for a missing or older one, which <see cref="MigrateAsync"/> is for.</summary>
    /// <exception cref="IOException">It is newer.</exception>
    public async Task<bool> IsCurrentAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await ReadVersionAsync(connection, cancellationToken).ConfigureAwait(false) == Version;

    /// <summary>Brings the schema to this version, each step a transaction. Several replicas may do it at once: one does, the others wait and find it done.</summary>
    public async Task MigrateAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (await ScalarAsync(connection, "SHOW server_encoding", cancellationToken).ConfigureAwait(false) is string encoding && encoding != "UTF8")
        {
            throw PostgreSqlFailure.Encoding(encoding);
        }

        for (int version = 0; version < Version; version++)
        {
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await ExecuteAsync(connection, "SELECT pg_advisory_xact_lock(hashtextextended('licensesync ' || @schema, 0))", cancellationToken).ConfigureAwait(false);
                if (await ReadVersionAsync(connection, cancellationToken).ConfigureAwait(false) == version)
                {
                    await ApplyAsync(connection, version, cancellationToken).ConfigureAwait(false);
                    await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task ApplyAsync(NpgsqlConnection connection, int version, CancellationToken cancellationToken)
    {
        // Not CREATE SCHEMA IF NOT EXISTS, which asks for the right to create one even where it exists.
        if (version == 0 && await ScalarAsync(connection, "SELECT 1 FROM pg_namespace WHERE nspname = @schema", cancellationToken).ConfigureAwait(false) is null)
        {
            await ExecuteAsync(connection, $"CREATE SCHEMA {schema.Quoted}", cancellationToken).ConfigureAwait(false);
        }

        if (version == 0)
        {
            await ExecuteAsync(
                connection,
                $"CREATE TABLE {schema.Quoted}.sync_schema (version integer PRIMARY KEY, migrated_at timestamptz NOT NULL DEFAULT clock_timestamp())",
                cancellationToken).ConfigureAwait(false);
        }

        await ExecuteAsync(connection, $"{_migrations[version]}; INSERT INTO {schema.Quoted}.sync_schema (version) VALUES ({version + 1})", cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> ReadVersionAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        bool exists = await ScalarAsync(
            connection,
            "SELECT 1 FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE nspname = @schema AND relname = 'sync_schema'",
            cancellationToken).ConfigureAwait(false) is not null;
        int version = exists && await ScalarAsync(connection, $"SELECT max(version) FROM {schema.Quoted}.sync_schema", cancellationToken).ConfigureAwait(false) is int found ? found : 0;
        return version <= Version ? version : throw PostgreSqlFailure.Newer(schema, version, Version);
    }

    private async Task<object?> ScalarAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = Command(connection, sql);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteScalarAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = Command(connection, sql);
        await using (command.ConfigureAwait(false))
        {
            await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, string sql)
    {
        var command = new NpgsqlCommand(sql, connection);
        if (sql.Contains("@schema", StringComparison.Ordinal))
        {
            command.Parameters.Add(new NpgsqlParameter<string>("schema", schema.Value));
        }

        return command;
    }
}
