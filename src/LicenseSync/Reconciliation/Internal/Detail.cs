namespace LicenseSync.Reconciliation.Internal;

/// <summary>How much a reconciliation keeps.</summary>
internal enum Detail
{
    /// <summary>What the totals need.</summary>
    Totals,

    /// <summary>What people and evidence need, too.</summary>
    People,

    /// <summary>What suggestions need, too.</summary>
    Suggestions,
}
