using LicenseSync.Reconciliation;
using LicenseSync.Reports;

namespace LicenseSync.Web.Counting;

/// <summary>One count of all that is accepted, with what was decided. Immutable; everything a page shows is made from it without counting again.</summary>
internal sealed record LicenseSnapshot
{
    public required long InputsVersion { get; init; }

    public required long DecisionsVersion { get; init; }

    public required DateTimeOffset CountedAt { get; init; }

    public required ReconciliationResult Result { get; init; }

    public required PeopleIndex People { get; init; }

    /// <summary>GitHub's count beside ours; null without license data.</summary>
    public LicenseComparison? Comparison { get; init; }

    public required SuggestionReview Review { get; init; }

    public required WhatIfResult WhatIf { get; init; }

    /// <summary>Instances whose users are encrypted: they are not in the count.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    public bool HasUsage { get; init; }

    public bool HasLicenseData { get; init; }

    public bool HasIdentities { get; init; }

    public bool IsEmpty => !HasUsage && !HasLicenseData;

    public ReconciliationReport ToReport() => new()
    {
        Result = Result,
        Comparison = Comparison,
        Suggestions = Review.Suggestions,
        StaleDecisions = Review.StaleDecisions,
        WhatIf = Review.Accepted.Count > 0 ? WhatIf : null,
        CreatedAt = CountedAt,
    };
}
