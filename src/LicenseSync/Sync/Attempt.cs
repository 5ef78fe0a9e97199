namespace LicenseSync.Sync;

/// <summary>Runs what a host plugged in: whatever it throws is a failure of one instance, not of the run.</summary>
internal static class Attempt
{
    /// <summary>Runs a step.</summary>
    /// <returns>Null when it succeeded. A cancellation that nobody here asked for, as an HTTP client's timeout is one, is a failure too.</returns>
    public static async Task<SyncFailure?> RunAsync(Func<Task> step, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            await step().ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A run that is to end reports nothing more: what failed may have failed for that.
            cancellationToken.ThrowIfCancellationRequested();
            return SyncFailure.From(exception);
        }
    }
}
