using LicenseSync.Accounts;
using LicenseSync.Sync;

namespace LicenseSync.Storage;

/// <summary>An instance's state as a row.</summary>
internal static class InstanceTable
{
    private const int FailureColumns = 3;

    public static Columns<InstanceSyncState> Columns { get; } = new(
        Column<InstanceSyncState>.Text("name", state => state.Name),
        Column<InstanceSyncState>.Text("server_id", state => state.ServerId.HasValue ? state.ServerId.ToString() : null),
        Column<InstanceSyncState>.Text("host_name", state => state.HostName),
        Column<InstanceSyncState>.Text("state", state => state.State.ToString()),
        Column<InstanceSyncState>.Time("last_sync_at", state => state.LastSyncAt),
        Column<InstanceSyncState>.Time("last_attempt_at", state => state.LastAttemptAt),
        Column<InstanceSyncState>.Text("failure_kind", state => state.Failure?.Kind.ToString()),
        Column<InstanceSyncState>.Text("failure_code", state => state.Failure?.Code),
        Column<InstanceSyncState>.Text("failure_message", state => state.Failure?.Message),
        Column<InstanceSyncState>.Number("accounts", state => state.Accounts),
        Column<InstanceSyncState>.Flag("is_encrypted", state => state.IsEncrypted),
        Column<InstanceSyncState>.Text("content_hash", state => state.ContentHash),
        Column<InstanceSyncState>.Text("last_delivery_id", state => state.LastDeliveryId),
        Column<InstanceSyncState>.Text("pending_delivery_id", state => state.PendingDeliveryId));

    public static InstanceSyncState Read(StoredRow row) => new()
    {
        Name = row.RequiredText(),
        ServerId = ServerId.TryParse(row.Text(), out ServerId serverId) ? serverId : default,
        HostName = row.Text(),
        State = row.Choice<UsageState>() ?? default,
        LastSyncAt = row.Time(),
        LastAttemptAt = row.Time(),
        Failure = row.Has(FailureColumns) ? Failure(row) : null,
        Accounts = row.Number(),
        IsEncrypted = row.Flag(),
        ContentHash = row.Text(),
        LastDeliveryId = row.Text(),
        PendingDeliveryId = row.Text(),
    };

    public static SyncFailure Failure(StoredRow row) => new() { Kind = row.Choice<SyncFailureKind>() ?? default, Code = row.Text(), Message = row.RequiredText() };
}
