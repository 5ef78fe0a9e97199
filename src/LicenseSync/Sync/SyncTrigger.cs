namespace LicenseSync.Sync;

/// <summary>What started a run.</summary>
public enum SyncTrigger
{
    /// <summary>Somebody asked for it: "Sync now".</summary>
    Manual,

    /// <summary>The schedule.</summary>
    Schedule,

    /// <summary>A usage file of one instance was uploaded by hand.</summary>
    Upload,
}
