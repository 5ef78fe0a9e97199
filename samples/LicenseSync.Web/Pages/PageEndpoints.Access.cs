using LicenseSync.Web.Security;
using LicenseSync.Web.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Mvc;

namespace LicenseSync.Web.Pages;

// Signing in and out, the first account, owners and tokens.
internal static partial class PageEndpoints
{
    private static void MapAccess(RouteGroupBuilder open, WebSettings settings)
    {
        open.MapGet("/sign-in", async (WebStore store, string? failed, [FromQuery(Name = "return")] string? returnTo, CancellationToken cancellationToken) => Page<SignInPage>(new
        {
            Message = failed is null ? null : "Your identity provider did not let you in, or does not name you an owner of the enterprise.",
            Return = LocalOnly(returnTo),
            HasProvider = settings.OpenIdConnect.IsOn,
            IsNew = !settings.OpenIdConnect.IsOn && !await store.HasOwnersAsync(cancellationToken),
        }));
        open.MapPost("/sign-in", SignInAsync).DisableAntiforgery().RequireRateLimiting(RequestRules.GuessLimit);
        open.MapGet("/setup", async (OwnerService owners, string? code, CancellationToken cancellationToken) =>
            Page<SetupPage>(new { IsValid = await owners.IsLinkValidAsync(code, cancellationToken), Code = code })).RequireRateLimiting(RequestRules.GuessLimit);
        open.MapPost("/setup", SetUpAsync).DisableAntiforgery().RequireRateLimiting(RequestRules.GuessLimit);
        if (settings.OpenIdConnect.IsOn)
        {
            open.MapGet("/sign-in/provider", ([FromQuery(Name = "return")] string? returnTo) =>
                Results.Challenge(new() { RedirectUri = LocalOnly(returnTo) }, [Access.OpenIdConnect]));
        }
    }

    private static void MapSettings(RouteGroupBuilder pages)
    {
        pages.MapPost("/sign-out", async (HttpContext context, WebStore store, CancellationToken cancellationToken) =>
        {
            if (context.User.FindFirst(Access.SessionClaim)?.Value is { } session)
            {
                await store.EndSessionAsync(Secret.Hash(session), cancellationToken);
                await store.AuditAsync(context.User.NameOf(), AuditAction.SignedOut, "", cancellationToken);
            }

            await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
            return Results.LocalRedirect("/sign-in");
        });
        pages.MapGet("/audit", async (WebStore store, long? before, CancellationToken cancellationToken) =>
            Page<AuditPage>(new { Entries = await store.GetAuditAsync(before ?? long.MaxValue, AuditPage.PageSize, cancellationToken) }));
        pages.MapGet("/settings", (WebStore store, CancellationToken cancellationToken) => SettingsAsync(store, null, null, null, cancellationToken));
        pages.MapPost("/settings/owners", async (HttpContext context, WebStore store, WebSettings settings, OwnerService owners, CancellationToken cancellationToken) =>
        {
            string path = await owners.CreateLinkAsync(context.User.NameOf(), cancellationToken);
            await store.AuditAsync(context.User.NameOf(), AuditAction.OwnerInvited, "", cancellationToken);
            string address = settings.PublicUrl?.GetLeftPart(UriPartial.Authority) ?? $"{context.Request.Scheme}://{context.Request.Host}";
            return await SettingsAsync(store, address + path, "Give this link to the new owner: it makes one account, within a day.", null, cancellationToken);
        });
        pages.MapPost("/settings/owners/remove", async (HttpContext context, WebStore store, [FromForm] string name, CancellationToken cancellationToken) =>
            await store.RemoveOwnerAsync(name, context.User.NameOf(), cancellationToken)
                ? Results.LocalRedirect("/settings")
                : await SettingsAsync(store, null, null, "The last owner cannot be removed.", cancellationToken)).DisableAntiforgery();
        pages.MapPost("/settings/tokens", async (HttpContext context, WebStore store, [FromForm] string name, CancellationToken cancellationToken) =>
        {
            if (string.IsNullOrWhiteSpace(name) || name.Length > OwnerService.MaxNameLength)
            {
                return await SettingsAsync(store, null, null, "Give the token a name of at most 100 characters.", cancellationToken);
            }

            string token = ApiTokenHandler.Prefix + Secret.Create();
            await store.AddTokenAsync(Guid.NewGuid().ToString("N"), Secret.Hash(token), name.Trim(), context.User.NameOf(), cancellationToken);
            return await SettingsAsync(store, token, "Copy the token.", null, cancellationToken);
        }).DisableAntiforgery();
        pages.MapPost("/settings/tokens/remove", async (HttpContext context, WebStore store, [FromForm] string id, CancellationToken cancellationToken) =>
        {
            await store.RemoveTokenAsync(id, context.User.NameOf(), cancellationToken);
            return Results.LocalRedirect("/settings");
        }).DisableAntiforgery();
    }

    private static async Task<IResult> SettingsAsync(WebStore store, string? secret, string? title, string? message, CancellationToken cancellationToken) => Page<SettingsPage>(new
    {
        Owners = await store.GetOwnersAsync(cancellationToken),
        Tokens = await store.GetTokensAsync(cancellationToken),
        Secret = secret,
        SecretTitle = title,
        Message = message,
    });

    private static async Task<IResult> SignInAsync(
        HttpContext context, OwnerService owners, WebStore store, TimeProvider time, WebMetrics metrics, WebSettings settings,
        [FromForm] string? name, [FromForm] string? password, [FromForm(Name = "return")] string? returnTo, CancellationToken cancellationToken)
    {
        if (await owners.CheckAsync(name ?? "", password ?? "", cancellationToken) is not { } owner)
        {
            metrics.SignInFailed();
            await store.AuditAsync("", AuditAction.SignInFailed, "", cancellationToken);
            return Page<SignInPage>(new { Message = "The user name or the password is wrong.", Name = name, Return = LocalOnly(returnTo), HasProvider = settings.OpenIdConnect.IsOn });
        }

        await BeginAsync(context, store, time, owner, cancellationToken);
        return Results.LocalRedirect(LocalOnly(returnTo));
    }

    private static async Task<IResult> SetUpAsync(
        HttpContext context, OwnerService owners, WebStore store, TimeProvider time,
        [FromForm] string? code, [FromForm] string? name, [FromForm] string? password, CancellationToken cancellationToken)
    {
        if (await owners.CreateOwnerAsync(code ?? "", name ?? "", password ?? "", cancellationToken) is { } message)
        {
            return Page<SetupPage>(new { IsValid = await owners.IsLinkValidAsync(code, cancellationToken), Code = code, Name = name, Message = message });
        }

        await BeginAsync(context, store, time, OwnerService.Normalize(name!), cancellationToken);
        return Results.LocalRedirect("/");
    }

    private static async Task BeginAsync(HttpContext context, WebStore store, TimeProvider time, string owner, CancellationToken cancellationToken) =>
        await context.SignInAsync(CookieAuthenticationDefaults.AuthenticationScheme, await Access.BeginSessionAsync(store, time, owner, isLocal: true, cancellationToken));

    // Where to go on, on this page only.
    private static string LocalOnly(string? address) =>
        address is { Length: > 0 } && address[0] == '/' && (address.Length == 1 || address[1] is not ('/' or '\\')) && !address.Any(char.IsControl) ? address : "/";
}
