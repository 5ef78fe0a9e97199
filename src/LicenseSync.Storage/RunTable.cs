using LicenseSync.Sync;

namespace LicenseSync.Storage;

/// <summary>A run as a row.</summary>
internal static class RunTable
{
    private const int TotalsColumns = 8;
    private const int FailureColumns = 3;

    public static Columns<SyncRunRecord> Columns { get; } = new(
        Column<SyncRunRecord>.Id("id", run => run.Id),
        Column<SyncRunRecord>.Text("started_by", run => run.Trigger.ToString()),
        Column<SyncRunRecord>.Time("started_at", run => run.StartedAt),
        Column<SyncRunRecord>.Time("ended_at", run => run.EndedAt),
        Column<SyncRunRecord>.Text("outcome", run => run.Outcome?.ToString()),
        Column<SyncRunRecord>.Number("delivered", run => run.Delivered),
        Column<SyncRunRecord>.Number("unchanged", run => run.Unchanged),
        Column<SyncRunRecord>.Number("failed", run => run.Failed),
        Column<SyncRunRecord>.Number("instances_left_out", run => run.Totals?.InstancesLeftOut),
        Column<SyncRunRecord>.Number("server_accounts", run => run.Totals?.ServerAccounts),
        Column<SyncRunRecord>.Number("cloud_accounts", run => run.Totals?.CloudAccounts),
        Column<SyncRunRecord>.Number("licenses_consumed", run => run.Totals?.LicensesConsumed),
        Column<SyncRunRecord>.Number("enterprise_licenses_consumed", run => run.Totals?.EnterpriseLicensesConsumed),
        Column<SyncRunRecord>.Number("visual_studio_licenses_consumed", run => run.Totals?.VisualStudioLicensesConsumed),
        Column<SyncRunRecord>.Number("licenses_saved", run => run.Totals?.LicensesSaved),
        Column<SyncRunRecord>.Number("licenses_purchased", run => run.Totals?.LicensesPurchased),
        Column<SyncRunRecord>.Text("failure_kind", run => run.ReconciliationFailure?.Kind.ToString()),
        Column<SyncRunRecord>.Text("failure_code", run => run.ReconciliationFailure?.Code),
        Column<SyncRunRecord>.Text("failure_message", run => run.ReconciliationFailure?.Message));

    public static SyncRunRecord Read(StoredRow row) => new()
    {
        Id = row.Id(),
        Trigger = row.Choice<SyncTrigger>() ?? default,
        StartedAt = row.RequiredTime(),
        EndedAt = row.Time(),
        Outcome = row.Choice<SyncOutcome>(),
        Delivered = row.Count(),
        Unchanged = row.Count(),
        Failed = row.Count(),
        Totals = row.Has(TotalsColumns) ? Totals(row) : null,
        ReconciliationFailure = row.Has(FailureColumns) ? InstanceTable.Failure(row) : null,
    };

    private static LicenseTotals Totals(StoredRow row) => new()
    {
        InstancesLeftOut = row.Count(),
        ServerAccounts = row.Count(),
        CloudAccounts = row.Count(),
        LicensesConsumed = row.Count(),
        EnterpriseLicensesConsumed = row.Count(),
        VisualStudioLicensesConsumed = row.Count(),
        LicensesSaved = row.Count(),
        LicensesPurchased = row.Number(),
    };
}
