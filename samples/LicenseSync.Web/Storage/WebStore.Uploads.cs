using System.Data.Common;
using System.Text.Json;
using LicenseSync.IO;
using LicenseSync.Web.Uploads;

namespace LicenseSync.Web.Storage;

// Files: from the first byte to the decision.
internal sealed partial class WebStore
{
    private const string Columns = """
        id, batch, state, origin, file_name, kind, instance, server_id, host_name, version, features, bytes, sha256, records, is_encrypted, is_readable, newest_at,
        findings, finding_count, error_count, created_at, created_by, decided_at, decided_by, is_delivered
        """;

    public Task<int> BeginUploadAsync(Upload upload, CancellationToken cancellationToken) => database.ExecuteAsync(
        """
        INSERT INTO uploads (id, batch, state, origin, file_name, kind, features, bytes, sha256, records, is_encrypted, is_readable, findings, finding_count, error_count,
                             created_at, created_by, touched_at, is_delivered)
        VALUES (@id, @batch, 'Receiving', @origin, @file, 'Unknown', '[]', 0, '', 0, 0, 0, '[]', 0, 0, @now, @by, @now, 0)
        """,
        cancellationToken,
        ("id", upload.Id), ("batch", upload.Batch), ("origin", upload.Origin.ToString()), ("file", upload.FileName), ("now", Now), ("by", upload.CreatedBy));

    /// <summary>Says that an upload still arrives.</summary>
    public Task<int> TouchUploadAsync(string id, CancellationToken cancellationToken) =>
        database.ExecuteAsync("UPDATE uploads SET touched_at = @now WHERE id = @id", cancellationToken, ("now", Now), ("id", id));

    /// <summary>Makes an upload that arrived visible, with all that was found, in one step.</summary>
    public Task<int> CompleteUploadAsync(Upload upload, CancellationToken cancellationToken) => database.InTransactionAsync(
        async statements =>
        {
            int changed = await statements.ExecuteAsync(
                """
                UPDATE uploads SET state = 'Pending', kind = @kind, instance = @instance, server_id = @server, host_name = @host, version = @version, features = @features, bytes = @bytes,
                    sha256 = @sha, records = @records, is_encrypted = @encrypted, is_readable = @readable, newest_at = @newest, findings = @findings, finding_count = @count,
                    error_count = @errors, touched_at = @now
                WHERE id = @id AND state = 'Receiving'
                """,
                cancellationToken,
                ("id", upload.Id), ("kind", upload.Kind.ToString()), ("instance", upload.Instance), ("server", upload.ServerId), ("host", upload.HostName), ("version", upload.Version),
                ("features", JsonSerializer.Serialize(upload.Features)), ("bytes", upload.Bytes), ("sha", upload.Sha256), ("records", upload.Records), ("encrypted", upload.IsEncrypted),
                ("readable", upload.IsReadable), ("newest", upload.NewestAt?.ToUnixTimeMilliseconds()), ("findings", JsonSerializer.Serialize(upload.Findings)), ("count", upload.FindingCount),
                ("errors", upload.ErrorCount), ("now", Now));
            await AuditAsync(statements, upload.CreatedBy, AuditAction.Uploaded, upload.FileName, cancellationToken);
            return changed;
        },
        cancellationToken);

    public async Task<Upload?> FindUploadAsync(string id, CancellationToken cancellationToken) =>
        (await database.QueryAsync($"SELECT {Columns} FROM uploads WHERE id = @id AND state <> 'Receiving'", ReadUpload, cancellationToken, ("id", id))).FirstOrDefault();

    public Task<List<Upload>> GetBatchAsync(string batch, CancellationToken cancellationToken) =>
        database.QueryAsync($"SELECT {Columns} FROM uploads WHERE batch = @batch AND state <> 'Receiving' ORDER BY number", ReadUpload, cancellationToken, ("batch", batch));

    /// <summary>Reads the uploads of a state, in the order in which they came.</summary>
    public Task<List<Upload>> GetUploadsAsync(UploadState state, CancellationToken cancellationToken) =>
        database.QueryAsync($"SELECT {Columns} FROM uploads WHERE state = @state ORDER BY decided_at, number", ReadUpload, cancellationToken, ("state", state.ToString()));

    /// <summary>Reads what was decided about an instance's usage, the latest first.</summary>
    public Task<List<Upload>> GetHistoryAsync(string instance, CancellationToken cancellationToken) => database.QueryAsync(
        $"SELECT {Columns} FROM uploads WHERE instance = @instance AND decided_at IS NOT NULL ORDER BY decided_at DESC, number DESC LIMIT 100",
        ReadUpload, cancellationToken, ("instance", instance));

    public async Task<long> CountPendingAsync(CancellationToken cancellationToken) =>
        (await database.QueryAsync("SELECT COUNT(*) FROM uploads WHERE state IN ('Pending', 'Receiving')", row => row.Number(0), cancellationToken))[0];

