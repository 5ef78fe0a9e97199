using LicenseSync.Sync;
using LicenseSync.Transport;
using LicenseSync.Web.Storage;
using LicenseSync.Web.Uploads;

namespace LicenseSync.Web.Syncing;

/// <summary>Hands accepted uploads to sync, which delivers and records them, until it worked; and cleans up. The lease of sync sees to it that one of several replicas does.</summary>
internal sealed class Delivery(WebStore store, IContentStore contents, IServiceProvider services, ILogger<Delivery> logger) : BackgroundService
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _wake = new(0);

    /// <summary>Says that something was accepted.</summary>
    public void Wake() => _wake.Release();

    public override void Dispose()
    {
        base.Dispose();
        _wake.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            bool isBusy = false;
            try
            {
                isBusy = !await DeliverAsync(stoppingToken);
                await services.GetRequiredService<UploadService>().CleanUpAsync(isAlone: false, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Log.DeliveryFailed(logger, exception, LookInterval);
            }

            await _wake.WaitAsync(isBusy ? TimeSpan.FromSeconds(2) : LookInterval, stoppingToken);
        }
    }

    private async Task<bool> DeliverAsync(CancellationToken cancellationToken)
    {
        var runner = services.GetRequiredService<SyncRunner>();
        foreach (Upload upload in (await store.GetUploadsAsync(UploadState.Accepted, cancellationToken)).Where(upload => !upload.IsDelivered))
        {
            SyncRunResult result = await runner.UploadAsync(new Source(upload.Instance!, upload.Id, contents), cancellationToken);
            if (result.Outcome == SyncOutcome.Busy)
            {
                return false;
            }

            if (result.Outcome == SyncOutcome.Succeeded)
            {
                await store.MarkDeliveredAsync(upload.Id, cancellationToken);
            }
        }

        return true;
    }

    private sealed class Source(string name, string id, IContentStore contents) : IServerUsageSource
    {
        public string Name => name;

        public Task<Stream> OpenAsync(CancellationToken cancellationToken = default) => contents.OpenAsync(id, cancellationToken);
    }
}
