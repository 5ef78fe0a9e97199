namespace LicenseSync.Web.Storage;

/// <summary>What the licensing page keeps, in SQLite or PostgreSQL: who gets in, what was uploaded and decided, the trend, and who did what. Safe for concurrent use, by several replicas on PostgreSQL.</summary>
internal sealed partial class WebStore(Database database, TimeProvider time) : IAsyncDisposable
{
    private const string InputsVersion = "inputs_version";
    private const string DecisionsVersion = "decisions_version";
    private const string Bump = """
        INSERT INTO settings (name, value) VALUES (@name, 1)
        ON CONFLICT (name) DO UPDATE SET value = settings.value + 1
        """;

    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Makes what tables are missing. Replicas that start together wait for each other.</summary>
    public async Task PrepareAsync(string schema, CancellationToken cancellationToken)
    {
        if (!database.IsPostgreSql)
        {
            await database.QueryAsync("PRAGMA journal_mode = WAL", _ => 0, cancellationToken);
        }

        await database.InTransactionAsync(
            async statements =>
            {
                if (database.IsPostgreSql)
                {
                    await statements.QueryAsync("SELECT pg_advisory_xact_lock(7103958216640)", _ => 0, cancellationToken);
                    await statements.ExecuteAsync($"CREATE SCHEMA IF NOT EXISTS \"{schema.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", cancellationToken);
                }

                foreach (string statement in Schema.Statements(database.IsPostgreSql))
                {
                    await statements.ExecuteAsync(statement, cancellationToken);
                }

                return 0;
            },
            cancellationToken);
    }

    /// <summary>Changes with every change of what is counted.</summary>
    public Task<long> GetInputsVersionAsync(CancellationToken cancellationToken) => VersionAsync(InputsVersion, cancellationToken);

    public Task<long> GetDecisionsVersionAsync(CancellationToken cancellationToken) => VersionAsync(DecisionsVersion, cancellationToken);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<long> VersionAsync(string name, CancellationToken cancellationToken) =>
        (await database.QueryAsync("SELECT value FROM settings WHERE name = @name", row => row.Number(0), cancellationToken, ("name", name))).FirstOrDefault();
}
