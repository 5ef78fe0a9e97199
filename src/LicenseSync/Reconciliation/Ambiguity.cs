using LicenseSync.Accounts;

namespace LicenseSync.Reconciliation;

/// <summary>A server account for which more than one cloud account hit at the deciding step (semantics D9).</summary>
public sealed record Ambiguity
{
    /// <summary>The server account.</summary>
    public required ServerUserId Id { get; init; }

    /// <summary>The deciding step's name.</summary>
    public required string Rule { get; init; }

    /// <summary>The address they share.</summary>
    public required EmailAddress Email { get; init; }

    /// <summary>The logins of all candidates, ordered by their lower-cased form.</summary>
    public required IReadOnlyList<string> Candidates { get; init; }

    /// <summary>The login taken; null when it was left open (<see cref="Matching.AmbiguityChoice.None"/>).</summary>
    public string? Chosen { get; init; }

    /// <summary>Account, rule and number of candidates; never logins or addresses.</summary>
    /// <returns>For example <c>ghes.example.com:7: 2 candidates by emails</c>.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Id}: {Candidates.Count} candidates by {Rule}");
}
