namespace LicenseSync.Sync;

/// <summary>What a run did about one instance.</summary>
public enum InstanceSyncOutcome
{
    /// <summary>Its usage was delivered.</summary>
    Delivered,

    /// <summary>Its usage is, byte for byte, what was delivered last: nothing was delivered.</summary>
    Unchanged,

    /// <summary>It could not be read, was not valid, or could not be delivered.</summary>
    Failed,
}
