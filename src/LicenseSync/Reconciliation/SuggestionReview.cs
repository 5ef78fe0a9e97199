namespace LicenseSync.Reconciliation;

/// <summary>Suggestions in the light of earlier decisions.</summary>
public sealed record SuggestionReview
{
    /// <summary>What is suggested, what was accepted included, in the order of <see cref="ReconciliationResult.Suggestions"/>.</summary>
    public required IReadOnlyList<Suggestion> Suggestions { get; init; }

    /// <summary>Those of them that were accepted; hand them to <see cref="ReconciliationResult.WhatIf"/>.</summary>
    public required IReadOnlyList<Suggestion> Accepted { get; init; }

    /// <summary>Decisions that were not applied, in the order in which they were given: those whose accounts have changed since, and acceptances of what is not suggested any more.</summary>
    public required IReadOnlyList<StaleDecision> StaleDecisions { get; init; }
}
