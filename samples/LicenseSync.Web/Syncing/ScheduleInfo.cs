using LicenseSync.Hosting;
using LicenseSync.Sync;
using Microsoft.Extensions.Options;

namespace LicenseSync.Web.Syncing;

/// <summary>When sync runs next.</summary>
internal sealed class ScheduleInfo(SyncRunner runner, SyncNow syncNow, IOptions<ScheduledSyncOptions> options)
{
    /// <summary>The next run; null when there is nothing to sync.</summary>
    public async Task<DateTimeOffset?> GetNextRunAsync(CancellationToken cancellationToken) =>
        syncNow.HasSources ? (await runner.GetNextRunAsync(options.Value.ToSchedule(), cancellationToken)).At : null;

    public Task<SyncStatus> GetStatusAsync(CancellationToken cancellationToken) => runner.GetStatusAsync(runs: 20, cancellationToken);
}
