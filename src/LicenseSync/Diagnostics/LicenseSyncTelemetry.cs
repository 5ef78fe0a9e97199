using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LicenseSync.Diagnostics;

/// <summary>Names of traces and metrics; they are contract. None carries personal data.</summary>
/// <remarks>Activities: <c>licensesync.read</c> for each input, <c>licensesync.reconcile</c>. Instruments: <c>licensesync.records.read</c> (records), <c>licensesync.match.duration</c> (seconds).</remarks>
public static class LicenseSyncTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/> and of the <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string SourceName = "LicenseSync";

    private static readonly Meter Meter = new(SourceName);

    internal static ActivitySource ActivitySource { get; } = new(SourceName);

    internal static Counter<long> RecordsRead { get; } = Meter.CreateCounter<long>("licensesync.records.read", "{record}", "Records (accounts, rows, identities) read.");

    internal static Histogram<double> MatchDuration { get; } = Meter.CreateHistogram<double>("licensesync.match.duration", "s", "Time to match and count.");
}
