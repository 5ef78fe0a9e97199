using LicenseSync.Accounts;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation;

/// <summary>What GitHub's report and this reconciliation say of one server account, and the facts behind it (semantics F).</summary>
public sealed record AccountComparison
{
    /// <summary>The account.</summary>
    public required ServerUserId Id { get; init; }

    /// <summary>How both sides compare.</summary>
    public required ComparisonState State { get; init; }

    /// <summary>The input and record of the account; null when only the report knows it.</summary>
    public SourceRecord? Record { get; init; }

    /// <summary>Whether the export says that the account is suspended.</summary>
    public bool IsSuspended { get; init; }

    /// <summary>Whether an input was given for the account's host. False explains <see cref="ComparisonState.NotInExport"/>: the instance was left out.</summary>
    public bool IsHostGiven { get; init; }

    /// <summary>The cloud login (or invitation) the account belongs to here; null when there is none.</summary>
    public string? GitHubComLogin { get; init; }

    /// <summary>The cloud login (or invitation) the report puts the account under; null when there is none.</summary>
    public string? ReportedGitHubComLogin { get; init; }

    /// <summary>The server accounts that share the license here, as far as the report knows them.</summary>
    public IReadOnlyList<ServerUserId> Accounts { get; init; } = [];

    /// <summary>The server accounts that share the license in the report, as far as the exports have them.</summary>
    public IReadOnlyList<ServerUserId> ReportedAccounts { get; init; } = [];

    /// <summary>Account and state; never the logins.</summary>
    /// <returns>For example <c>ghes.example.com:7: OnlyOurs</c>.</returns>
    public override string ToString() => $"{Id}: {State}";
}
