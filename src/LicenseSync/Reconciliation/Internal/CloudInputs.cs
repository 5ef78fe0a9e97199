using System.Globalization;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.LicenseReports;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>The totals of the license data (semantics A8), and what is found in it. What is kept of its rows is for those who derive from it.</summary>
/// <param name="report">Takes findings.</param>
internal abstract class CloudInputs(Action<Diagnostic> report)
{
    public long? SeatsConsumed { get; private set; }

    public long? SeatsPurchased { get; private set; }

    /// <summary>Adds a row.</summary>
    public abstract void Add(ConsumedLicense row, AddressIndex.SourceKey source, string? sourceName);

    /// <summary>Adds the rows of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="source">Its number.</param>
    /// <param name="sourceName">Its name.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public abstract Task ReadAsync(ConsumedLicensesFile file, int source, string? sourceName, CancellationToken cancellationToken);

    /// <summary>Takes totals; of each the largest one given counts (A8).</summary>
    public void AddTotals(long? seatsConsumed, long? seatsPurchased)
    {
        SeatsConsumed = Larger(SeatsConsumed, seatsConsumed);
        SeatsPurchased = Larger(SeatsPurchased, seatsPurchased);

        static long? Larger(long? known, long? given) => known is null || given > known ? given : known;
    }

    protected void ReportMerged(AddressIndex.SourceKey source, string? sourceName) =>
        Report(DiagnosticDescriptors.MergedRows, source, sourceName, "its login stands in an earlier row. Both are merged.");

    protected void ReportUnclassified(ConsumedLicenseKind kind, AddressIndex.SourceKey source, string? sourceName)
    {
        if (kind == ConsumedLicenseKind.Unclassified)
        {
            Report(DiagnosticDescriptors.UnclassifiedRow, source, sourceName, "it names no account, no invitation, no server user and no subscription. It is ignored; get the license data again.");
        }
    }

    protected void Report(DiagnosticDescriptor descriptor, AddressIndex.SourceKey source, string? sourceName, string what) => report(new()
    {
        Descriptor = descriptor,
        Severity = descriptor.Severity,
        Message = string.Create(CultureInfo.InvariantCulture, $"Row {source.Record} of the license data: {what}"),
        Position = new() { Source = sourceName },
    });
}