    /// <summary>Accepts an upload: it takes the place of the instance's earlier usage, or, where that is asked for, of the earlier license data or identities.</summary>
    /// <returns>The uploads whose place it took; null when it waits for no decision any more.</returns>
    public Task<List<string>?> AcceptAsync(Upload upload, string? instance, bool replaces, string who, CancellationToken cancellationToken) => database.InTransactionAsync<List<string>?>(
        async statements =>
        {
            int accepted = await statements.ExecuteAsync(
                "UPDATE uploads SET state = 'Accepted', instance = @instance, decided_at = @now, decided_by = @by, is_delivered = @delivered WHERE id = @id AND state = 'Pending' AND is_readable = 1",
                cancellationToken, ("instance", instance), ("now", Now), ("by", who), ("delivered", upload.Origin == UploadOrigin.Sync || instance is null), ("id", upload.Id));
            if (accepted == 0)
            {
                return null;
            }

            List<string> superseded = !replaces && instance is null ? [] : await statements.QueryAsync(
                """
                UPDATE uploads SET state = 'Superseded'
                WHERE state = 'Accepted' AND id <> @id AND (
                    (@instance <> '' AND (instance = @instance OR (@server <> '' AND LOWER(server_id) = @server)))
                    OR (@instance = '' AND kind IN (@kind, @sibling))) RETURNING id
                """,
                row => row.Text(0), cancellationToken, ("id", upload.Id), ("instance", instance ?? ""), ("server", upload.ServerId?.ToLowerInvariant() ?? ""), ("kind", upload.Kind.ToString()), ("sibling", Sibling(upload.Kind).ToString()));
            await statements.ExecuteAsync(Bump, cancellationToken, ("name", InputsVersion));
            await AuditAsync(statements, who, AuditAction.Accepted, instance ?? upload.FileName, cancellationToken);
            return superseded;
        },
        cancellationToken);

    public Task<int> MarkDeliveredAsync(string id, CancellationToken cancellationToken) =>
        database.ExecuteAsync("UPDATE uploads SET is_delivered = 1 WHERE id = @id", cancellationToken, ("id", id));

    /// <summary>Forgets an upload that was not accepted.</summary>
    public Task<bool> DiscardAsync(Upload upload, string who, CancellationToken cancellationToken) => database.InTransactionAsync(
        async statements =>
        {
            bool isGone = await statements.ExecuteAsync("DELETE FROM uploads WHERE id = @id AND state IN ('Pending', 'Receiving')", cancellationToken, ("id", upload.Id)) > 0;
            if (isGone && upload.State == UploadState.Pending)
            {
                await AuditAsync(statements, who, AuditAction.Discarded, upload.FileName, cancellationToken);
            }

            return isGone;
        },
        cancellationToken);

    /// <summary>Takes an accepted upload out of the count.</summary>
    public Task<bool> RemoveUploadAsync(Upload upload, string who, CancellationToken cancellationToken) => database.InTransactionAsync(
        async statements =>
        {
            bool isGone = await statements.ExecuteAsync("UPDATE uploads SET state = 'Removed', decided_at = @now, decided_by = @by WHERE id = @id AND state = 'Accepted'", cancellationToken, ("now", Now), ("by", who), ("id", upload.Id)) > 0;
            if (isGone)
            {
                await statements.ExecuteAsync(Bump, cancellationToken, ("name", InputsVersion));
                await AuditAsync(statements, who, upload.Instance is null ? AuditAction.FileRemoved : AuditAction.InstanceRemoved, upload.Instance ?? upload.FileName, cancellationToken);
            }

            return isGone;
        },
        cancellationToken);

    /// <summary>Names uploads that will never end, and those nobody decided about in time.</summary>
    public Task<List<Upload>> GetLeftOverAsync(DateTimeOffset receivingBefore, DateTimeOffset pendingBefore, CancellationToken cancellationToken) => database.QueryAsync(
        $"SELECT {Columns} FROM uploads WHERE (state = 'Receiving' AND touched_at < @receiving) OR (state = 'Pending' AND touched_at < @pending)",
        ReadUpload, cancellationToken, ("receiving", receivingBefore), ("pending", pendingBefore));

    // The API's answer and the CSV report are the same data.
    private static FileKind Sibling(FileKind kind) => kind switch
    {
        FileKind.ConsumedLicenses => FileKind.LicenseReport,
        FileKind.LicenseReport => FileKind.ConsumedLicenses,
        _ => kind,
    };

    private static Upload ReadUpload(DbDataReader row) => new()
    {
        Id = row.Text(0),
        Batch = row.Text(1),
        State = Enum.Parse<UploadState>(row.Text(2)),
        Origin = Enum.Parse<UploadOrigin>(row.Text(3)),
        FileName = row.Text(4),
        Kind = Enum.Parse<FileKind>(row.Text(5)),
        Instance = row.TextOrNull(6),
        ServerId = row.TextOrNull(7),
        HostName = row.TextOrNull(8),
        Version = row.TextOrNull(9),
        Features = JsonSerializer.Deserialize<string[]>(row.Text(10)) ?? [],
        Bytes = row.Number(11),
        Sha256 = row.Text(12),
        Records = row.Number(13),
        IsEncrypted = row.Flag(14),
        IsReadable = row.Flag(15),
        NewestAt = row.TimeOrNull(16),
        Findings = JsonSerializer.Deserialize<UploadFinding[]>(row.Text(17)) ?? [],
        FindingCount = row.Number(18),
        ErrorCount = row.Number(19),
        CreatedAt = row.Time(20),
        CreatedBy = row.Text(21),
        DecidedAt = row.TimeOrNull(22),
        DecidedBy = row.TextOrNull(23),
        IsDelivered = row.Flag(24),
    };
}
