using LicenseSync.Sync;
using Microsoft.Extensions.Time.Testing;

namespace LicenseSync.Tests.Sync;

public sealed class InMemorySyncStateStoreTests : SyncStateStoreContract
{
    private readonly FakeTimeProvider _time = new();
    private readonly InMemorySyncStateStore _store;

    public InMemorySyncStateStoreTests() => _store = new(_time);

    protected override Task<ISyncStateStore> OpenAsync() => Task.FromResult<ISyncStateStore>(_store);

    // It lives in its process.
    protected override Task<ISyncStateStore> OpenAgainAsync() => OpenAsync();

    protected override Task LetPassAsync(TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }
}
