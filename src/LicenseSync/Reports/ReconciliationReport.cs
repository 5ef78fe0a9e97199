using LicenseSync.Reconciliation;

namespace LicenseSync.Reports;

/// <summary>What a report shows: a reconciliation and what was found on top of it. The writers show the parts that are given.</summary>
public sealed record ReconciliationReport
{
    /// <summary>The reconciliation.</summary>
    public required ReconciliationResult Result { get; init; }

    /// <summary>The comparison with GitHub's count; null when it was not asked for.</summary>
    public LicenseComparison? Comparison { get; init; }

    /// <summary>What may be changed; usually <see cref="ReconciliationResult.Suggestions"/>, less what was rejected.</summary>
    public IReadOnlyList<Suggestion> Suggestions { get; init; } = [];

    /// <summary>The totals if accepted suggestions were acted on; null when nothing was asked.</summary>
    public WhatIfResult? WhatIf { get; init; }

    /// <summary>Decisions that were given and not applied.</summary>
    public IReadOnlyList<StaleDecision> StaleDecisions { get; init; } = [];

    /// <summary>When the report was made, shown in HTML and Markdown; null to leave it out, so that the same input gives the same bytes.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}
