using LicenseSync.Sync;

namespace LicenseSync.Tests.Sync;

public sealed class SyncScheduleTests
{
    private static readonly DateTimeOffset Enabled = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly SyncSchedule _weekly = new() { Jitter = TimeSpan.Zero };

    [Fact]
    public void GetNext_JustEnabled_IsDueAtOnce() => Assert.Equal(new ScheduledRun(Enabled, Enabled), new SyncSchedule().GetNext(Enabled, [], Enabled));

    [Fact]
    public void GetNext_RunSucceeded_IsDueInTheNextInterval() => Assert.Equal(Enabled + Week, _weekly.GetNext(Enabled, [Run(Enabled)], Enabled + Minute).At);

    [Fact]
    public void GetNext_ManyRunsMissed_OneMakesUpForThem()
    {
        DateTimeOffset late = Enabled + (5 * Week) + TimeSpan.FromHours(3);
        ScheduledRun due = _weekly.GetNext(Enabled, [Run(Enabled)], late);

        Assert.Equal(Enabled + (5 * Week), due.At);
        Assert.Equal(Enabled + (6 * Week), _weekly.GetNext(Enabled, [Run(Enabled), Run(late)], late + Minute).At);
    }

    [Fact]
    public void GetNext_SomebodySyncedByHandSince_IsDueInTheNextInterval()
    {
        SyncRunRecord manual = Run(Enabled + Week + Minute) with { Trigger = SyncTrigger.Manual };

        Assert.Equal(Enabled + (2 * Week), _weekly.GetNext(Enabled, [manual], Enabled + Week + (2 * Minute)).At);
    }

    [Fact]
    public void GetNext_UploadByHandOnly_IsDueStill() =>
        Assert.Equal(Enabled, _weekly.GetNext(Enabled, [Run(Enabled + Minute) with { Trigger = SyncTrigger.Upload }], Enabled + (2 * Minute)).At);

    [Fact]
    public void GetNext_RunWasKilled_IsDueStill() =>
        Assert.Equal(Enabled, _weekly.GetNext(Enabled, [Run(Enabled) with { EndedAt = null, Outcome = null }], Enabled + Minute).At);

    [Fact]
    public void GetNext_RunFailed_IsTriedAgainAFewTimes()
    {
        List<SyncRunRecord> runs = [];
        DateTimeOffset now = Enabled;
        for (int run = 0; run <= _weekly.MaxRetries; run++)
        {
            ScheduledRun due = _weekly.GetNext(Enabled, runs, now);
            Assert.True(due.At == now && runs.TrueForAll(earlier => earlier.StartedAt < due.UnlessRunSince));
            runs.Add(Run(now) with { Outcome = SyncOutcome.Failed });
            now = runs[^1].EndedAt!.Value + _weekly.RetryDelay;
        }

        Assert.Equal(Enabled + Week, _weekly.GetNext(Enabled, runs, now).At);
    }

    [Fact]
    public void GetNext_FailureJustBeforeTheNextInterval_LeavesItToThat()
    {
        DateTimeOffset late = Enabled + Week - Minute;

        Assert.Equal(Enabled + Week, _weekly.GetNext(Enabled, [Run(late) with { Outcome = SyncOutcome.Failed }], late + Minute - TimeSpan.FromTicks(1)).At);
    }

    // Each is put off by another time, which everybody computes alike; none comes before its interval or after the longest delay.
    [Fact]
    public void GetNext_WithJitter_DiffersFromRunToRunWithinBounds()
    {
        var schedule = new SyncSchedule { Jitter = TimeSpan.FromHours(2) };
        List<TimeSpan> delays = [];
        for (int number = 1; number <= 200; number++)
        {
            DateTimeOffset start = Enabled + (number * Week);
            ScheduledRun due = schedule.GetNext(Enabled, [Run(start - TimeSpan.FromDays(1))], start);
            Assert.Equal(due, schedule.GetNext(Enabled, [Run(start - TimeSpan.FromDays(1))], due.At));
            delays.Add(due.At - start);
        }

        Assert.All(delays, delay => Assert.InRange(delay, TimeSpan.Zero, schedule.Jitter));
        Assert.Equal(delays.Count, delays.Distinct().Count());
        Assert.InRange(delays.Average(delay => delay.TotalMinutes), 50, 70);
    }

    [Fact]
    public void GetNext_ClockBeforeItWasEnabled_WaitsForIt() => Assert.Equal(Enabled, _weekly.GetNext(Enabled, [], Enabled - Week).At);

    public static TheoryData<SyncSchedule> OutOfRange =>
    [
        new SyncSchedule { Interval = TimeSpan.FromSeconds(59) },
        new SyncSchedule { Jitter = TimeSpan.FromDays(8) },
        new SyncSchedule { Jitter = -Minute },
        new SyncSchedule { RetryDelay = TimeSpan.Zero },
        new SyncSchedule { MaxRetries = -1 },
    ];

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void GetNext_SettingOutOfRange_IsRefused(SyncSchedule schedule) => Assert.Throws<InvalidOperationException>(() => schedule.GetNext(Enabled, [], Enabled));

    private static SyncRunRecord Run(DateTimeOffset startedAt) => new()
    {
        Id = Guid.NewGuid(),
        Trigger = SyncTrigger.Schedule,
        StartedAt = startedAt,
        EndedAt = startedAt.AddSeconds(30),
        Outcome = SyncOutcome.Succeeded,
    };
}
