using LicenseSync.IO;
using LicenseSync.Sync;

namespace LicenseSync.Hosting;

/// <summary>Settings of scheduled sync. Checked when the host starts. They bind to a configuration section.</summary>
public sealed class ScheduledSyncOptions
{
    private static readonly SyncSchedule Defaults = new();

    /// <summary>How often to sync, counted from the time sync was enabled.</summary>
    /// <value>7 days by default; 1 minute to 366 days.</value>
    public TimeSpan Interval { get; set; } = Defaults.Interval;

    /// <summary>By how much at most a run is put off, so that many hosts do not sync in the same second.</summary>
    /// <value>15 minutes by default; 0 to <see cref="Interval"/>.</value>
    public TimeSpan Jitter { get; set; } = Defaults.Jitter;

    /// <summary>How long to wait before a run that failed is tried again.</summary>
    /// <value>1 hour by default; 1 second to 366 days.</value>
    public TimeSpan RetryDelay { get; set; } = Defaults.RetryDelay;

    /// <summary>How often a run that failed is tried again in its interval.</summary>
    /// <value>3 by default; 0 or more.</value>
    public int MaxRetries { get; set; } = Defaults.MaxRetries;

    /// <summary>What makes a usage file invalid: what ends its reading, or, when strict, anything that breaks its format.</summary>
    /// <value><see cref="ReadingMode.Lenient"/> by default.</value>
    public ReadingMode Mode { get; set; }

    /// <summary>The folder where a usage file is kept while it is checked and delivered.</summary>
    /// <value>The system's folder for temporary files by default.</value>
    public string SpoolFolder { get; set; } = Path.GetTempPath();

    /// <summary>The schedule that these settings make.</summary>
    /// <returns>The schedule; out of its range where a setting is.</returns>
    public SyncSchedule ToSchedule() => new() { Interval = Interval, Jitter = Jitter, RetryDelay = RetryDelay, MaxRetries = MaxRetries };
}
