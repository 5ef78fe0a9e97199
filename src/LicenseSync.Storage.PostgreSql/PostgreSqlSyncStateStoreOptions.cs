namespace LicenseSync.Storage.PostgreSql;

/// <summary>Where a host's <see cref="PostgreSqlSyncStateStore"/> keeps the state.</summary>
public sealed class PostgreSqlSyncStateStoreOptions
{
    /// <summary>How to connect, as Npgsql reads it, for example <c>Host=db.example;Database=licenses;Username=sync;Password=…</c>.</summary>
    /// <value>Null by default: the host's own <see cref="Npgsql.NpgsqlDataSource"/> is used.</value>
    public string? ConnectionString { get; set; }

    /// <summary>The schema of the tables; created where it is missing. Letter case counts.</summary>
    /// <value><c>licensesync</c> by default; 1 to 63 bytes of UTF-8, not beginning with <c>pg_</c>.</value>
    public string Schema { get; set; } = PostgreSqlSyncStateStore.DefaultSchema;
}
