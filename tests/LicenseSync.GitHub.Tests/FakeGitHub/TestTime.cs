using System.Collections.Concurrent;

namespace LicenseSync.GitHub.Tests.FakeGitHub;

/// <summary>A clock on which waiting takes no time: a timer fires at once and moves the clock, but for timers of the given lengths, which are deadlines and fire only when the clock has reached them.</summary>
internal sealed class TestTime(params TimeSpan[] deadlines) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _deadlines = [];
    private DateTimeOffset _now = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    /// <summary>How long was waited, wait by wait.</summary>
    public ConcurrentQueue<TimeSpan> Waits { get; } = new();

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Whether a deadline of this length runs.</summary>
    public bool IsArmed(TimeSpan length)
    {
        lock (_lock)
        {
            return _deadlines.Exists(timer => timer.Length == length);
        }
    }

    /// <summary>Moves the clock; deadlines that it reaches fire.</summary>
    public void Advance(TimeSpan time)
    {
        List<Timer> due;
        lock (_lock)
        {
            _now += time;
            due = _deadlines.FindAll(timer => timer.Due <= _now);
            _deadlines.RemoveAll(due.Contains);
        }

        due.ForEach(timer => timer.Fire());
    }

    private sealed class Timer(TestTime time, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public TimeSpan Length { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._deadlines.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    return true;
                }

                (Due, Length) = (time._now + dueTime, dueTime);
                if (time.IsDeadline(dueTime))
                {
                    time._deadlines.Add(this);
                    return true;
                }
            }

            time.Waits.Enqueue(dueTime);
            time.Advance(dueTime);
            ThreadPool.QueueUserWorkItem(_ => Fire());
            return true;
        }

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (time._lock)
            {
                time._deadlines.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private bool IsDeadline(TimeSpan length) => deadlines.Contains(length);
}
