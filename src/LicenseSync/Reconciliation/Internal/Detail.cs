namespace LicenseSync.Reconciliation.Internal;

/// <summary>How much a reconciliation keeps.</summary>
internal enum Detail
{
    /// <summary>What people and evidence need.</summary>
    People,

    /// <summary>What suggestions need, too.</summary>
    Suggestions,
}
