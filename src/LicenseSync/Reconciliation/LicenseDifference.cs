using LicenseSync.Accounts;

namespace LicenseSync.Reconciliation;

/// <summary>Accounts that this reconciliation and GitHub's report count differently: a part of the difference between the two totals (semantics F).</summary>
public sealed record LicenseDifference
{
    /// <summary>Licenses counted here less licenses in the report for these accounts; never 0.</summary>
    public required int Licenses { get; init; }

    /// <summary>The cloud logins and invitations of the group, in the order of people; empty for server accounts only.</summary>
    public IReadOnlyList<string> GitHubComLogins { get; init; } = [];

    /// <summary>The server accounts of the group, in the order of accounts.</summary>
    public IReadOnlyList<ServerUserId> Accounts { get; init; } = [];

    /// <summary>The states of <see cref="Accounts"/>, each once, in the order of the enumeration.</summary>
    public IReadOnlyList<ComparisonState> States { get; init; } = [];

    /// <summary>Number of licenses and accounts; never logins.</summary>
    /// <returns>For example <c>+1 license: 2 server accounts</c>.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Licenses:+0;-0} licenses: {Accounts.Count} server accounts");
}
