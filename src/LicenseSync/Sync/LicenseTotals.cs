using LicenseSync.Reconciliation;

namespace LicenseSync.Sync;

/// <summary>The totals of one run (semantics E), kept so that a trend can be drawn.</summary>
public sealed record LicenseTotals
{
    /// <summary>Instances that could not be counted: they failed, or their users are encrypted. When it is not 0 the other totals are too low or too high.</summary>
    public int InstancesLeftOut { get; init; }

    /// <summary>Server accounts of all instances that were counted.</summary>
    public required int ServerAccounts { get; init; }

    /// <summary>Cloud accounts.</summary>
    public required int CloudAccounts { get; init; }

    /// <summary>Licenses consumed: one for each person.</summary>
    public required int LicensesConsumed { get; init; }

    /// <summary>Of those, GitHub Enterprise licenses.</summary>
    public required int EnterpriseLicensesConsumed { get; init; }

    /// <summary>Of those, licenses bundled with a Visual Studio subscription.</summary>
    public required int VisualStudioLicensesConsumed { get; init; }

    /// <summary>What would be consumed without license sync, less what is.</summary>
    public required int LicensesSaved { get; init; }

    /// <summary>Licenses purchased; null when unknown.</summary>
    public long? LicensesPurchased { get; init; }

    internal static LicenseTotals From(ReconciliationSummary summary, int instancesLeftOut) => new()
    {
        InstancesLeftOut = instancesLeftOut,
        ServerAccounts = summary.ServerAccounts,
        CloudAccounts = summary.CloudAccounts,
        LicensesConsumed = summary.LicensesConsumed,
        EnterpriseLicensesConsumed = summary.EnterpriseLicensesConsumed,
        VisualStudioLicensesConsumed = summary.VisualStudioLicensesConsumed,
        LicensesSaved = summary.LicensesSaved,
        LicensesPurchased = summary.LicensesPurchased,
    };
}
