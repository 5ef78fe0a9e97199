namespace LicenseSync.Web.Uploads;

/// <summary>What became of an upload. Kept by name.</summary>
public enum UploadState
{
    /// <summary>Its bytes are arriving. Nobody sees it yet; a restart throws it away.</summary>
    Receiving,

    /// <summary>It is whole and was checked, and waits for somebody to accept it.</summary>
    Pending,

    /// <summary>It is counted.</summary>
    Accepted,

    /// <summary>A later one took its place; only what is known of it is kept.</summary>
    Superseded,

    /// <summary>Somebody removed it; only what is known of it is kept.</summary>
    Removed,
}
