using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace LicenseSync.Storage.PostgreSql;

/// <summary>The store's SQL, for the schema it is in.</summary>
internal sealed class PostgreSqlStatements(SchemaName schema)
{
    private readonly string _lease = $"{schema.Quoted}.sync_lease";

    // The time is asked for where the row is locked already: a statement that had to wait goes by the time of then.
    public string Acquire => $"""
        INSERT INTO {_lease} AS lease (only_row, holder, expires_at) VALUES (true, @holder, clock_timestamp() + @duration * interval '1 microsecond')
        ON CONFLICT (only_row) DO UPDATE SET holder = excluded.holder, expires_at = clock_timestamp() + @duration * interval '1 microsecond'
        WHERE lease.holder = excluded.holder OR lease.expires_at <= clock_timestamp()
        """;

    public string Renew => $"UPDATE {_lease} SET expires_at = clock_timestamp() + @duration * interval '1 microsecond' WHERE holder = @holder";

    public string Release => $"DELETE FROM {_lease} WHERE holder = @holder";

    public string Instances => $"SELECT {InstanceTable.Columns.Names} FROM {schema.Quoted}.sync_instance";

    public string SaveInstance { get; } = Guarded($"{schema.Quoted}.sync_instance", schema, "name_sha256", $"name_sha256, {InstanceTable.Columns.Names}", $"@name_sha256, {InstanceTable.Columns.Parameters}", InstanceTable.Columns.Replacements);

    public string Runs => $"SELECT {RunTable.Columns.Names} FROM {schema.Quoted}.sync_run ORDER BY started_at DESC, id LIMIT @count";

    public string SaveRun { get; } = Guarded($"{schema.Quoted}.sync_run", schema, "id", RunTable.Columns.Names, RunTable.Columns.Parameters, RunTable.Columns.Replacements);

    public string SetEnabledAt => $"INSERT INTO {schema.Quoted}.sync_schedule (only_row, enabled_at) VALUES (true, @now) ON CONFLICT (only_row) DO NOTHING";

    public string EnabledAt => $"SELECT enabled_at FROM {schema.Quoted}.sync_schedule";

    /// <summary>A record's values, in the types of the columns: null has none by itself.</summary>
    public static IEnumerable<NpgsqlParameter> Parameters<T>(Columns<T> columns, T row) =>
        columns.All.Select(column => new NpgsqlParameter(column.Name, TypeOf(column.Type)) { Value = column.ValueOf(row) ?? DBNull.Value });

    /// <summary>The key of an instance: names may be longer than an index of PostgreSQL takes.</summary>
    public static NpgsqlParameter NameKey(string name) =>
        new("name_sha256", NpgsqlDbType.Bytea) { Value = SHA256.HashData(Encoding.UTF8.GetBytes(StoredText.Write(name))) };

    // Locks the lease's row until the write is done, shared, since a process writes one thing at a time or several. Whoever takes the lease waits for that; and a write that waited for
    // somebody who took it sees the row as it then is, and writes nothing.
    private static string Guarded(string table, SchemaName schema, string key, string names, string parameters, string replacements) => $"""
        WITH held AS (SELECT 1 FROM {schema.Quoted}.sync_lease WHERE holder = @holder FOR SHARE)
        INSERT INTO {table} ({names}) SELECT {parameters} FROM held
        ON CONFLICT ({key}) DO UPDATE SET {replacements}
        """;

    private static NpgsqlDbType TypeOf(ColumnType type) => type switch
    {
        ColumnType.Number => NpgsqlDbType.Bigint,
        ColumnType.Time => NpgsqlDbType.TimestampTz,
        ColumnType.Flag => NpgsqlDbType.Boolean,
        ColumnType.Id => NpgsqlDbType.Uuid,
        _ => NpgsqlDbType.Text,
    };
}
