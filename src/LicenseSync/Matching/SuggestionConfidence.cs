namespace LicenseSync.Matching;

/// <summary>How far a suggestion can be trusted.</summary>
public enum SuggestionConfidence
{
    /// <summary>Act on it: nine in ten or more are right on the measured data (README, "Suggestions").</summary>
    Advice,

    /// <summary>Look at it first: the evidence is weak, and two people may look like one.</summary>
    Review,
}
