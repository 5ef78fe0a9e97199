using LicenseSync.Storage.Sqlite;
using LicenseSync.Sync;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the SQLite state store in a host.</summary>
public static class SqliteServiceCollectionExtensions
{
    /// <summary>Registers a <see cref="SqliteSyncStateStore"/> as <see cref="ISyncStateStore"/> (singleton), where there is none yet. Leases go by the host's <see cref="TimeProvider"/> where it has one.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="path">The file; created, with its folder, where it is missing.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    public static IServiceCollection AddSqliteSyncStateStore(this IServiceCollection services, string path)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        services.TryAddSingleton<ISyncStateStore>(provider => new SqliteSyncStateStore(path, provider.GetService<TimeProvider>()));
        return services;
    }
}
