using LicenseSync.Sync;
using LicenseSync.Web.Storage;
using LicenseSync.Web.Uploads;

namespace LicenseSync.Web.Syncing;

/// <summary>Runs "Sync now" beside the request that asked for it.</summary>
internal sealed class SyncNow(SyncRunner runner, SyncPlan plan, WebStore store, IHostApplicationLifetime lifetime, ILogger<SyncNow> logger)
{
    private int _isRunning;

    /// <summary>Whether there is anything to sync.</summary>
    public bool HasSources => plan.Instances.Count > 0 || plan.CloudLicenses.Count > 0;

    public IReadOnlyList<string> Sources { get; } = [.. plan.Instances.Select(instance => instance.Name)];

    public bool IsRunning => Volatile.Read(ref _isRunning) == 1;

    /// <summary>Starts a run unless this process has one.</summary>
    public bool Start()
    {
        if (Interlocked.Exchange(ref _isRunning, 1) == 1)
        {
            return false;
        }

        _ = RunAsync();
        return true;
    }

    private async Task RunAsync()
    {
        try
        {
            // What was removed here is brought again, although it is what was delivered last.
            List<Upload> counted = await store.GetUploadsAsync(UploadState.Accepted, lifetime.ApplicationStopping);
            bool isMissing = Sources.Any(source => counted.All(upload => upload.Instance != source));
            await runner.RunAsync(new() { Force = isMissing }, lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException)
        {
            // The page is being stopped: the next run goes on from there.
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            Log.SyncFailed(logger, exception);
        }
        finally
        {
            Volatile.Write(ref _isRunning, 0);
        }
    }
}
