using LicenseSync.Accounts;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation;

/// <summary>The accounts that consume one license together (semantics, Words; C5).</summary>
public sealed record Person
{
    /// <summary>The cloud account's login, spelled as in its first row; for an invited person the login or email as GitHub prints it; null for server-only people and invitations without a login.</summary>
    public string? GitHubComLogin { get; init; }

    /// <summary>Whether this is a pending invitation rather than a cloud account (semantics C3, D7).</summary>
    public bool IsPendingInvitation { get; init; }

    /// <summary>Whether there is a cloud account.</summary>
    public bool HasCloudAccount => GitHubComLogin is not null && !IsPendingInvitation;

    /// <summary>The server accounts, in the order of semantics E; empty when there are none.</summary>
    public IReadOnlyList<PersonServerAccount> ServerAccounts { get; init; } = [];

    /// <summary>The type of license the person has or would have (semantics C5).</summary>
    public LicenseType LicenseType { get; init; }

    /// <summary>Whether the person consumes one license (semantics C5).</summary>
    public bool ConsumesLicense { get; init; }

    /// <summary>Why each server account belongs to the person, in the accounts' order; empty for a lone account.</summary>
    public IReadOnlyList<AccountMatch> Matches { get; init; } = [];

    /// <summary>The input and record of the cloud account or invitation; null for server-only people.</summary>
    public SourceRecord? CloudRecord { get; init; }

    /// <summary>A placeholder: logins never reach logs by accident.</summary>
    /// <returns>For example <c>person (cloud account, 2 server accounts)</c>.</returns>
    public override string ToString()
    {
        string cloud = HasCloudAccount ? "cloud account, " : IsPendingInvitation ? "pending invitation, " : "";
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"person ({cloud}{ServerAccounts.Count} server accounts)");
    }
}
