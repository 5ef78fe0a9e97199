using LicenseSync.Accounts;
using LicenseSync.LicenseReports;
using LicenseSync.Reconciliation.Internal;

namespace LicenseSync.Reconciliation;

/// <summary>This reconciliation beside GitHub's own count (semantics F). Immutable and safe to share; the lists make their items when they are read.</summary>
public sealed class LicenseComparison
{
    private readonly ComparisonData _data;

    internal LicenseComparison(ComparisonData data, IReadOnlyList<InstanceSyncStatus> outdatedInstances)
    {
        _data = data;
        OutdatedInstances = outdatedInstances;
        Accounts = new LazyList<AccountComparison>(data.Count, data.MakeAccount);
        Differences = new LazyList<LicenseDifference>(data.DifferenceCount, data.MakeDifference);
    }

    /// <summary>Every server account that the exports or the report know, in the order of accounts (semantics E).</summary>
    public IReadOnlyList<AccountComparison> Accounts { get; }

    /// <summary>Licenses consumed by this reconciliation.</summary>
    public int LicensesConsumed => _data.LicensesConsumed;

    /// <summary>GitHub's number: the largest <c>total_seats_consumed</c> given; where no input gives one, as with a CSV report, the rows that hold a license.</summary>
    public long ReportedLicensesConsumed => _data.ReportedLicensesConsumed;

    /// <summary><see cref="LicensesConsumed"/> less <see cref="ReportedLicensesConsumed"/>.</summary>
    public long Difference => LicensesConsumed - ReportedLicensesConsumed;

    /// <summary>The part of <see cref="Difference"/> that <see cref="Differences"/> explain: their sum.</summary>
    public long Explained => _data.Explained;

    /// <summary>The rest of <see cref="Difference"/>: what the report's total says beyond its own rows.</summary>
    public long Unexplained => Difference - Explained;

    /// <summary>The groups of accounts that explain the difference, license by license, in the order of their first person or account. Groups that both sides count alike are left out.</summary>
    public IReadOnlyList<LicenseDifference> Differences { get; }

    /// <summary>Instances whose last license sync is old, failed or never happened, as far as a sync status was given: the likely cause of differences.</summary>
    public IReadOnlyList<InstanceSyncStatus> OutdatedInstances { get; }

    /// <summary><see cref="Accounts"/> without the groups, for writers that print a million of them.</summary>
    internal IEnumerable<(ServerUserId Id, ComparisonState State)> States => _data.States();

    /// <summary>Counts the accounts by state.</summary>
    /// <param name="state">The state.</param>
    /// <returns>The number of <see cref="Accounts"/> in this state.</returns>
    public int CountOf(ComparisonState state) => _data.CountOf(state);
}
