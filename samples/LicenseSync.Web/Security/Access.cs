using System.Security.Claims;
using LicenseSync.Web.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace LicenseSync.Web.Security;

/// <summary>Who gets in: enterprise owners, by cookie, by OpenID Connect, or as programs by API token. Whatever has no rule of its own needs an owner.</summary>
internal static class Access
{
    /// <summary>Chooses between the cookie and the token.</summary>
    public const string Scheme = "LicenseSync";
    public const string OpenIdConnect = "OpenIdConnect";
    public const string OwnerRole = "owner";
    public const string SessionClaim = "session";

    public static readonly TimeSpan SessionLength = TimeSpan.FromHours(12);

    public static void AddAccess(this IServiceCollection services, WebSettings settings)
    {
        services.AddSingleton<OwnerService>();
        services.AddScoped<SessionEvents>();
        AuthenticationBuilder authentication = services
            .AddAuthentication(Scheme)
            .AddPolicyScheme(Scheme, null, options => options.ForwardDefaultSelector = context =>
                context.Request.Headers.Authorization.Count > 0 ? ApiTokenHandler.Scheme : CookieAuthenticationDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiTokenHandler>(ApiTokenHandler.Scheme, null)
            .AddCookie(options =>
            {
                options.Cookie.Name = settings.IsPublic ? "__Host-licensesync" : "licensesync";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Lax;
                options.Cookie.SecurePolicy = settings.IsPublic ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
                options.ExpireTimeSpan = SessionLength;
                options.SlidingExpiration = false;
                options.LoginPath = "/sign-in";
                options.ReturnUrlParameter = "return";
                options.EventsType = typeof(SessionEvents);
            });
        if (settings.OpenIdConnect.IsOn)
        {
            authentication.AddOwnersOf(settings.OpenIdConnect, settings.IsPublic ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest);
        }

        AuthorizationPolicy owners = new AuthorizationPolicyBuilder(Scheme).RequireAuthenticatedUser().RequireRole(OwnerRole).Build();
        services.AddAuthorizationBuilder().SetDefaultPolicy(owners).SetFallbackPolicy(owners);
    }

    /// <summary>Makes the identity of an owner, and the session that it lasts for.</summary>
    public static async Task<ClaimsPrincipal> BeginSessionAsync(WebStore store, TimeProvider time, string name, bool isLocal, CancellationToken cancellationToken)
    {
        string session = Secret.Create();
        await store.AddSessionAsync(Secret.Hash(session), name, isLocal, time.GetUtcNow() + SessionLength, cancellationToken);
        await store.AuditAsync(name, AuditAction.SignedIn, isLocal ? "password" : "OpenID Connect", cancellationToken);
        return new(new ClaimsIdentity(
            [new(ClaimTypes.Name, name), new(ClaimTypes.Role, OwnerRole), new(SessionClaim, session)], CookieAuthenticationDefaults.AuthenticationScheme));
    }

    /// <summary>The name under which somebody's doings are kept.</summary>
    public static string NameOf(this ClaimsPrincipal user) => user.Identity?.Name ?? "";
}
