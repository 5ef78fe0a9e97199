using System.Threading.Channels;
using Microsoft.Extensions.Time.Testing;

namespace LicenseSync.Hosting.Tests;

/// <summary>A clock that a test moves, and that tells when somebody begins to wait for a minute or longer.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));
    private readonly Channel<TimeSpan> _waits = Channel.CreateUnbounded<TimeSpan>();

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public override long GetTimestamp() => _time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = _time.CreateTimer(callback, state, dueTime, period);
        if (dueTime >= ShortestWait)
        {
            _waits.Writer.TryWrite(dueTime);
        }

        return timer;
    }

    /// <summary>Waits until the schedule waits.</summary>
    public ValueTask<TimeSpan> NextWaitAsync() => _waits.Reader.ReadAsync();

    public void Advance(TimeSpan time) => _time.Advance(time);

    /// <summary>Moves the clock wait by wait until a time.</summary>
    /// <param name="wait">The wait that has begun.</param>
    /// <param name="time">The time.</param>
    /// <returns>The wait that begins at that time or later.</returns>
    public async Task<TimeSpan> AdvanceToAsync(TimeSpan wait, DateTimeOffset time)
    {
        while (GetUtcNow() < time)
        {
            Advance(wait);
            wait = await NextWaitAsync();
        }

        return wait;
    }
}
