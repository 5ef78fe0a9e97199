using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace LicenseSync.Web.Storage;

/// <summary>SQL in SQLite or PostgreSQL. The statements are written once, in what both understand; times are milliseconds since 1970, yes and no are 1 and 0.</summary>
internal sealed class Database : IAsyncDisposable
{
    private readonly DbDataSource _source;

    private Database(DbDataSource source, bool isPostgreSql)
    {
        _source = source;
        IsPostgreSql = isPostgreSql;
    }

    public bool IsPostgreSql { get; }

    public static Database OpenSqlite(string file) =>
        new(SqliteFactory.Instance.CreateDataSource(new SqliteConnectionStringBuilder { DataSource = file, ForeignKeys = true }.ToString()), isPostgreSql: false);

    public static Database OpenPostgreSql(string connectionString, string schema) =>
        new(NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { SearchPath = schema }), isPostgreSql: true);

    public Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] values) =>
        InConnectionAsync(connection => connection.ExecuteAsync(sql, cancellationToken, values), cancellationToken);

    public Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params (string Name, object? Value)[] values) =>
        InConnectionAsync(connection => connection.QueryAsync(sql, read, cancellationToken, values), cancellationToken);

    /// <summary>Does several things, or none of them.</summary>
    public async Task<T> InTransactionAsync<T>(Func<Statements, Task<T>> work, CancellationToken cancellationToken)
    {
        await using DbConnection connection = await _source.OpenConnectionAsync(cancellationToken);
        await using DbTransaction transaction = await connection.BeginTransactionAsync(cancellationToken);
        T result = await work(new(connection, transaction));
        await transaction.CommitAsync(cancellationToken);
        return result;
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<T> InConnectionAsync<T>(Func<Statements, Task<T>> work, CancellationToken cancellationToken)
    {
        await using DbConnection connection = await _source.OpenConnectionAsync(cancellationToken);
        return await work(new(connection, null));
    }

    /// <summary>Statements on one connection.</summary>
    internal sealed class Statements(DbConnection connection, DbTransaction? transaction)
    {
        public async Task<int> ExecuteAsync(string sql, CancellationToken cancellationToken, params (string Name, object? Value)[] values)
        {
            await using DbCommand command = Command(sql, values);
            return await command.ExecuteNonQueryAsync(cancellationToken);
        }

        public async Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read, CancellationToken cancellationToken, params (string Name, object? Value)[] values)
        {
            await using DbCommand command = Command(sql, values);
            await using DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(read(reader));
            }

            return rows;
        }

        private DbCommand Command(string sql, (string Name, object? Value)[] values)
        {
            DbCommand command = connection.CreateCommand();
            command.Transaction = transaction;
            // Every statement is a constant of this program: what comes from outside is a parameter.
#pragma warning disable CA2100
            command.CommandText = sql;
#pragma warning restore CA2100
            foreach ((string name, object? value) in values)
            {
                DbParameter parameter = command.CreateParameter();
                parameter.ParameterName = name;
                parameter.Value = value switch
                {
                    null => DBNull.Value,
                    DateTimeOffset time => time.ToUnixTimeMilliseconds(),
                    bool flag => flag ? 1L : 0L,
                    int number => (long)number,
                    _ => value,
                };
                command.Parameters.Add(parameter);
            }

            return command;
        }
    }
}

/// <summary>Columns as the statements above write them.</summary>
internal static class Row
{
    public static string Text(this DbDataReader row, int column) => row.GetString(column);

    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long Number(this DbDataReader row, int column) => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);

    public static long? NumberOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Number(column);

    public static bool Flag(this DbDataReader row, int column) => row.Number(column) != 0;

    public static DateTimeOffset Time(this DbDataReader row, int column) => DateTimeOffset.FromUnixTimeMilliseconds(row.Number(column));

    public static DateTimeOffset? TimeOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.Time(column);
}
