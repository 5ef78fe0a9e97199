namespace LicenseSync.Reconciliation;

/// <summary>The totals (semantics E), named as in the command line's JSON.</summary>
public sealed record ReconciliationSummary
{
    /// <summary>Server accounts of all instances, suspended ones included.</summary>
    public required int ServerAccounts { get; init; }

    /// <summary>Cloud accounts, each login once.</summary>
    public required int CloudAccounts { get; init; }

    /// <summary>People that consume a license; equal to <see cref="LicensesConsumed"/>.</summary>
    public required int People { get; init; }

    /// <summary>Licenses consumed: one for each person that consumes (C5).</summary>
    public required int LicensesConsumed { get; init; }

    /// <summary>Of those, GitHub Enterprise licenses.</summary>
    public required int EnterpriseLicensesConsumed { get; init; }

    /// <summary>Of those, licenses bundled with a Visual Studio subscription.</summary>
    public required int VisualStudioLicensesConsumed { get; init; }

    /// <summary>Licenses that would be consumed if no account were matched: consuming cloud accounts, pending invitations and server accounts.</summary>
    public required int LicensesWithoutSync { get; init; }

    /// <summary><see cref="LicensesWithoutSync"/> less <see cref="LicensesConsumed"/>; 0 or more.</summary>
    public int LicensesSaved => LicensesWithoutSync - LicensesConsumed;

    /// <summary><c>total_seats_purchased</c>, the largest given (A8); null when no input says. May be lower than what is consumed.</summary>
    public long? LicensesPurchased { get; init; }

    /// <summary><see cref="LicensesPurchased"/> less <see cref="LicensesConsumed"/>; may be negative; null when unknown.</summary>
    public long? LicensesAvailable => LicensesPurchased - LicensesConsumed;

    /// <summary>Server accounts that D1 to D7 matched (D14).</summary>
    public required int Matched { get; init; }

    /// <summary>Server accounts that certainly match nothing (D14).</summary>
    public required int NotMatched { get; init; }

    /// <summary>Server accounts that GitHub may match by an address nobody here can see (D14).</summary>
    public required int CannotTell { get; init; }
}
