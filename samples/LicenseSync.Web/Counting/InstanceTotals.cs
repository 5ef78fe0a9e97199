using LicenseSync.Matching;
using LicenseSync.Reconciliation;

namespace LicenseSync.Web.Counting;

/// <summary>The accounts of one host, by what became of them.</summary>
public sealed class InstanceTotals
{
    public required string HostName { get; init; }

    public int Accounts { get; private set; }

    public int Matched { get; private set; }

    public int NotMatched { get; private set; }

    public int CannotTell { get; private set; }

    public int Suspended { get; private set; }

    internal void Add(PersonServerAccount account)
    {
        Accounts++;
        Suspended += account.IsSuspended ? 1 : 0;
        Matched += account.Outcome == MatchOutcome.Matched ? 1 : 0;
        NotMatched += account.Outcome == MatchOutcome.NotMatched ? 1 : 0;
        CannotTell += account.Outcome == MatchOutcome.CannotTell ? 1 : 0;
    }
}
