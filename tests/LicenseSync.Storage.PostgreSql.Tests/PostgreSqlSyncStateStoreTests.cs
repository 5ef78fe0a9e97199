using System.Globalization;
using LicenseSync.Sync;
using LicenseSync.Tests.Sync;

namespace LicenseSync.Storage.PostgreSql.Tests;

public sealed class PostgreSqlSyncStateStoreTests : SyncStateStoreContract, IAsyncDisposable
{
    private readonly TestSchema _schema = new();

    public override async Task DisposeAsync()
    {
        await _schema.DisposeAsync();
        await base.DisposeAsync();
    }

    ValueTask IAsyncDisposable.DisposeAsync() => _schema.DisposeAsync();

    protected override Task<ISyncStateStore> OpenAsync() => OpenAgainAsync();

    protected override Task<ISyncStateStore> OpenAgainAsync() => Task.FromResult<ISyncStateStore>(_schema.Open());

    // The database's clock cannot be set: the end of the lease comes nearer instead.
    protected override async Task LetPassAsync(TimeSpan time) =>
        await Server.ScalarAsync(string.Create(CultureInfo.InvariantCulture, $"UPDATE {_schema.Quoted}.sync_lease SET expires_at = expires_at - {time.TotalSeconds} * interval '1 second'"));
}
