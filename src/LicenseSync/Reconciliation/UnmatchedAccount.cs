using LicenseSync.Accounts;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation;

/// <summary>A server account that no step of D1 to D7 matched, and why (semantics D13, D14).</summary>
public sealed record UnmatchedAccount
{
    /// <summary>The account.</summary>
    public required ServerUserId Id { get; init; }

    /// <summary><see cref="MatchOutcome.NotMatched"/> or <see cref="MatchOutcome.CannotTell"/>.</summary>
    public required MatchOutcome Outcome { get; init; }

    /// <summary>The steps that were tried, in order: those for which the input holds a usable address; empty without a primary email.</summary>
    public required IReadOnlyList<string> Tried { get; init; }

    /// <summary>The address they were tried with: the primary email; null when there is none.</summary>
    public EmailAddress? Email { get; init; }

    /// <summary>The input and record it came from.</summary>
    public SourceRecord Record { get; init; }

    /// <summary>Account and outcome; never the address.</summary>
    /// <returns>For example <c>ghes.example.com:7: NotMatched</c>.</returns>
    public override string ToString() => $"{Id}: {Outcome}";
}
