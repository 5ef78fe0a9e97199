using LicenseSync.Sync;
using LicenseSync.Tests.Sync;
using Microsoft.Extensions.Time.Testing;

namespace LicenseSync.Storage.Sqlite.Tests;

public sealed class SqliteSyncStateStoreTests : SyncStateStoreContract, IDisposable
{
    private readonly Folder _folder = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _folder.Dispose();

    protected override Task<ISyncStateStore> OpenAsync() => OpenAgainAsync();

    protected override Task<ISyncStateStore> OpenAgainAsync() => Task.FromResult<ISyncStateStore>(new SqliteSyncStateStore(_folder["state.db"], _time));

    protected override Task LetPassAsync(TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }
}
