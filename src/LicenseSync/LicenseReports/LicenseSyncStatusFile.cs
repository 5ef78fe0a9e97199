using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>What GitHub Enterprise Cloud says of the last license sync of each instance (JSON): the answer of <c>GET /enterprises/{enterprise}/license-sync-status</c>. Safe to share.</summary>
/// <remarks>GitHub Docs, REST API, "Get a license sync status" (formats 3). A document written as a JSON schema of itself, as one client types the answer, has no list of instances and is refused.</remarks>
public static class LicenseSyncStatusFile
{
    private static readonly JsonShape Shape = new() { RecordLists = ["serverinstances"], ListName = "server_instances", AllowsPages = true };

    /// <summary>Reads a whole document.</summary>
    /// <param name="stream">The document, plain or gzip; left open.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The instances in the document's order.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">A value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="InputFormatException">The document is empty, malformed or truncated, has no list of instances, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">A limit of <paramref name="options"/> is passed.</exception>
    public static Task<IReadOnlyList<InstanceSyncStatus>> ReadAsync(Stream stream, ReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return CoreAsync(stream, (options ?? new()).CheckedCopy(), leaveOpen: true, cancellationToken);
    }

    /// <summary>Reads a file. See <see cref="ReadAsync(Stream, ReaderOptions?, CancellationToken)"/>.</summary>
    /// <param name="path">The file's path, which is also the source name in positions unless <paramref name="options"/> has one.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The instances in the file's order.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty, or a value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read, or is a directory.</exception>
    /// <exception cref="InputFormatException">The file is empty, malformed or truncated, has no list of instances, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">A limit of <paramref name="options"/> is passed.</exception>
    public static Task<IReadOnlyList<InstanceSyncStatus>> ReadAsync(string path, ReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReaderOptions copy = (options ?? new()).CheckedCopy(path);
        return CoreAsync(PlainInput.OpenFile(path), copy, leaveOpen: false, cancellationToken);
    }

    private static async Task<IReadOnlyList<InstanceSyncStatus>> CoreAsync(Stream stream, ReaderOptions options, bool leaveOpen, CancellationToken cancellationToken)
    {
        JsonScanner scanner = await JsonScanner.OpenAsync(stream, options, Shape, leaveOpen, cancellationToken).ConfigureAwait(false);
        await using (scanner.ConfigureAwait(false))
        {
            var instances = new List<InstanceSyncStatus>();
            JsonEvent found;
            while ((found = await scanner.ReadAsync(cancellationToken).ConfigureAwait(false)) != JsonEvent.End)
            {
                if (found == JsonEvent.Record && Read(scanner) is { } instance)
                {
                    instances.Add(instance);
                }
            }

            return instances;
        }
    }

    private static InstanceSyncStatus? Read(JsonScanner scanner)
    {
        if (scanner.Whole.Kind != JsonTokenType.StartObject)
        {
            scanner.Report(DiagnosticDescriptors.NotARecord, 0, "An instance must be an object; the element is skipped.");
            return null;
        }

        string? serverId = null, hostName = null, status = null, error = null;
        DateTimeOffset? date = null;
        var instance = new JsonObjectReader(scanner, scanner.Whole);
        while (instance.Next())
        {
            switch (instance.Key)
            {
                case "serverid": instance.Read(ref serverId); break;
                case "hostname": instance.Read(ref hostName); break;
                case "lastsync" when instance.Value.Kind == JsonTokenType.StartObject: ReadLastSync(instance.Value); break;
                case "lastsync" when !instance.Value.IsMissing: scanner.WrongType(instance.Value, "an object"); break;
            }
        }

        return new()
        {
            ServerId = ServerId.TryParse(serverId, out ServerId id) ? id : default,
            HostName = hostName,
            LastSyncAt = date,
            Status = status,
            Error = error,
        };

        void ReadLastSync(JsonPart part)
        {
            var lastSync = new JsonObjectReader(scanner, part);
            while (lastSync.Next())
            {
                switch (lastSync.Key)
                {
                    case "date": lastSync.Read(ref date); break;
                    case "status": lastSync.Read(ref status); break;
                    case "error": lastSync.Read(ref error); break;
                }
            }
        }
    }
}
