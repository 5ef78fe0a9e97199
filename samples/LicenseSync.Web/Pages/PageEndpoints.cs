using LicenseSync.Web.Counting;
using LicenseSync.Web.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LicenseSync.Web.Pages;

/// <summary>The pages. Whatever does not say otherwise needs an owner.</summary>
internal static partial class PageEndpoints
{
    /// <summary>How long a page waits for a count before it says that one is being made.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static void MapPages(this WebApplication application)
    {
        // What strangers may see: the sign-in page and what it looks like, the one-time link, an error, and whether the page lives.
        RouteGroupBuilder open = application.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        open.MapGet("/assets/{name}", PageAssets.Get);
        open.Map("/error", Error).WithMetadata(new ChecksItsForm()); // what failed may have been a form
        open.MapHealthChecks("/health");
        MapAccess(open, application.Services.GetRequiredService<WebSettings>());

        RouteGroupBuilder pages = application.MapGroup("").ExcludeFromDescription();
        MapCounts(pages);
        MapUploads(pages);
        MapInstances(pages);
        MapSettings(pages);
    }

    private static RazorComponentResult<TPage> Page<TPage>(object? parameters = null)
        where TPage : IComponent => parameters is null ? new() { PreventStreamingRendering = true } : new(parameters) { PreventStreamingRendering = true };

    private static RazorComponentResult<MessagePage> Message(int status, string title, string text, int refreshSeconds = 0, bool isNarrow = false)
    {
        RazorComponentResult<MessagePage> result = new(new { Title = title, Text = text, RefreshSeconds = refreshSeconds, IsNarrow = isNarrow }) { PreventStreamingRendering = true, StatusCode = status };
        return result;
    }

    /// <summary>Makes a page of the count of what is accepted; of an earlier one, or none, while it is made.</summary>
    private static async Task<IResult> WithCountAsync(LicenseCounter counter, Func<PageData, Task<IResult>> page, CancellationToken cancellationToken)
    {
        (LicenseSnapshot? snapshot, bool isCurrent) = await counter.GetAsync(Patience, cancellationToken);
        if (snapshot is not null)
        {
            return await page(new(snapshot, isCurrent, counter.Failure));
        }

        return counter.Failure is { } failure
            ? Message(StatusCodes.Status200OK, "The files could not be counted together", failure + " Remove or replace the file on the page of instances.")
            : Message(StatusCodes.Status200OK, "Counting…", "The licenses are being counted. This page shows them as soon as they are.", refreshSeconds: 2);
    }

    private static RazorComponentResult<MessagePage> Error(HttpContext context, int? status)
    {
        int code = status ?? (context.Response.StatusCode >= StatusCodes.Status400BadRequest ? context.Response.StatusCode : StatusCodes.Status404NotFound);
        (string title, string text) = code switch
        {
            StatusCodes.Status404NotFound => ("Nothing is here", "The page does not exist, or what it showed is not there any more."),
            StatusCodes.Status413PayloadTooLarge => ("Too large", "The file is larger than this page takes. LicenseSync:MaxUploadBytes sets the limit."),
            StatusCodes.Status429TooManyRequests => ("Too many requests", "Wait a minute and try again."),
            < StatusCodes.Status500InternalServerError => ("This did not work", "The request was refused. Go back, reload the page and try again."),
            _ => ("Something went wrong", "Nothing was changed. What happened stands in the log of the host."),
        };
        return Message(code, title, text, isNarrow: context.User.Identity?.IsAuthenticated is not true);
    }
}
