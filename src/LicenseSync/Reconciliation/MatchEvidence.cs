using LicenseSync.Matching;

namespace LicenseSync.Reconciliation;

/// <summary>Where both sides of a match came from (semantics D13).</summary>
public sealed record MatchEvidence
{
    /// <summary>The cloud account's login, or the invitation's login or email; null for step D8, which has no cloud side.</summary>
    public string? CandidateLogin { get; init; }

    /// <summary>The input and record of the server account.</summary>
    public required SourceRecord ServerRecord { get; init; }

    /// <summary>The input and record (row or identity) that offered the address; for step D8 that of another server account of the person.</summary>
    public required SourceRecord CandidateRecord { get; init; }

    /// <summary>Both records; never the login.</summary>
    /// <returns>For example <c>ghes.json, record 3 = identities.json, record 7</c>.</returns>
    public override string ToString() => $"{ServerRecord} = {CandidateRecord}";
}
