using LicenseSync.Web.Counting;
using LicenseSync.Web.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace LicenseSync.Web;

/// <summary>Whether the database answers and the licenses could be counted.</summary>
internal sealed class StoreHealthCheck(WebStore store, LicenseCounter counter) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.GetInputsVersionAsync(cancellationToken);
            return counter.Failure is null ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("The licenses could not be counted.");
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
        {
            return HealthCheckResult.Unhealthy("The database does not answer.", exception);
        }
    }
}
