using System.Data.Common;
using LicenseSync.Sync;
using LicenseSync.Web.Storage;
using LicenseSync.Web.Uploads;

namespace LicenseSync.Web.Syncing;

/// <summary>Runs "Sync now" beside the request that asked for it.</summary>
internal sealed class SyncNow(SyncRunner runner, SyncPlan plan, WebStore store, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<SyncNow> logger) : IHostedService
{
    /// <summary>The wait while another run is under way: it may have begun before what this one is asked for.</summary>
    private static readonly TimeSpan BusyWait = TimeSpan.FromSeconds(1);

    private readonly Lock _starting = new();
    private volatile Task _run = Task.CompletedTask;

    /// <summary>Whether there is anything to sync.</summary>
    public bool HasSources => plan.Instances.Count > 0 || plan.CloudLicenses.Count > 0;

    public IReadOnlyList<string> Sources { get; } = [.. plan.Instances.Select(instance => instance.Name)];

    public bool IsRunning => !_run.IsCompleted;

    /// <summary>Starts a run unless this process has one.</summary>
    public bool Start()
    {
        lock (_starting)
        {
            if (IsRunning)
            {
                return false;
            }

            _run = Task.Run(RunAsync);
            return true;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Waits until a run that is under way has ended, or the host's patience has.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _run.WaitAsync(cancellationToken);

    private async Task RunAsync()
    {
        try
        {
            while (await RunOnceAsync(lifetime.ApplicationStopping) == SyncOutcome.Busy)
            {
                await Task.Delay(BusyWait, time, lifetime.ApplicationStopping);
            }
        }
        catch (OperationCanceledException)
        {
            // The page is being stopped: the next run goes on from there.
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or DbException)
        {
            Log.SyncFailed(logger, exception);
        }
    }

    private async Task<SyncOutcome> RunOnceAsync(CancellationToken cancellationToken)
    {
        // What was removed here is brought again, although it is what was delivered last.
        List<Upload> counted = await store.GetUploadsAsync(UploadState.Accepted, cancellationToken);
        bool isMissing = Sources.Any(source => counted.All(upload => upload.Instance != source));
        return (await runner.RunAsync(new() { Force = isMissing }, cancellationToken)).Outcome;
    }
}
