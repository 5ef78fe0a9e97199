using LicenseSync.Accounts;

namespace LicenseSync.Reconciliation;

/// <summary>One step of matching for one server account (semantics D1 to D8).</summary>
public sealed record ExplainedStep
{
    /// <summary>The step's name, for example <c>name_id</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>What the primary email is compared with, in words.</summary>
    public required string Description { get; init; }

    /// <summary>What became of it.</summary>
    public required StepOutcome Outcome { get; init; }

    /// <summary>How many addresses the whole input holds for the step; 0 or more.</summary>
    public int AddressCount { get; init; }

    /// <summary>The accounts with an equal address: logins, at step D8 server accounts; empty unless <see cref="Outcome"/> is a hit or an ambiguity.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    /// <summary>The addresses that the account which is suggested instead has at this step: what was compared and is not equal; empty when there is none.</summary>
    public IReadOnlyList<EmailAddress> LikelyAddresses { get; init; } = [];

    /// <summary>Rule and outcome; never logins or addresses.</summary>
    /// <returns>For example <c>name_id: NoHit</c>.</returns>
    public override string ToString() => $"{Rule}: {Outcome}";
}
