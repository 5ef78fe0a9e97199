using LicenseSync.Accounts;

namespace LicenseSync.Reconciliation;

/// <summary>A decision about one suggestion, to be kept between runs.</summary>
public sealed record SuggestionDecision
{
    /// <summary><see cref="Suggestion.Code"/>.</summary>
    public required string Code { get; init; }

    /// <summary><see cref="Suggestion.Accounts"/>: the server accounts, then the target.</summary>
    public required IReadOnlyList<string> Accounts { get; init; }

    /// <summary>What was decided.</summary>
    public DecisionChoice Choice { get; init; }

    /// <summary><see cref="Suggestion.Fingerprint"/> when it was decided; null when it is not known, which a changed account cannot be told from.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>What the owner wrote beside it; null for nothing.</summary>
    public string? Note { get; init; }

    /// <summary>Properties that are not known, in the file's order; written back unchanged.</summary>
    public IReadOnlyList<AdditionalProperty> AdditionalProperties { get; init; } = [];

    /// <summary>Code and choice; never logins or notes.</summary>
    /// <returns>For example <c>secondary_email: Accept</c>.</returns>
    public override string ToString() => $"{Code}: {Choice}";
}
