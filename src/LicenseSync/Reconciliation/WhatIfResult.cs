namespace LicenseSync.Reconciliation;

/// <summary>The totals as they would be if accepted suggestions were acted on (semantics G).</summary>
public sealed record WhatIfResult
{
    /// <summary>The totals then.</summary>
    public required ReconciliationSummary Summary { get; init; }

    /// <summary>The suggestions that were applied, in the order of their accounts (semantics E).</summary>
    public required IReadOnlyList<Suggestion> Applied { get; init; }

    /// <summary>Licenses that are consumed now and would not be then: the sum of <see cref="Suggestion.Frees"/> of what was applied.</summary>
    public required int LicensesFreed { get; init; }
}
