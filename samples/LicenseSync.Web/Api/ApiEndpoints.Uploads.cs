using LicenseSync.Reports;
using LicenseSync.Web.Pages;
using LicenseSync.Web.Security;
using LicenseSync.Web.Storage;
using LicenseSync.Web.Uploads;
using Microsoft.AspNetCore.Mvc;

namespace LicenseSync.Web.Api;

// Files: sent as they are, looked at, then accepted.
internal static partial class ApiEndpoints
{
    private static void MapUploads(RouteGroupBuilder api)
    {
        api.MapPost("/uploads", ReceiveAsync).Accepts<IFormFile>("application/octet-stream").Produces<UploadDocument>(StatusCodes.Status201Created).WithSummary("Uploads a file, which is then looked at and accepted");
        api.MapGet("/uploads", async (WebStore store, CancellationToken cancellationToken) =>
        {
            List<Upload> accepted = await store.GetUploadsAsync(UploadState.Accepted, cancellationToken);
            List<Upload> pending = await store.GetUploadsAsync(UploadState.Pending, cancellationToken);
            return pending.Concat(accepted).Select(upload => Describe(upload, accepted));
        }).WithSummary("Files that wait or are counted");
        api.MapGet("/uploads/{id}", async (string id, WebStore store, CancellationToken cancellationToken) =>
            await store.FindUploadAsync(id, cancellationToken) is { } upload
                ? Results.Ok(Describe(upload, await store.GetUploadsAsync(UploadState.Accepted, cancellationToken)))
                : Results.NotFound()).Produces<UploadDocument>().WithSummary("A file and what was found in it");
        api.MapGet("/uploads/{id}/content", async (string id, HttpContext context, WebStore store, IContentStore contents, CancellationToken cancellationToken) =>
        {
            if (await store.FindUploadAsync(id, cancellationToken) is not { State: UploadState.Accepted } upload)
            {
                return Results.NotFound();
            }

            await store.AuditAsync(context.User.NameOf(), AuditAction.FileDownloaded, upload.Instance ?? upload.FileName, cancellationToken);
            return Results.Stream(await contents.OpenAsync(upload.Id, cancellationToken), "application/octet-stream", PageEndpoints.SafeName(upload));
        }).WithSummary("The bytes of a file that is counted");
        api.MapPost("/uploads/{id}/accept", AcceptAsync).WithSummary("Accepts a file: from then on it counts");
        api.MapDelete("/uploads/{id}", async (string id, HttpContext context, WebStore store, UploadService uploads, CancellationToken cancellationToken) =>
        {
            switch (await store.FindUploadAsync(id, cancellationToken))
            {
                case { State: UploadState.Pending } pending:
                    await uploads.DiscardAsync(pending, context.User.NameOf(), cancellationToken);
                    return Results.NoContent();
                case { State: UploadState.Accepted } accepted:
                    await uploads.RemoveAsync(accepted, context.User.NameOf(), cancellationToken);
                    return Results.NoContent();
                default:
                    return Results.NotFound();
            }
        }).WithSummary("Discards a file that waits, or removes one that is counted");
    }

    private static async Task<IResult> ReceiveAsync(HttpContext context, WebSettings settings, WebStore store, UploadReceiver receiver, [FromQuery(Name = "file_name")] string? fileName, CancellationToken cancellationToken)
    {
        PageEndpoints.AllowLarge(context, settings.MaxUploadBytes);
        if (await store.CountPendingAsync(cancellationToken) >= UploadService.MaxPending)
        {
            return TypedResults.Conflict(new ProblemDocument("Too many files wait for a decision. Accept or delete some first."));
        }

        Upload upload = await receiver.ReceiveAsync(
            context.Request.Body, fileName ?? "unnamed", Guid.NewGuid().ToString("N"), context.User.NameOf(), UploadOrigin.Upload, instance: null, cancellationToken);
        return TypedResults.Created($"/api/v1/uploads/{upload.Id}", Describe(upload, await store.GetUploadsAsync(UploadState.Accepted, cancellationToken)));
    }

    private static async Task<IResult> AcceptAsync(string id, HttpContext context, WebStore store, UploadService uploads, [FromQuery(Name = "host_name")] string? hostName, bool? add, CancellationToken cancellationToken)
    {
        if (await store.FindUploadAsync(id, cancellationToken) is not { } upload)
        {
            return Results.NotFound();
        }

        if (await uploads.AcceptAsync(upload, hostName, add is not true, context.User.NameOf(), cancellationToken) is { } problem)
        {
            return TypedResults.Conflict(new ProblemDocument(problem));
        }

        uploads.Accepted();
        return TypedResults.NoContent();
    }

    private static UploadDocument Describe(Upload upload, IReadOnlyList<Upload> accepted) => new(
        upload.Id, upload.State.ToString().ToLowerInvariant(), ValidationJsonWriter.NameOf(upload.Kind) ?? "unknown", upload.FileName,
        upload.Instance ?? (upload.IsUsage ? InstanceName.Of(upload, accepted) : null), upload.ServerId, upload.Bytes, upload.Sha256, upload.Records, upload.IsEncrypted,
        upload.IsReadable && upload.State == UploadState.Pending, upload.State == UploadState.Pending ? UploadCheck.Notes(upload, accepted) : [], upload.FindingCount, upload.ErrorCount, upload.Findings);
}
