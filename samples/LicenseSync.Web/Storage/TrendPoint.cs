namespace LicenseSync.Web.Storage;

/// <summary>The totals at a time when what is counted had changed.</summary>
public sealed record TrendPoint(
    DateTimeOffset At,
    long LicensesConsumed,
    long EnterpriseLicensesConsumed,
    long VisualStudioLicensesConsumed,
    long LicensesSaved,
    long? LicensesPurchased,
    long ServerAccounts,
    long CloudAccounts);
