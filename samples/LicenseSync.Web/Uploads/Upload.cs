using LicenseSync.IO;

namespace LicenseSync.Web.Uploads;

/// <summary>A file that somebody uploaded or that sync brought, and what is known of it. Its bytes lie in the content store under its id.</summary>
public sealed record Upload
{
    public required string Id { get; init; }

    /// <summary>Files that came together are looked at together.</summary>
    public required string Batch { get; init; }

    public UploadState State { get; init; }

    public UploadOrigin Origin { get; init; }

    /// <summary>The file's name where it came from: shown, never used as a path.</summary>
    public required string FileName { get; init; }

    public FileKind Kind { get; init; }

    /// <summary>The name of the instance whose usage it is; null for license data and identities, and as long as nobody said.</summary>
    public string? Instance { get; init; }

    public string? ServerId { get; init; }

    public string? HostName { get; init; }

    public string? Version { get; init; }

    public IReadOnlyList<string> Features { get; init; } = [];

    public long Bytes { get; init; }

    public string Sha256 { get; init; } = "";

    /// <summary>Accounts, rows or identities that can be used.</summary>
    public long Records { get; init; }

    public bool IsEncrypted { get; init; }

    /// <summary>Whether it can be read to its end: what cannot is not accepted.</summary>
    public bool IsReadable { get; init; }

    /// <summary>The latest date that stands at an account: of two exports of an instance, the later has the later one.</summary>
    public DateTimeOffset? NewestAt { get; init; }

    /// <summary>The first findings.</summary>
    public IReadOnlyList<UploadFinding> Findings { get; init; } = [];

    public long FindingCount { get; init; }

    public long ErrorCount { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? DecidedBy { get; init; }

    /// <summary>Whether the accepted file went where the host delivers usage.</summary>
    public bool IsDelivered { get; init; }

    public bool IsUsage => Kind is FileKind.ServerUsage or FileKind.ServerUserReport;

    public bool IsLicenseData => Kind is FileKind.ConsumedLicenses or FileKind.LicenseReport;

    public override string ToString() => $"upload {Id}: {State}";
}
