using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace LicenseSync.Diagnostics;

/// <summary>Names of traces and metrics; they are contract. None carries personal data.</summary>
/// <remarks>
/// <para>Activities: <c>licensesync.read</c> for each input, <c>licensesync.reconcile</c>, <c>licensesync.sync</c> for each run, in it <c>licensesync.sync.instance</c> and in that <c>licensesync.sync.deliver</c>.</para>
/// <para>Instruments: <c>licensesync.records.read</c> (records), <c>licensesync.match.duration</c> (seconds), <c>licensesync.sync.runs</c> and <c>licensesync.sync.instances</c> by outcome,
/// <c>licensesync.sync.duration</c> (seconds), <c>licensesync.licenses.consumed</c> (licenses, as of the last reconciliation of a sync).</para>
/// </remarks>
public static class LicenseSyncTelemetry
{
    /// <summary>The name of the <see cref="System.Diagnostics.ActivitySource"/> and of the <see cref="System.Diagnostics.Metrics.Meter"/>.</summary>
    public const string SourceName = "LicenseSync";

    private static readonly Meter Meter = new(SourceName);

    internal static ActivitySource ActivitySource { get; } = new(SourceName);

    internal static Counter<long> RecordsRead { get; } = Meter.CreateCounter<long>("licensesync.records.read", "{record}", "Records (accounts, rows, identities) read.");

    internal static Histogram<double> MatchDuration { get; } = Meter.CreateHistogram<double>("licensesync.match.duration", "s", "Time to match and count.");

    internal static Counter<long> SyncRuns { get; } = Meter.CreateCounter<long>("licensesync.sync.runs", "{run}", "Sync runs, by outcome.");

    internal static Counter<long> SyncInstances { get; } = Meter.CreateCounter<long>("licensesync.sync.instances", "{instance}", "Instances synced, by outcome.");

    internal static Histogram<double> SyncDuration { get; } = Meter.CreateHistogram<double>("licensesync.sync.duration", "s", "Time of a sync run.");

    internal static Gauge<long> LicensesConsumed { get; } = Meter.CreateGauge<long>("licensesync.licenses.consumed", "{license}", "Licenses consumed, as of the last reconciliation of a sync.");
}
