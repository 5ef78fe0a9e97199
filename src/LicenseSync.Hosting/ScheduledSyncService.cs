using LicenseSync.Sync;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace LicenseSync.Hosting;

/// <summary>Asks when the next run is due, waits for it, and runs it. What is due is decided by the store, so replicas and restarts agree; this only waits.</summary>
internal sealed class ScheduledSyncService(SyncRunner runner, IOptions<ScheduledSyncOptions> options, TimeProvider time, ILogger<ScheduledSyncService> logger) : BackgroundService
{
    /// <summary>The longest wait: another replica's run, or a clock that was set, is noticed after it.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>The wait while another runs, and after a fault of the store.</summary>
    private static readonly TimeSpan ShortWait = TimeSpan.FromMinutes(1);

    private readonly SyncSchedule _schedule = options.Value.ToSchedule();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            TimeSpan wait;
            try
            {
                wait = await RunIfDueAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                // The schedule outlives a store that is away, and whatever else: the next look may find it well.
                Log.ScheduleFailed(logger, exception, ShortWait);
                wait = ShortWait;
            }

            await Task.Delay(wait, time, stoppingToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs what is due.</summary>
    /// <returns>How long to wait before the next look.</returns>
    private async Task<TimeSpan> RunIfDueAsync(CancellationToken cancellationToken)
    {
        SyncRunResult result = await runner.RunIfDueAsync(_schedule, cancellationToken).ConfigureAwait(false);
        if (result.Outcome is SyncOutcome.Busy or SyncOutcome.Interrupted)
        {
            return ShortWait;
        }

        ScheduledRun next = await runner.GetNextRunAsync(_schedule, cancellationToken).ConfigureAwait(false);
        TimeSpan wait = next.At - time.GetUtcNow();
        if (result.Outcome != SyncOutcome.NotDue)
        {
            Log.NextRun(logger, next.At);
        }

        return wait <= TimeSpan.Zero ? TimeSpan.Zero : wait < LongestWait ? wait : LongestWait;
    }
}
