namespace LicenseSync.Sync;

/// <summary>How the usage of an instance last arrived, as the Licensing page of GitHub Enterprise Cloud tells it.</summary>
/// <remarks>GitHub Docs, "Viewing usage for your GitHub Enterprise plan" (formats 3): "Server usage uploaded", "GitHub Connect server usage synced" and "… never synced".</remarks>
public enum UsageState
{
    /// <summary>No sync and no upload has ever succeeded.</summary>
    NeverSynced,

    /// <summary>A sync, scheduled or asked for, was the last to succeed.</summary>
    Synced,

    /// <summary>A usage file uploaded by hand was the last to succeed.</summary>
    UsageUploaded,
}
