using LicenseSync.Accounts;

namespace LicenseSync.Reconciliation;

/// <summary>Why a server account belongs to a person (semantics D13).</summary>
public sealed record AccountMatch
{
    /// <summary>The server account.</summary>
    public required ServerUserId Id { get; init; }

    /// <summary>The deciding step's name, for example <c>name_id</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>The address both sides share: the server account's primary email as written.</summary>
    public required EmailAddress Email { get; init; }

    /// <summary>Where both sides came from.</summary>
    public required MatchEvidence Evidence { get; init; }

    /// <summary>Account and rule; never the address.</summary>
    /// <returns>For example <c>ghes.example.com:7 by name_id</c>.</returns>
    public override string ToString() => $"{Id} by {Rule}";
}
