namespace LicenseSync.Sync;

/// <summary>Why something failed, by what there is to do about it.</summary>
public enum SyncFailureKind
{
    /// <summary>The content is not valid: get it again.</summary>
    InvalidInput,

    /// <summary>A file or folder cannot be read or written.</summary>
    InputOutput,

    /// <summary>A remote side or a command refused or failed.</summary>
    Remote,

    /// <summary>A source or target that a host plugged in failed in a way of its own.</summary>
    Unexpected,
}
