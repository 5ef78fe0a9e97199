using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.Transport;
using Microsoft.Extensions.Logging;

namespace LicenseSync.Sync;

/// <summary>One instance in a run: read, check, deliver, record.</summary>
internal sealed class InstanceSync(
    IServerUsageSource source, IUsageFileTarget target, ISyncStateStore store, SyncLease lease, SyncOptions options, TimeProvider timeProvider, ILogger logger)
{
    /// <summary>Syncs the instance. What its source, content or target does is recorded; only the store's troubles and cancellation throw.</summary>
    public async Task<InstanceSyncResult> RunAsync(InstanceSyncState before, SyncRequest request, SyncReconciliation? reconciliation, CancellationToken cancellationToken)
    {
        using Activity? activity = LicenseSyncTelemetry.ActivitySource.StartActivity("licensesync.sync.instance")?.SetTag("licensesync.instance", source.Name);
        Spool? spool = null;
        try
        {
            CheckedUsage? usage = null;
            SyncFailure? failure = await Attempt.RunAsync(
                async () =>
                {
                    spool = await Spool.CreateAsync(options.SpoolFolder, CopyAsync, cancellationToken).ConfigureAwait(false);
                    usage = await CheckedUsage.ReadAsync(spool.OpenRead(), source.Name, options.Mode, cancellationToken).ConfigureAwait(false);
                },
                cancellationToken).ConfigureAwait(false);
            InstanceSyncResult result = failure is null
                ? await DeliverAsync(before, request, spool!, usage!, cancellationToken).ConfigureAwait(false)
                : await FailAsync(before, failure, cancellationToken).ConfigureAwait(false);
            Note(result, activity);
            return failure is null && !usage!.IsEncrypted && reconciliation is not null
                ? result with { IsCounted = await reconciliation.AddAsync(spool!, source.Name, cancellationToken).ConfigureAwait(false) }
                : result;
        }
        finally
        {
            spool?.Dispose();
        }
    }

    private async Task CopyAsync(Stream destination, CancellationToken cancellationToken)
    {
        Stream content = await source.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            await content.CopyToAsync(destination, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<InstanceSyncResult> DeliverAsync(InstanceSyncState before, SyncRequest request, Spool spool, CheckedUsage usage, CancellationToken cancellationToken)
    {
        string id = DeliveryId(before, spool.ContentHash);
        InstanceSyncState state = before with
        {
            ServerId = usage.Instance?.ServerId ?? default,
            HostName = usage.Instance?.HostName,
            Accounts = usage.Accounts,
            IsEncrypted = usage.IsEncrypted,
        };

        // A delivery that may or may not have arrived makes it unknown what the target has: then even the old content is delivered again.
        bool isUnchanged = !request.Force && before.ContentHash == spool.ContentHash && before.PendingDeliveryId is null;
        if (!isUnchanged)
        {
            state = state with { PendingDeliveryId = id };
            await SaveAsync(state, cancellationToken).ConfigureAwait(false);
            if (await HandOverAsync(id, spool, state, cancellationToken).ConfigureAwait(false) is { } failure)
            {
                return await FailAsync(state, failure, cancellationToken).ConfigureAwait(false);
            }
        }

        DateTimeOffset now = timeProvider.GetUtcNow();
        state = state with
        {
            State = request.Trigger == SyncTrigger.Upload ? UsageState.UsageUploaded : UsageState.Synced,
            LastSyncAt = now,
            LastAttemptAt = now,
            Failure = null,
            ContentHash = spool.ContentHash,
            LastDeliveryId = isUnchanged ? before.LastDeliveryId : id,
            PendingDeliveryId = null,
        };
        await SaveAsync(state, cancellationToken).ConfigureAwait(false);
        return new() { State = state, Outcome = isUnchanged ? InstanceSyncOutcome.Unchanged : InstanceSyncOutcome.Delivered };
    }

    private async Task<SyncFailure?> HandOverAsync(string id, Spool spool, InstanceSyncState state, CancellationToken cancellationToken)
    {
        using Activity? activity = LicenseSyncTelemetry.ActivitySource.StartActivity("licensesync.sync.deliver")?.SetTag("licensesync.delivery", id);
        var delivery = new UsageDelivery
        {
            Id = id,
            InstanceName = source.Name,
            ServerId = state.ServerId,
            ContentHash = spool.ContentHash,
            Length = spool.Length,
            OpenAsync = _ => Task.FromResult(spool.OpenRead()),
        };
        return await Attempt.RunAsync(() => target.DeliverAsync(delivery, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private async Task<InstanceSyncResult> FailAsync(InstanceSyncState state, SyncFailure failure, CancellationToken cancellationToken)
    {
        InstanceSyncState failed = state with { LastAttemptAt = timeProvider.GetUtcNow(), Failure = failure };
        await SaveAsync(failed, cancellationToken).ConfigureAwait(false);
        return new() { State = failed, Outcome = InstanceSyncOutcome.Failed };
    }

    private void Note(InstanceSyncResult result, Activity? activity)
    {
        activity?.SetTag("licensesync.outcome", result.Outcome.ToString());
        LicenseSyncTelemetry.SyncInstances.Add(1, new KeyValuePair<string, object?>("licensesync.outcome", result.Outcome.ToString()));
        if (result.State.Failure is { } failure)
        {
            activity?.SetStatus(ActivityStatusCode.Error, failure.Kind.ToString());
            Log.InstanceFailed(logger, source.Name, failure.Kind, failure.Code, failure.Message);
        }
        else
        {
            Log.InstanceSynced(logger, source.Name, result.Outcome, result.State.Accounts, result.State.IsEncrypted);
        }
    }

    private async Task SaveAsync(InstanceSyncState state, CancellationToken cancellationToken) =>
        lease.Require(await store.SaveInstanceAsync(lease.Holder, state, cancellationToken).ConfigureAwait(false));

    /// <summary>The first part says instance and content: a delivery that was begun with the same is tried again under its id. The second says what came before:
    /// content that comes back after other content is a delivery of its own, which a target that knows the earlier one must not take for it.</summary>
    private string DeliveryId(InstanceSyncState before, string contentHash)
    {
        string content = $"{Hash($"{source.Name}\n{contentHash}", bytes: 16)}-";
        return before.PendingDeliveryId is { } pending && pending.StartsWith(content, StringComparison.Ordinal)
            ? pending
            : content + Hash(before.PendingDeliveryId ?? before.LastDeliveryId ?? "", bytes: 4);
    }

    private static string Hash(string text, int bytes) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, bytes));
}
