namespace LicenseSync.Reconciliation;

/// <summary>What an owner decided about a suggestion.</summary>
public enum DecisionChoice
{
    /// <summary>Nothing yet.</summary>
    Undecided,

    /// <summary>It is one person: what-if runs apply it.</summary>
    Accept,

    /// <summary>They are two people: it is not suggested again.</summary>
    Reject,
}
