using System.Runtime.InteropServices;

namespace LicenseSync.Cli;

/// <summary>Ctrl-C and SIGTERM: work is cancelled, and the program ends with 130 at the latest some seconds later or at the second signal.</summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private Timer? _deadline;

    public Interruption() =>
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle)];

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _deadline?.Dispose();
        _source.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        if (_source.IsCancellationRequested)
        {
            Leave(null);
        }

        _deadline = new Timer(Leave, null, Patience, Timeout.InfiniteTimeSpan);
        _source.Cancel();
    }

    private static void Leave(object? state) => Environment.Exit(Failure.Report(new OperationCanceledException()));
}
