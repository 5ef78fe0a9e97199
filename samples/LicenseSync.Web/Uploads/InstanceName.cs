namespace LicenseSync.Web.Uploads;

/// <summary>Under which name an instance is kept. What has a known server id belongs to the instance of that id (semantics A1); else the host name decides, where it is free.</summary>
internal static class InstanceName
{
    /// <summary>Names the instance of an upload.</summary>
    /// <param name="upload">The upload.</param>
    /// <param name="accepted">What is counted now.</param>
    /// <param name="given">The name that somebody gave, where the file has none.</param>
    /// <returns>The name; null when nobody knows.</returns>
    public static string? Of(Upload upload, IReadOnlyList<Upload> accepted, string? given = null)
    {
        if (upload is { Origin: UploadOrigin.Sync, Instance: { } source })
        {
            return source; // the name in the configuration
        }

        if (upload.ServerId is { } serverId && accepted.FirstOrDefault(other => other.Instance is not null && Same(other.ServerId, serverId)) is { } known)
        {
            return known.Instance;
        }

        string? name = upload.Instance ?? upload.HostName ?? (string.IsNullOrWhiteSpace(given) ? null : given.Trim().ToLowerInvariant()) ?? upload.ServerId;
        bool isTaken = name is not null && upload.ServerId is not null && accepted.Any(other => Same(other.Instance, name) && other.ServerId is not null && !Same(other.ServerId, upload.ServerId));
        return isTaken ? $"{name} ({upload.ServerId})" : name;
    }

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
