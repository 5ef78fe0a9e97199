using System.Diagnostics;
using LicenseSync.Diagnostics;
using LicenseSync.Transport;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LicenseSync.Sync;

/// <summary>Runs sync: each instance is read, checked, delivered and recorded, whatever becomes of the others; then all are reconciled. Safe for concurrent use: one run at a time, over all processes that share the store.</summary>
/// <remarks>
/// <para>A run can be killed at any point. What is about to be delivered is recorded before, and that it arrived after. So the next run delivers what may not have
/// arrived once more under the same id, which the target takes for the same, and nothing else.</para>
/// <para>Usage is kept in a temporary file until it is known to be whole and valid; memory does not grow with it.</para>
/// </remarks>
public sealed class SyncRunner
{
    private const int LastRuns = 100;

    private readonly SyncPlan _plan;
    private readonly ISyncStateStore _store;
    private readonly SyncOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;

    /// <summary>Names what is synced and where its state is kept.</summary>
    /// <param name="plan">What is synced.</param>
    /// <param name="store">Where the state is kept.</param>
    /// <param name="options">The settings; null for the defaults. Copied.</param>
    /// <param name="timeProvider">Tells the time; null for the system's clock.</param>
    /// <param name="logger">Told of runs, instances and failures; null for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="plan"/> or <paramref name="store"/> is null.</exception>
    /// <exception cref="ArgumentException">Two instances of the plan have one name, letter case aside, or a value of <paramref name="options"/> is out of its range.</exception>
    public SyncRunner(SyncPlan plan, ISyncStateStore store, SyncOptions? options = null, TimeProvider? timeProvider = null, ILogger<SyncRunner>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(store);
        if (plan.Instances.GroupBy(instance => instance.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new ArgumentException($"Two instances have the name '{twice.Key}'. Give each its own.", nameof(plan));
        }

        _plan = plan;
        _store = store;
        _options = (options ?? new()).CheckedCopy();
        _timeProvider = timeProvider ?? TimeProvider.System;
        _logger = logger ?? NullLogger<SyncRunner>.Instance;
    }

    /// <summary>Syncs every instance of the plan once.</summary>
    /// <param name="request">How; null for a run that somebody asked for, of what changed.</param>
    /// <param name="cancellationToken">Ends the run where it stands; the next one goes on from there.</param>
    /// <returns>What was done. What fails about an instance or the reconciliation is in it, and does not throw.</returns>
    /// <exception cref="IOException">The store cannot be reached, read or written.</exception>
    public Task<SyncRunResult> RunAsync(SyncRequest? request = null, CancellationToken cancellationToken = default) =>
        RunAsync(_plan, request ?? new(), cancellationToken);

    /// <summary>Syncs as a schedule asks: when a run is due, and none of another process has done it. Enables the schedule the first time, which makes a run due at once.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="cancellationToken">Ends the run where it stands; the next one goes on from there.</param>
    /// <returns>What was done; <see cref="SyncOutcome.NotDue"/> when nothing was.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="schedule"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A setting of <paramref name="schedule"/> is out of its range.</exception>
    /// <exception cref="IOException">The store cannot be reached, read or written.</exception>
    public async Task<SyncRunResult> RunIfDueAsync(SyncSchedule schedule, CancellationToken cancellationToken = default)
    {
        ScheduledRun next = await GetNextRunAsync(schedule, cancellationToken).ConfigureAwait(false);
        return next.At > _timeProvider.GetUtcNow()
            ? new() { Outcome = SyncOutcome.NotDue }
            : await RunAsync(new() { Trigger = SyncTrigger.Schedule, UnlessRunSince = next.UnlessRunSince }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Says when the next run of a schedule is due. Enables the schedule the first time.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The next run.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="schedule"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A setting of <paramref name="schedule"/> is out of its range.</exception>
    /// <exception cref="IOException">The store cannot be reached, read or written.</exception>
    public async Task<ScheduledRun> GetNextRunAsync(SyncSchedule schedule, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        DateTimeOffset now = _timeProvider.GetUtcNow();
        DateTimeOffset enabledAt = await _store.GetOrSetEnabledAtAsync(now, cancellationToken).ConfigureAwait(false);
        return schedule.GetNext(enabledAt, await _store.GetRunsAsync(LastRuns, cancellationToken).ConfigureAwait(false), now);
    }

    /// <summary>Takes usage that somebody uploaded by hand: it is checked, delivered and recorded like any other, and its instance is then "usage uploaded". Nothing is reconciled.</summary>
    /// <param name="usage">The usage, with the name of its instance, which need not be part of the plan.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>What was done; that the file is not valid is in it, and does not throw.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="usage"/> is null.</exception>
    /// <exception cref="IOException">The store cannot be reached, read or written.</exception>
    public Task<SyncRunResult> UploadAsync(IServerUsageSource usage, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(usage);
        return RunAsync(new() { Instances = [usage], Target = _plan.Target }, new() { Trigger = SyncTrigger.Upload }, cancellationToken);
    }

    /// <summary>Reads the status of every instance of the plan, also of those never synced, and of others the store knows.</summary>
    /// <param name="runs">How many of the last runs to read; 1 or more.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The status.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="runs"/> is less than 1.</exception>
    /// <exception cref="IOException">The store cannot be reached or read.</exception>
    public async Task<SyncStatus> GetStatusAsync(int runs = 10, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(runs, 1);
        IReadOnlyList<InstanceSyncState> known = await _store.GetInstancesAsync(cancellationToken).ConfigureAwait(false);
        HashSet<string> planned = [.. _plan.Instances.Select(instance => instance.Name)];
        return new()
        {
            Instances =
            [
                .. _plan.Instances.Select(instance => known.FirstOrDefault(state => state.Name == instance.Name) ?? new() { Name = instance.Name }),
                .. known.Where(state => !planned.Contains(state.Name)),
            ],
            Runs = await _store.GetRunsAsync(runs, cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<SyncRunResult> RunAsync(SyncPlan plan, SyncRequest request, CancellationToken cancellationToken)
    {
        if (await IsNeedlessAsync(request, cancellationToken).ConfigureAwait(false))
        {
            return new() { Outcome = SyncOutcome.NotDue };
        }

        Guid id = Guid.NewGuid();
        SyncLease? lease = await SyncLease.TryAcquireAsync(id, _store, _options.LeaseDuration, _timeProvider, cancellationToken).ConfigureAwait(false);
        if (lease is null)
        {
            Log.SyncBusy(_logger);
            return new() { Outcome = SyncOutcome.Busy };
        }

        await using (lease.ConfigureAwait(false))
        {
            // Another may have run and ended between the question and the lease.
            if (await IsNeedlessAsync(request, cancellationToken).ConfigureAwait(false))
            {
                return new() { Outcome = SyncOutcome.NotDue };
            }

            using Activity? activity = LicenseSyncTelemetry.ActivitySource.StartActivity("licensesync.sync")?.SetTag("licensesync.run", id.ToString()).SetTag("licensesync.trigger", request.Trigger.ToString());
            long start = _timeProvider.GetTimestamp();
            var run = new SyncRun(plan, _store, lease, _options, _timeProvider, _logger);
            SyncRunResult result = await run.RunAsync(request, cancellationToken).ConfigureAwait(false);
            activity?.SetTag("licensesync.outcome", result.Outcome.ToString());
            var outcome = new KeyValuePair<string, object?>("licensesync.outcome", result.Outcome.ToString());
            LicenseSyncTelemetry.SyncRuns.Add(1, outcome);
            LicenseSyncTelemetry.SyncDuration.Record(_timeProvider.GetElapsedTime(start).TotalSeconds, outcome);
            return result;
        }
    }

    private async Task<bool> IsNeedlessAsync(SyncRequest request, CancellationToken cancellationToken)
    {
        return request.UnlessRunSince is { } since
            && (await _store.GetRunsAsync(LastRuns, cancellationToken).ConfigureAwait(false)).Any(run => run.StartedAt >= since && run.EndedAt is not null && run.Trigger != SyncTrigger.Upload);
    }
}
