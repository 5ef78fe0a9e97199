using System.Globalization;
using LicenseSync.Diagnostics;

namespace LicenseSync.GitHub.Http;

/// <summary>The end of one call, however many pages and waits it has.</summary>
internal sealed class Deadline : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _either;
    private readonly CancellationToken _caller;
    private readonly TimeSpan _total;

    public Deadline(TimeSpan total, TimeProvider time, CancellationToken caller)
    {
        (_total, _caller) = (total, caller);
        At = time.GetUtcNow() + total;
        _timer = new(total, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_timer.Token, caller);
    }

    public DateTimeOffset At { get; }

    /// <summary>The caller's cancellation, or the deadline.</summary>
    public CancellationToken Token => _either.Token;

    /// <summary>Whether work was cancelled by the deadline and not by the caller.</summary>
    public bool IsOver => _timer.IsCancellationRequested && !_caller.IsCancellationRequested;

    public TransportException Passed(string name) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The call did not finish within {_total}. Try again later, or allow more time."), name) { IsTransient = true };

    public void Dispose()
    {
        _either.Dispose();
        _timer.Dispose();
    }
}
