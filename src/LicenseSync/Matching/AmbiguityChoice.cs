namespace LicenseSync.Matching;

/// <summary>What to do when more than one cloud account hits at the deciding step (semantics D9). Either way the ambiguity is reported with all candidates.</summary>
public enum AmbiguityChoice
{
    /// <summary>Take the candidate whose lower-cased login is first in ordinal order. Our choice: it depends on nothing but the logins.</summary>
    First,

    /// <summary>Leave the account unmatched; no later step of D1 to D7 is tried, and it still takes part in D8.</summary>
    None,
}
