using LicenseSync.Sync;
using LicenseSync.Tests.Sync;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseSync.Storage.PostgreSql.Tests;

public sealed class RegistrationTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [StoreFact]
    public async Task AddPostgreSqlSyncStateStore_WithAConnectionString_GivesOneStore()
    {
        await using var schema = new TestSchema();
        await using ServiceProvider provider = new ServiceCollection()
            .AddPostgreSqlSyncStateStore(options => (options.ConnectionString, options.Schema) = (Server.ConnectionString, schema.Name))
            .BuildServiceProvider();
        var store = provider.GetRequiredService<ISyncStateStore>();

        Assert.True(await store.TryAcquireLeaseAsync(Guid.NewGuid(), Minute));
        Assert.Same(store, provider.GetRequiredService<ISyncStateStore>());
        Assert.False(await schema.Open().TryAcquireLeaseAsync(Guid.NewGuid(), Minute));
    }

    [StoreFact]
    public async Task AddPostgreSqlSyncStateStore_WithTheHostsDataSource_UsesAndKeepsIt()
    {
        await using var schema = new TestSchema();
        await using (ServiceProvider provider = new ServiceCollection().AddSingleton(Server.DataSource).AddPostgreSqlSyncStateStore(options => options.Schema = schema.Name).BuildServiceProvider())
        {
            await ((IAsyncDisposable)provider.GetRequiredService<ISyncStateStore>()).DisposeAsync();
            Assert.True(await provider.GetRequiredService<ISyncStateStore>().TryAcquireLeaseAsync(Guid.NewGuid(), Minute));
        }
    }

    [Fact]
    public void AddPostgreSqlSyncStateStore_DisposedOfWithItsHost_NeedsNoAsyncHost()
    {
        ServiceProvider provider = new ServiceCollection().AddPostgreSqlSyncStateStore("Host=h").BuildServiceProvider();
        var store = provider.GetRequiredService<ISyncStateStore>();

        provider.Dispose();

        Assert.IsType<PostgreSqlSyncStateStore>(store);
    }

    [Fact]
    public void AddPostgreSqlSyncStateStore_WhereThereIsAStore_LeavesIt()
    {
        var own = new InMemorySyncStateStore();
        using ServiceProvider provider = new ServiceCollection().AddSingleton<ISyncStateStore>(own).AddPostgreSqlSyncStateStore("Host=h").BuildServiceProvider();

        Assert.Same(own, provider.GetRequiredService<ISyncStateStore>());
    }

    [Fact]
    public void AddPostgreSqlSyncStateStore_WithoutAConnectionString_IsRefused() => Assert.Throws<ArgumentException>(() => new ServiceCollection().AddPostgreSqlSyncStateStore(""));
}
