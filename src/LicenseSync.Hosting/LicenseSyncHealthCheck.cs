using LicenseSync.Sync;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace LicenseSync.Hosting;

/// <summary>Whether sync is well: unhealthy when its state cannot be read or a run is overdue, degraded when the last run or an instance failed.</summary>
internal sealed class LicenseSyncHealthCheck(SyncRunner runner, IOptions<ScheduledSyncOptions> options, TimeProvider time) : IHealthCheck
{
    /// <summary>How late a run may be: waits between looks, and a run of another replica that is about to end.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromHours(2);

    /// <summary>How long a run that has begun counts as under way.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            SyncStatus status = await runner.GetStatusAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            ScheduledRun next = await runner.GetNextRunAsync(options.Value.ToSchedule(), cancellationToken).ConfigureAwait(false);
            return Judge(status, next.At, time.GetUtcNow());
        }
        catch (IOException exception)
        {
            return HealthCheckResult.Unhealthy("The state of sync cannot be read.", exception);
        }
    }

    private static HealthCheckResult Judge(SyncStatus status, DateTimeOffset nextRun, DateTimeOffset now)
    {
        SyncRunRecord? last = status.Runs.FirstOrDefault(run => run.Trigger != SyncTrigger.Upload);
        int failed = status.Instances.Count(instance => instance.Failure is not null);
        var data = new Dictionary<string, object> { ["instances"] = status.Instances.Count, ["instances_failed"] = failed, ["next_run"] = nextRun };
        if (last is not null)
        {
            data["last_run"] = last.StartedAt;
        }

        bool isRunning = last is { EndedAt: null } && now - last.StartedAt < LongestRun;
        return !isRunning && now - nextRun > Grace ? HealthCheckResult.Unhealthy($"A sync was due at {nextRun:u} and did not end.", data: data)
            : failed > 0 ? HealthCheckResult.Degraded($"The last sync of {failed} of {status.Instances.Count} instances failed.", data: data)
            : last?.ReconciliationFailure is not null ? HealthCheckResult.Degraded("The last reconciliation failed.", data: data)
            : HealthCheckResult.Healthy(data: data);
    }
}
