using LicenseSync.Accounts;
using LicenseSync.Matching;
using LicenseSync.Reconciliation.Internal;

namespace LicenseSync.Reconciliation;

/// <summary>Accounts that are probably one person but consume two licenses, and what to do about it (semantics G). Never counted in the totals.</summary>
public sealed record Suggestion
{
    /// <summary>The kind of evidence, for example <c>secondary_email</c>: <see cref="SuggestionRule.Code"/>.</summary>
    public required string Code { get; init; }

    /// <summary>Whether to act on it or to look at it first.</summary>
    public required SuggestionConfidence Confidence { get; init; }

    /// <summary>The server accounts that have no match and consume a license of their own, that with the evidence first; more than one where several share a primary email (semantics D8).</summary>
    public required IReadOnlyList<ServerUserId> ServerAccounts { get; init; }

    /// <summary>The cloud account or invitation they are suggested to; null when that is another server account.</summary>
    public string? TargetLogin { get; init; }

    /// <summary>The server account they are suggested to; null when that is a cloud account or invitation.</summary>
    public ServerUserId? TargetServerAccount { get; init; }

    /// <summary>What they are suggested to, as printed.</summary>
    public string Target => TargetLogin ?? TargetServerAccount?.ToString() ?? "";

    /// <summary>All accounts as printed: <see cref="ServerAccounts"/>, then <see cref="Target"/>.</summary>
    public IReadOnlyList<string> Accounts => [.. ServerAccounts.Select(account => account.ToString()), Target];

    /// <summary>How many licenses it frees when it is right and acted on; 1 or more. The numbers of all suggestions add up.</summary>
    public required int Frees { get; init; }

    /// <summary>One sentence an owner can act on. It may hold addresses and logins: personal data.</summary>
    public required string Action { get; init; }

    /// <summary>What the server account has (an address, login or name), as written.</summary>
    public required string Value { get; init; }

    /// <summary>What the target has that is like it, as written.</summary>
    public required string TargetValue { get; init; }

    /// <summary>The input and record of the server account with the evidence.</summary>
    public SourceRecord Record { get; init; }

    /// <summary>The input and record of the target.</summary>
    public SourceRecord TargetRecord { get; init; }

    /// <summary>A hash over what the suggestion rests on: id, login, name and addresses of its accounts. It changes when one of them does, so that an old decision is not applied to changed accounts.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The person of <see cref="ServerAccounts"/>, a number of <see cref="Owner"/>.</summary>
    internal int Person { get; init; }

    /// <summary>The person of the target, a number of <see cref="Owner"/>.</summary>
    internal int TargetPerson { get; init; }

    /// <summary>The reconciliation that made the suggestion.</summary>
    internal ReconciliationData? Owner { get; init; }

    /// <summary>Code, account and licenses; never logins or addresses.</summary>
    /// <returns>For example <c>secondary_email: ghes.example.com:7 frees 1</c>.</returns>
    public override string ToString() =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Code}: {ServerAccounts[0]} frees {Frees}");
}
