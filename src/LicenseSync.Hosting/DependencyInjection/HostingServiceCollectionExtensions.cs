using LicenseSync.Hosting;
using LicenseSync.Reconciliation;
using LicenseSync.Sync;
using LicenseSync.Transport;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers scheduled license sync in a host.</summary>
public static class HostingServiceCollectionExtensions
{
    /// <summary>Registers scheduled sync: a hosted service that runs it, and <see cref="SyncRunner"/> (singleton), whose <see cref="SyncRunner.RunAsync"/> is "sync now".</summary>
    /// <remarks>
    /// What is synced is what the host has registered: every <see cref="IServerUsageSource"/>, to the <see cref="IUsageFileTarget"/>, reconciled with every <see cref="IConsumedLicensesSource"/> and
    /// <see cref="IIdentitySource"/>; a <see cref="SyncPlan"/> of the host's own is used instead. The state is kept in the host's <see cref="ISyncStateStore"/>.
    /// </remarks>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options; null for the defaults: every week. Checked when the host starts.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddScheduledLicenseSync(this IServiceCollection services, Action<ScheduledSyncOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddLicenseSync();
        services.AddOptions<ScheduledSyncOptions>().Configure(options => configure?.Invoke(options)).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ScheduledSyncOptions>, ScheduledSyncOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(PlanOf);
        services.TryAddSingleton(RunnerOf);
        services.AddHostedService<ScheduledSyncService>();
        return services;
    }

    /// <summary>Adds a health check of scheduled sync: unhealthy when its state cannot be read or a run is overdue, degraded when the last run or an instance failed.</summary>
    /// <param name="builder">The host's health checks.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="tags">Tags of the check; null for none.</param>
    /// <returns><paramref name="builder"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="name"/> is null.</exception>
    public static IHealthChecksBuilder AddLicenseSync(this IHealthChecksBuilder builder, string name = "licensesync", IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return builder.Add(new HealthCheckRegistration(name, provider => ActivatorUtilities.CreateInstance<LicenseSyncHealthCheck>(provider), failureStatus: null, tags));
    }

    private static SyncPlan PlanOf(IServiceProvider provider) => new()
    {
        Instances = [.. provider.GetServices<IServerUsageSource>()],
        Target = provider.GetService<IUsageFileTarget>() ?? throw Missing(nameof(IUsageFileTarget), "where usage files are delivered: a FolderUsageTarget, AddHttpUsageFileTarget, or your own"),
        CloudLicenses = [.. provider.GetServices<IConsumedLicensesSource>()],
        Identities = [.. provider.GetServices<IIdentitySource>()],
    };

    private static SyncRunner RunnerOf(IServiceProvider provider)
    {
        ScheduledSyncOptions options = provider.GetRequiredService<IOptions<ScheduledSyncOptions>>().Value;
        return new(
            provider.GetRequiredService<SyncPlan>(),
            provider.GetService<ISyncStateStore>() ?? throw Missing(nameof(ISyncStateStore), "where the state of sync is kept: AddSqliteSyncStateStore, AddPostgreSqlSyncStateStore, or your own"),
            new() { Mode = options.Mode, SpoolFolder = options.SpoolFolder, CreateBuilder = provider.GetRequiredService<ReconciliationBuilder> },
            provider.GetRequiredService<TimeProvider>(),
            provider.GetService<ILogger<SyncRunner>>());
    }

    private static InvalidOperationException Missing(string service, string what) => new($"Scheduled sync needs an {service}, {what}.");
}
