using LicenseSync.Sync;
using Microsoft.Extensions.Time.Testing;

namespace LicenseSync.Tests.Sync;

public sealed class InMemorySyncStateStoreTests : SyncStateStoreContract
{
    private readonly FakeTimeProvider _time = new();

    protected override Task<ISyncStateStore> OpenAsync() => Task.FromResult<ISyncStateStore>(new InMemorySyncStateStore(_time));

    protected override Task LetPassAsync(TimeSpan time)
    {
        _time.Advance(time);
        return Task.CompletedTask;
    }
}
