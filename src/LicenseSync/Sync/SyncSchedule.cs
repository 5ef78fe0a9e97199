namespace LicenseSync.Sync;

/// <summary>When to sync: once in each interval, counted from the time sync was enabled, as GitHub Connect does it. A pure function of times: every replica that asks gets the same answer.</summary>
/// <remarks>
/// <para>GitHub Docs, "About GitHub Connect": weekly, from the day and hour it was enabled (formats 11). The first run is due at that time itself.</para>
/// <para>However many runs were missed, one makes up for them. A run that failed is tried again before the next interval begins; one that was killed is due at once.</para>
/// </remarks>
public sealed record SyncSchedule
{
    /// <summary>How often to sync.</summary>
    /// <value>7 days by default; 1 minute to 366 days.</value>
    public TimeSpan Interval { get; init; } = TimeSpan.FromDays(7);

    /// <summary>By how much at most a run is put off, so that many hosts do not sync in the same second. How much it is differs from run to run and follows from the time sync was enabled.</summary>
    /// <value>15 minutes by default; 0 to <see cref="Interval"/>. The first run is never put off.</value>
    public TimeSpan Jitter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long to wait before a run that failed is tried again.</summary>
    /// <value>1 hour by default; 1 second to 366 days.</value>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often a run that failed is tried again in its interval.</summary>
    /// <value>3 by default; 0 or more.</value>
    public int MaxRetries { get; init; } = 3;

    /// <summary>Says when the next run is due.</summary>
    /// <param name="enabledAt">When sync was enabled.</param>
    /// <param name="runs">The last runs, in any order; uploads by hand do not count.</param>
    /// <param name="now">The time now.</param>
    /// <returns>The next run; it is due when its time is <paramref name="now"/> or earlier.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="runs"/> is null.</exception>
    /// <exception cref="InvalidOperationException">A setting is out of its range.</exception>
    public ScheduledRun GetNext(DateTimeOffset enabledAt, IEnumerable<SyncRunRecord> runs, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(runs);
        Check();
        long number = Math.Max(0, (now - enabledAt).Ticks / Interval.Ticks);
        if (number > 0 && SlotAt(enabledAt, number) > now)
        {
            number--; // its interval has begun, and it is still put off
        }

        DateTimeOffset slot = SlotAt(enabledAt, number);
        SyncRunRecord[] ended = [.. runs.Where(run => run.Trigger != SyncTrigger.Upload && run.EndedAt is not null && run.StartedAt >= slot)];
        if (ended.Length == 0)
        {
            return new(slot, slot);
        }

        SyncRunRecord last = ended.MaxBy(run => run.StartedAt)!;
        DateTimeOffset next = SlotAt(enabledAt, number + 1);
        DateTimeOffset retry = last.EndedAt!.Value + RetryDelay;
        return last.Outcome == SyncOutcome.Succeeded || ended.Length > MaxRetries || retry >= next
            ? new(next, next)
            : new(retry, last.StartedAt.AddMicroseconds(1)); // stores keep microseconds
    }

    private DateTimeOffset SlotAt(DateTimeOffset enabledAt, long number)
    {
        DateTimeOffset start = enabledAt + (Interval * number);
        return number == 0 ? start : start + (Jitter * Fraction(enabledAt, number));
    }

    // A number from 0 to 1 that looks random and is the same for everybody (SplitMix64).
    private static double Fraction(DateTimeOffset enabledAt, long number)
    {
        ulong x = unchecked((ulong)(enabledAt.UtcTicks / TimeSpan.TicksPerMicrosecond) + (0x9E3779B97F4A7C15UL * (ulong)number));
        x = unchecked((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL);
        x = unchecked((x ^ (x >> 27)) * 0x94D049BB133111EBUL);
        return ((x ^ (x >> 31)) >> 11) * (1.0 / (1UL << 53));
    }

    private void Check()
    {
        Require(Interval >= TimeSpan.FromMinutes(1) && Interval <= TimeSpan.FromDays(366), $"{nameof(Interval)} must be from 1 minute to 366 days.");
        Require(Jitter >= TimeSpan.Zero && Jitter <= Interval, $"{nameof(Jitter)} must be from 0 to {nameof(Interval)}.");
        Require(RetryDelay >= TimeSpan.FromSeconds(1) && RetryDelay <= TimeSpan.FromDays(366), $"{nameof(RetryDelay)} must be from 1 second to 366 days.");
        Require(MaxRetries >= 0, $"{nameof(MaxRetries)} must be 0 or more.");

        static void Require(bool holds, string message)
        {
            if (!holds)
            {
                throw new InvalidOperationException(message);
            }
        }
    }
}
