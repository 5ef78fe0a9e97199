namespace LicenseSync.Storage.PostgreSql.Tests;

/// <summary>A schema for one test, dropped after it. Its name needs quotes.</summary>
internal sealed class TestSchema : IAsyncDisposable
{
    public string Name { get; } = $"Sync \"test\" {Guid.NewGuid():N}";

    public string Quoted => $"\"{Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    public PostgreSqlSyncStateStore Open() => new(Server.DataSource, Name);

    public async ValueTask DisposeAsync() => await Server.ScalarAsync($"DROP SCHEMA IF EXISTS {Quoted} CASCADE");
}
