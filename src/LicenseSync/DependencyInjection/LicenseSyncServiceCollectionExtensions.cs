using LicenseSync.Reconciliation;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers LicenseSync in a host.</summary>
public static class LicenseSyncServiceCollectionExtensions
{
    /// <summary>Registers <see cref="ReconciliationBuilder"/>, a new one for each reconciliation (transient), with the host's logger where there is one. Does not replace a registration that exists.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets the options of each builder; null for the defaults.</param>
    /// <returns><paramref name="services"/>.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddLicenseSync(this IServiceCollection services, Action<ReconciliationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddTransient(provider =>
        {
            var options = new ReconciliationOptions();
            configure?.Invoke(options);
            return new ReconciliationBuilder(options, provider.GetService<ILogger<ReconciliationBuilder>>());
        });
        return services;
    }
}
