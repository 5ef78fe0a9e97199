using LicenseSync.IO;
using LicenseSync.Sync;
using LicenseSync.Web.Security;
using LicenseSync.Web.Storage;
using LicenseSync.Web.Syncing;
using LicenseSync.Web.Uploads;

namespace LicenseSync.Web.Pages;

// Instances, their files, and "Sync now".
internal static partial class PageEndpoints
{
    private static void MapInstances(RouteGroupBuilder pages)
    {
        pages.MapGet("/instances", InstancesAsync);
        // In the query: a name may hold anything, and a slash in a path is none of its own.
        pages.MapGet("/instance", async (string name, WebStore store, Instances instances, CancellationToken cancellationToken) =>
            await instances.FindAsync(name, cancellationToken) is { } instance
                ? Page<InstancePage>(new { Instance = instance, History = await store.GetHistoryAsync(name, cancellationToken) })
                : Results.NotFound());
        pages.MapGet("/files/{id}", DownloadAsync);
        pages.MapPost("/files/{id}/remove", async (string id, HttpContext context, WebStore store, UploadService uploads, CancellationToken cancellationToken) =>
            await store.FindUploadAsync(id, cancellationToken) is { } upload && await uploads.RemoveAsync(upload, context.User.NameOf(), cancellationToken)
                ? Results.LocalRedirect("/instances")
                : Results.NotFound());
        pages.MapPost("/sync", async (HttpContext context, WebStore store, SyncNow syncNow, CancellationToken cancellationToken) =>
        {
            if (syncNow.HasSources && syncNow.Start())
            {
                await store.AuditAsync(context.User.NameOf(), AuditAction.SyncRequested, "", cancellationToken);
            }

            return Results.LocalRedirect("/instances");
        });
    }

    private static async Task<IResult> InstancesAsync(WebStore store, Instances instances, SyncNow syncNow, ScheduleInfo schedule, CancellationToken cancellationToken)
    {
        SyncStatus status = await schedule.GetStatusAsync(cancellationToken);
        return Page<InstancesPage>(new
        {
            Instances = await instances.GetAsync(cancellationToken),
            CloudFiles = (await store.GetUploadsAsync(UploadState.Accepted, cancellationToken)).Where(upload => !upload.IsUsage).ToList(),
            Waiting = await store.GetUploadsAsync(UploadState.Pending, cancellationToken),
            syncNow.HasSources,
            syncNow.IsRunning,
            NextRun = await schedule.GetNextRunAsync(cancellationToken),
            LastRun = status.Runs.FirstOrDefault(run => run.Trigger != SyncTrigger.Upload),
        });
    }

    /// <summary>Gives the file that is counted, as it came.</summary>
    private static async Task<IResult> DownloadAsync(string id, HttpContext context, WebStore store, IContentStore contents, CancellationToken cancellationToken)
    {
        if (await store.FindUploadAsync(id, cancellationToken) is not { State: UploadState.Accepted } upload)
        {
            return Results.NotFound();
        }

        await store.AuditAsync(context.User.NameOf(), AuditAction.FileDownloaded, upload.Instance ?? upload.FileName, cancellationToken);
        return Results.Stream(await contents.OpenAsync(upload.Id, cancellationToken), "application/octet-stream", SafeName(upload));
    }

    /// <summary>A file name of letters, digits and dots, whatever the instance is called.</summary>
    internal static string SafeName(Upload upload)
    {
        string extension = upload.Kind is FileKind.ServerUserReport or FileKind.LicenseReport ? "csv" : "json";
        string name = upload.Instance ?? upload.Kind.ToString();
        string safe = string.Concat(name.Where(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-')).Trim('.');
        return $"{(safe.Length == 0 ? "instance" : safe)}.{extension}{(upload.FileName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? ".gz" : "")}";
    }
}
