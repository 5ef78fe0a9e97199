using Npgsql;

namespace LicenseSync.Storage.PostgreSql.Tests;

/// <summary>The server that the tests use. It is the developer's to start.</summary>
internal static class Server
{
    public const string Variable = "LICENSESYNC_POSTGRESQL";

    public static string? SkipReason { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 }
        ? null
        : $"Needs a PostgreSQL server: start one (initdb -D DIR -U sync -A trust -E UTF8; pg_ctl -D DIR -o '-p 5433' start) and set {Variable}='Host=127.0.0.1;Port=5433;Username=sync;Database=postgres', a role that may create schemas, roles and databases.";

    public static string ConnectionString => Environment.GetEnvironmentVariable(Variable)!;

    public static NpgsqlDataSource DataSource { get; } = SkipReason is null ? NpgsqlDataSource.Create(ConnectionString) : null!;

    public static async Task<object?> ScalarAsync(string sql)
    {
        await using NpgsqlCommand command = DataSource.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>The connection string with another user or database.</summary>
    public static string ConnectionStringWith(Action<NpgsqlConnectionStringBuilder> change)
    {
        var builder = new NpgsqlConnectionStringBuilder(ConnectionString);
        change(builder);
        return builder.ConnectionString;
    }
}
