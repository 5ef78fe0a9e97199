namespace LicenseSync.Sync;

/// <summary>The next run of a schedule.</summary>
/// <param name="At">When it is due.</param>
/// <param name="UnlessRunSince">What makes it needless: a run since then; for <see cref="SyncRequest.UnlessRunSince"/>, so that one of several replicas runs it.</param>
public readonly record struct ScheduledRun(DateTimeOffset At, DateTimeOffset UnlessRunSince);
