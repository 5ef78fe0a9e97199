using LicenseSync.Accounts;

namespace LicenseSync.Reconciliation;

/// <summary>One person's story: the accounts, why they are together, what GitHub says, and what would have to change.</summary>
public sealed record Explanation
{
    /// <summary>The person.</summary>
    public required Person Person { get; init; }

    /// <summary>The person's server accounts, in the order of accounts.</summary>
    public required IReadOnlyList<ExplainedAccount> Accounts { get; init; }

    /// <summary>The addresses that the cloud account or invitation offers, in the order of steps; empty for server-only people.</summary>
    public IReadOnlyList<OfferedAddress> Offers { get; init; } = [];

    /// <summary>The server accounts that GitHub's report lists with the cloud account or invitation, known here or not; empty for server-only people.</summary>
    public IReadOnlyList<ServerUserId> ReportedAccounts { get; init; } = [];

    /// <summary>Accounts of others that probably belong to this person (semantics G).</summary>
    public IReadOnlyList<Suggestion> SuggestedHere { get; init; } = [];

    /// <summary>The person; never a login or address.</summary>
    /// <returns>For example <c>person (cloud account, 2 server accounts)</c>.</returns>
    public override string ToString() => Person.ToString();
}
