using LicenseSync.Storage.PostgreSql;
using LicenseSync.Sync;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the PostgreSQL state store in a host.</summary>
public static class PostgreSqlServiceCollectionExtensions
{
    /// <summary>Registers a <see cref="PostgreSqlSyncStateStore"/> as <see cref="ISyncStateStore"/> (singleton), where there is none yet, in the schema <c>licensesync</c>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="connectionString">How to connect, as Npgsql reads it; read when the store is first asked for.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="connectionString"/> is empty.</exception>
    public static IServiceCollection AddPostgreSqlSyncStateStore(this IServiceCollection services, string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return services.AddPostgreSqlSyncStateStore(options => options.ConnectionString = connectionString);
    }

    /// <summary>Registers a <see cref="PostgreSqlSyncStateStore"/> as <see cref="ISyncStateStore"/> (singleton), where there is none yet.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options, when the store is first asked for. Without a connection string the host's <see cref="NpgsqlDataSource"/> is used.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IServiceCollection AddPostgreSqlSyncStateStore(this IServiceCollection services, Action<PostgreSqlSyncStateStoreOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.TryAddSingleton<ISyncStateStore>(provider =>
        {
            var options = new PostgreSqlSyncStateStoreOptions();
            configure(options);
            return options.ConnectionString is { } connectionString
                ? new PostgreSqlSyncStateStore(connectionString, options.Schema)
                : new PostgreSqlSyncStateStore(provider.GetRequiredService<NpgsqlDataSource>(), options.Schema);
        });
        return services;
    }
}
