namespace LicenseSync.Reconciliation;

/// <summary>How GitHub's grouping of a server account compares with ours (semantics F).</summary>
public enum ComparisonState
{
    /// <summary>Both sides say that the same accounts share the license.</summary>
    Agree,

    /// <summary>Ours is the larger group: the last sync is stale, or the address is not verified yet.</summary>
    OnlyOurs,

    /// <summary>GitHub's is the larger group: it used an address that cannot be seen here.</summary>
    OnlyGitHub,

    /// <summary>Neither group holds the other.</summary>
    Differ,

    /// <summary>GitHub still counts an account that the export no longer has, or that is suspended: removed or suspended since the last sync.</summary>
    NotInExport,

    /// <summary>The report does not list the account: never synced. A suspended account is not listed either, and rightly so.</summary>
    NotInReport,
}
