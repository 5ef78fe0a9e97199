using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Antiforgery;

namespace LicenseSync.Web.Security;

/// <summary>What holds for every request: headers, no forged forms, not too many.</summary>
internal static class RequestRules
{
    /// <summary>The rate limit of whatever takes a password or a link.</summary>
    public const string GuessLimit = "guesses";

    private const string Policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    public static void AddRequestRules(this IServiceCollection services, WebSettings settings)
    {
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = settings.IsPublic ? "__Host-licensesync-form" : "licensesync-form";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = settings.IsPublic ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
            options.HeaderName = "RequestVerificationToken";
        });
        services.AddRateLimiter(options =>
        {
            options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
                AddressOf(context),
                _ => new() { TokenLimit = 600, TokensPerPeriod = 100, ReplenishmentPeriod = TimeSpan.FromSeconds(5), QueueLimit = 0 }));
            options.AddPolicy(GuessLimit, context => RateLimitPartition.GetFixedWindowLimiter(
                AddressOf(context), _ => new() { PermitLimit = 10, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));
        });
    }

    public static void UseResponseHeaders(this WebApplication application) => application.Use((context, next) =>
    {
        IHeaderDictionary headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = "no-cache, no-store";
        return next(context);
    });

    /// <summary>Refuses changes that a page of ours did not ask for. A token in the header cannot be forged by a page of somebody else's, so programs need nothing more.</summary>
    public static void UseFormChecks(this WebApplication application) => application.Use(async (context, next) =>
    {
        bool isChange = !HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method);
        bool isProgram = context.User.Identity?.AuthenticationType == ApiTokenHandler.Scheme;
        if (isChange && !isProgram && context.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<ChecksItsForm>() is null
            && !await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("The form is out of date, or was not sent by this page. Go back, reload the page and try again.");
            return;
        }

        await next(context);
    });

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}

/// <summary>Marks an endpoint that changes nothing, or that reads its form itself, part by part, and checks the first part.</summary>
internal sealed class ChecksItsForm;
