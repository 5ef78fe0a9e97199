using System.Text.Json;
using LicenseSync.IO;

namespace LicenseSync.Sync;

/// <summary>Writes the status of sync as JSON for programs: the document of <c>licensesync status --format json</c>. Its <c>server_instances</c> are shaped as GitHub's license sync status (formats 3), so that what reads the one reads the other. Safe to share.</summary>
public static class SyncStatusJsonWriter
{
    /// <summary>Writes the status.</summary>
    /// <param name="destination">Where the document goes: UTF-8 without a byte-order mark, one line; left open. All that is not ASCII is escaped.</param>
    /// <param name="status">What to write.</param>
    /// <param name="nextRun">When the next scheduled run is due; null where there is no schedule.</param>
    /// <param name="cancellationToken">Ends the work; what was written by then is no complete document.</param>
    /// <returns>A task that ends when the document is written and flushed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> or <paramref name="status"/> is null.</exception>
    public static Task WriteAsync(Stream destination, SyncStatus status, DateTimeOffset? nextRun = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(status);
        return WriteCoreAsync(destination, status, nextRun, cancellationToken);
    }

    /// <summary>The contract's name of a state.</summary>
    /// <param name="state">The state.</param>
    /// <returns><c>usage_uploaded</c>, <c>synced</c> or <c>never_synced</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="state"/> is none of them.</exception>
    public static string NameOf(UsageState state) => state switch
    {
        UsageState.UsageUploaded => "usage_uploaded",
        UsageState.Synced => "synced",
        UsageState.NeverSynced => "never_synced",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>The contract's name of an outcome.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns><c>succeeded</c>, <c>failed</c>, <c>busy</c>, <c>not_due</c> or <c>interrupted</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outcome"/> is none of them.</exception>
    public static string NameOf(SyncOutcome outcome) => outcome switch
    {
        SyncOutcome.Succeeded => "succeeded",
        SyncOutcome.Failed => "failed",
        SyncOutcome.Busy => "busy",
        SyncOutcome.NotDue => "not_due",
        SyncOutcome.Interrupted => "interrupted",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    private static async Task WriteCoreAsync(Stream destination, SyncStatus status, DateTimeOffset? nextRun, CancellationToken cancellationToken)
    {
        var writer = new Utf8JsonWriter(destination);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("server_instances"u8);
            foreach (InstanceSyncState instance in status.Instances)
            {
                Write(writer, instance);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("runs"u8);
            foreach (SyncRunRecord run in status.Runs)
            {
                Write(writer, run);
            }

            writer.WriteEndArray();
            WriteTime(writer, "next_run"u8, nextRun);
            writer.WriteEndObject();
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Write(Utf8JsonWriter writer, InstanceSyncState instance)
    {
        writer.WriteStartObject();
        writer.WriteString("name"u8, instance.Name);
        writer.WriteString("server_id"u8, instance.ServerId.HasValue ? instance.ServerId.ToString() : null);
        writer.WriteString("hostname"u8, instance.HostName);
        writer.WriteString("state"u8, NameOf(instance.State));
        writer.WriteStartObject("last_sync"u8);
        WriteTime(writer, "date"u8, instance.LastSyncAt);
        writer.WriteString("status"u8, instance.Status);
        writer.WriteString("error"u8, instance.Failure?.Message ?? "");
        writer.WriteEndObject();
        WriteTime(writer, "last_attempt"u8, instance.LastAttemptAt);
        WriteNumber(writer, "accounts"u8, instance.Accounts);
        writer.WriteBoolean("encrypted"u8, instance.IsEncrypted);
        writer.WriteBoolean("delivery_pending"u8, instance.PendingDeliveryId is not null);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, SyncRunRecord run)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, run.Id);
        writer.WriteString("trigger"u8, run.Trigger switch { SyncTrigger.Schedule => "schedule", SyncTrigger.Upload => "upload", _ => "manual" });
        WriteTime(writer, "started_at"u8, run.StartedAt);
        WriteTime(writer, "ended_at"u8, run.EndedAt);
        writer.WriteString("outcome"u8, run.Outcome is { } outcome ? NameOf(outcome) : null);
        writer.WriteNumber("delivered"u8, run.Delivered);
        writer.WriteNumber("unchanged"u8, run.Unchanged);
        writer.WriteNumber("failed"u8, run.Failed);
        Write(writer, run.Totals);
        writer.WriteString("reconciliation_error"u8, run.ReconciliationFailure?.Message);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, LicenseTotals? totals)
    {
        if (totals is null)
        {
            writer.WriteNull("totals"u8);
            return;
        }

        // Named as in the summary of `reconcile`.
        writer.WriteStartObject("totals"u8);
        writer.WriteNumber("server_accounts"u8, totals.ServerAccounts);
        writer.WriteNumber("cloud_accounts"u8, totals.CloudAccounts);
        writer.WriteNumber("licenses_consumed"u8, totals.LicensesConsumed);
        writer.WriteNumber("enterprise_licenses_consumed"u8, totals.EnterpriseLicensesConsumed);
        writer.WriteNumber("visual_studio_licenses_consumed"u8, totals.VisualStudioLicensesConsumed);
        writer.WriteNumber("licenses_saved"u8, totals.LicensesSaved);
        WriteNumber(writer, "licenses_purchased"u8, totals.LicensesPurchased);
        writer.WriteNumber("instances_left_out"u8, totals.InstancesLeftOut);
        writer.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset? time) => writer.WriteString(name, time is { } value ? IsoDate.Format(value.ToUniversalTime()) : null);

    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> name, long? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
