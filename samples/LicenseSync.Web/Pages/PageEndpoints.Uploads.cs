using LicenseSync.Web.Security;
using LicenseSync.Web.Storage;
using LicenseSync.Web.Uploads;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace LicenseSync.Web.Pages;

// From the file to the decision.
internal static partial class PageEndpoints
{
    private const int MaxFiles = 20;
    private const int MaxTokenLength = 4_096;

    private static void MapUploads(RouteGroupBuilder pages)
    {
        pages.MapGet("/uploads/new", (WebSettings settings) => Page<UploadPage>(new { MaxBytes = settings.MaxUploadBytes }));
        pages.MapPost("/uploads", ReceiveAsync).WithMetadata(new ChecksItsForm());
        pages.MapGet("/uploads/{batch}", (string batch, WebStore store, CancellationToken cancellationToken) => ReviewAsync(batch, store, null, cancellationToken));
        pages.MapPost("/uploads/{batch}/accept", AcceptAsync).DisableAntiforgery();
        pages.MapPost("/uploads/{batch}/discard", async (string batch, HttpContext context, WebStore store, UploadService uploads, CancellationToken cancellationToken) =>
        {
            foreach (Upload upload in (await store.GetBatchAsync(batch, cancellationToken)).Where(upload => upload.State == UploadState.Pending))
            {
                await uploads.DiscardAsync(upload, context.User.NameOf(), cancellationToken);
            }

            return Results.LocalRedirect("/instances");
        });
    }

    /// <summary>Reads a form part by part, as it arrives: first the token, then files, each straight into the content store.</summary>
    private static async Task<IResult> ReceiveAsync(HttpContext context, WebSettings settings, WebStore store, UploadReceiver receiver, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 100 } boundary)
        {
            return Results.BadRequest();
        }

        AllowLarge(context, settings.MaxUploadBytes);
        var reader = new MultipartReader(boundary, context.Request.Body);
        if (context.User.Identity?.AuthenticationType != ApiTokenHandler.Scheme && !await HasTokenAsync(context, reader, antiforgery, cancellationToken))
        {
            return Results.BadRequest();
        }

        if (await store.CountPendingAsync(cancellationToken) >= UploadService.MaxPending)
        {
            return Page<UploadPage>(new { MaxBytes = settings.MaxUploadBytes, Message = "Too many files wait for a decision. Accept or discard some first." });
        }

        string batch = Guid.NewGuid().ToString("N");
        int count = 0;
        while (count < MaxFiles && await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? disposition) && FileNameOf(disposition) is { Length: > 0 } fileName)
            {
                await receiver.ReceiveAsync(section.Body, fileName, batch, context.User.NameOf(), UploadOrigin.Upload, instance: null, cancellationToken);
                count++;
            }
        }

        return count == 0
            ? Page<UploadPage>(new { MaxBytes = settings.MaxUploadBytes, Message = "Choose a file first." })
            : Results.LocalRedirect($"/uploads/{batch}");
    }

    /// <summary>Lets one request bring a large file.</summary>
    public static void AllowLarge(HttpContext context, long maxBytes)
    {
        if (context.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = maxBytes;
        }
    }

    private static async Task<bool> HasTokenAsync(HttpContext context, MultipartReader reader, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        if (await reader.ReadNextSectionAsync(cancellationToken) is not { } section
            || !ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? disposition) || !disposition.Name.Equals("__RequestVerificationToken"))
        {
            return false;
        }

        byte[] token = new byte[MaxTokenLength];
        int length = await section.Body.ReadAtLeastAsync(token, token.Length, throwOnEndOfStream: false, cancellationToken);
        // In the header, so that the form is not read as a whole to look for it.
        context.Request.Headers["RequestVerificationToken"] = System.Text.Encoding.ASCII.GetString(token, 0, length);
        return await antiforgery.IsRequestValidAsync(context);
    }

    private static string? FileNameOf(ContentDispositionHeaderValue disposition) =>
        HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;

    private static async Task<IResult> ReviewAsync(string batch, WebStore store, string? message, CancellationToken cancellationToken)
    {
        List<Upload> accepted = await store.GetUploadsAsync(UploadState.Accepted, cancellationToken);
        List<Upload> waiting = [.. (await store.GetBatchAsync(batch, cancellationToken)).Where(upload => upload.State == UploadState.Pending)];
        return Page<ReviewPage>(new
        {
            Batch = batch,
            Message = message,
            Files = waiting.Select(upload => new ReviewFile(upload, upload.IsUsage ? InstanceName.Of(upload, accepted) : null, UploadCheck.Notes(upload, accepted))).ToList(),
        });
    }

    private static async Task<IResult> AcceptAsync(string batch, HttpContext context, WebStore store, UploadService uploads, CancellationToken cancellationToken)
    {
        IFormCollection form = await context.Request.ReadFormAsync(cancellationToken);
        List<Upload> chosen = [.. (await store.GetBatchAsync(batch, cancellationToken)).Where(upload => upload.State == UploadState.Pending && form["accept"].Contains(upload.Id))];
        if (chosen.Count == 0)
        {
            return await ReviewAsync(batch, store, "Check the files that are to be accepted.", cancellationToken);
        }

        var replaced = new HashSet<bool>();
        var problems = new List<string>();
        foreach (Upload upload in chosen)
        {
            // The first file of license data, or of identities, takes the place of what is there; the others of this upload belong to it.
            bool replaces = form["mode"] != "add" && (upload.IsUsage || replaced.Add(upload.IsLicenseData));
            if (await uploads.AcceptAsync(upload, form[$"host-{upload.Id}"], replaces, context.User.NameOf(), cancellationToken) is { } problem)
            {
                problems.Add($"{upload.FileName}: {problem}");
            }
        }

        uploads.Accepted();
        return problems.Count > 0
            ? await ReviewAsync(batch, store, string.Join(" ", problems), cancellationToken)
            : Results.LocalRedirect((await store.GetBatchAsync(batch, cancellationToken)).Any(upload => upload.State == UploadState.Pending) ? $"/uploads/{batch}" : "/");
    }
}
