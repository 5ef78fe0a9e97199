using LicenseSync.Diagnostics;
using LicenseSync.Transport;
using Microsoft.Extensions.Logging;

namespace LicenseSync.Sync;

/// <summary>One run, under its lease.</summary>
internal sealed class SyncRun(SyncPlan plan, ISyncStateStore store, SyncLease lease, SyncOptions options, TimeProvider timeProvider, ILogger logger)
{
    private readonly List<InstanceSyncResult> _results = [];

    public async Task<SyncRunResult> RunAsync(SyncRequest request, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Lost);
        var record = new SyncRunRecord { Id = lease.Holder, Trigger = request.Trigger, StartedAt = timeProvider.GetUtcNow() };
        try
        {
            return await RunAsync(record, request, ending.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            Log.SyncInterrupted(logger, record.Id);
            return new() { Outcome = SyncOutcome.Interrupted, Run = record, Instances = _results };
        }
    }

    private async Task<SyncRunResult> RunAsync(SyncRunRecord record, SyncRequest request, CancellationToken cancellationToken)
    {
        await SaveAsync(record, cancellationToken).ConfigureAwait(false);
        Log.SyncStarted(logger, record.Id, record.Trigger, plan.Instances.Count);
        Dictionary<string, InstanceSyncState> known = (await store.GetInstancesAsync(cancellationToken).ConfigureAwait(false)).ToDictionary(state => state.Name, StringComparer.Ordinal);
        SyncReconciliation? reconciliation = plan.CloudLicenses.Count > 0 ? new(options, logger) : null;
        foreach (IServerUsageSource source in plan.Instances)
        {
            var instance = new InstanceSync(source, plan.Target, store, lease, options, timeProvider, logger);
            InstanceSyncState before = known.GetValueOrDefault(source.Name) ?? new() { Name = source.Name };
            _results.Add(await instance.RunAsync(before, request, reconciliation, cancellationToken).ConfigureAwait(false));
        }

        if (reconciliation is not null)
        {
            await reconciliation.FinishAsync(plan, _results.Count(result => !result.IsCounted), cancellationToken).ConfigureAwait(false);
        }

        record = Ended(record, reconciliation);
        await SaveAsync(record, cancellationToken).ConfigureAwait(false);
        Log.SyncEnded(logger, record.Id, record.Outcome, record.Delivered, record.Unchanged, record.Failed);
        return new() { Outcome = record.Outcome!.Value, Run = record, Instances = _results, Reconciliation = reconciliation?.Result };
    }

    private SyncRunRecord Ended(SyncRunRecord record, SyncReconciliation? reconciliation)
    {
        int failed = _results.Count(result => result.Outcome == InstanceSyncOutcome.Failed);
        return record with
        {
            EndedAt = timeProvider.GetUtcNow(),
            Outcome = failed == 0 && reconciliation?.Failure is null ? SyncOutcome.Succeeded : SyncOutcome.Failed,
            Delivered = _results.Count(result => result.Outcome == InstanceSyncOutcome.Delivered),
            Unchanged = _results.Count(result => result.Outcome == InstanceSyncOutcome.Unchanged),
            Failed = failed,
            Totals = reconciliation?.Totals,
            ReconciliationFailure = reconciliation?.Failure,
        };
    }

    private async Task SaveAsync(SyncRunRecord record, CancellationToken cancellationToken) =>
        lease.Require(await store.SaveRunAsync(lease.Holder, record, cancellationToken).ConfigureAwait(false));
}
