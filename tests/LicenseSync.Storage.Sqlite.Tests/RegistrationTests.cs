using LicenseSync.Sync;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LicenseSync.Storage.Sqlite.Tests;

public sealed class RegistrationTests : IDisposable
{
    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AddSqliteSyncStateStore_WithTheHostsClock_GivesOneStoreThatGoesByIt()
    {
        var time = new FakeTimeProvider();
        await using ServiceProvider provider = new ServiceCollection().AddSingleton<TimeProvider>(time).AddSqliteSyncStateStore(_folder["state.db"]).BuildServiceProvider();
        var store = provider.GetRequiredService<ISyncStateStore>();
        await store.TryAcquireLeaseAsync(Guid.NewGuid(), TimeSpan.FromMinutes(1));
        time.Advance(TimeSpan.FromMinutes(2));

        Assert.True(await store.TryAcquireLeaseAsync(Guid.NewGuid(), TimeSpan.FromMinutes(1)));
        Assert.IsType<SqliteSyncStateStore>(store);
        Assert.Same(store, provider.GetRequiredService<ISyncStateStore>());
    }

    [Fact]
    public void AddSqliteSyncStateStore_WhereThereIsAStore_LeavesIt()
    {
        var own = new InMemorySyncStateStore();
        using ServiceProvider provider = new ServiceCollection().AddSingleton<ISyncStateStore>(own).AddSqliteSyncStateStore(_folder["state.db"]).BuildServiceProvider();

        Assert.Same(own, provider.GetRequiredService<ISyncStateStore>());
    }

    [Fact]
    public void AddSqliteSyncStateStore_WithoutAPath_IsRefused() => Assert.Throws<ArgumentException>(() => new ServiceCollection().AddSqliteSyncStateStore(""));
}
