namespace LicenseSync.Reconciliation;

/// <summary>Why a server account belongs to its person, or stands alone.</summary>
public sealed record ExplainedAccount
{
    /// <summary>The account.</summary>
    public required PersonServerAccount Account { get; init; }

    /// <summary>The match that joined it to its person; null for an account that stands alone.</summary>
    public AccountMatch? Match { get; init; }

    /// <summary>The choice there was (semantics D9); null when there was none.</summary>
    public Ambiguity? Ambiguity { get; init; }

    /// <summary>Every step in its order, those that were not tried included.</summary>
    public required IReadOnlyList<ExplainedStep> Steps { get; init; }

    /// <summary>What GitHub's report says of the account (semantics F).</summary>
    public required AccountComparison Reported { get; init; }

    /// <summary>What it probably belongs to (semantics G); null when nothing is suggested.</summary>
    public Suggestion? Suggestion { get; init; }

    /// <summary>The outcome in one sentence, for people who do not know the rules.</summary>
    public required string Meaning { get; init; }

    /// <summary>What GitHub reports, in one sentence.</summary>
    public required string ReportedMeaning { get; init; }

    /// <summary>What would have to change for it to share a license, in one sentence. It may hold addresses and logins: personal data.</summary>
    public required string WhatToDo { get; init; }

    /// <summary>The account; never its login or address.</summary>
    /// <returns>For example <c>ghes.example.com:7</c>.</returns>
    public override string ToString() => Account.ToString();
}
