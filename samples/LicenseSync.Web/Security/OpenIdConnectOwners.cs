using LicenseSync.Web.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;

namespace LicenseSync.Web.Security;

/// <summary>Sign-in with an identity provider, for those whom a claim makes owners.</summary>
internal static class OpenIdConnectOwners
{
    public static void AddOwnersOf(this AuthenticationBuilder builder, OpenIdConnectSettings settings, CookieSecurePolicy secure)
    {
        if (string.IsNullOrWhiteSpace(settings.ClientId) || string.IsNullOrWhiteSpace(settings.OwnerValue))
        {
            throw new InvalidOperationException("LicenseSync:OpenIdConnect needs ClientId, and OwnerValue: the value of the claim (OwnerClaim) that makes somebody an owner. Else everybody at the provider would get in.");
        }

        builder.AddOpenIdConnect(Access.OpenIdConnect, options =>
        {
            options.Authority = settings.Authority;
            options.ClientId = settings.ClientId;
            options.ClientSecret = settings.ClientSecret;
            options.RequireHttpsMetadata = !(Uri.TryCreate(settings.Authority, UriKind.Absolute, out Uri? authority) && authority.IsLoopback);
            options.ResponseType = "code";

            // The browser comes back by a link and not by a form, so that cookies need not go to other sites.
            options.ResponseMode = "query";
            foreach (CookieBuilder cookie in new[] { options.CorrelationCookie, options.NonceCookie })
            {
                (cookie.SameSite, cookie.SecurePolicy) = (SameSiteMode.Lax, secure);
            }

            options.UsePkce = true;
            options.MapInboundClaims = false;
            options.SaveTokens = false;
            options.CallbackPath = "/sign-in/callback";
            options.SignInScheme = CookieAuthenticationDefaults.AuthenticationScheme;
            options.Scope.Add("email");
            options.Events = new OpenIdConnectEvents
            {
                OnTokenValidated = context => AdmitAsync(context, settings),
                OnRemoteFailure = context =>
                {
                    context.HandleResponse();
                    context.Response.Redirect("/sign-in?failed=provider");
                    return Task.CompletedTask;
                },
            };
        });
    }

    private static async Task AdmitAsync(TokenValidatedContext context, OpenIdConnectSettings settings)
    {
        if (context.Principal?.HasClaim(settings.OwnerClaim, settings.OwnerValue!) is not true)
        {
            context.Fail("The account is not an owner's.");
            return;
        }

        string name = context.Principal.FindFirst("email")?.Value ?? context.Principal.FindFirst("sub")?.Value ?? "unnamed";
        IServiceProvider services = context.HttpContext.RequestServices;
        context.Principal = await Access.BeginSessionAsync(
            services.GetRequiredService<WebStore>(), services.GetRequiredService<TimeProvider>(), name, isLocal: false, context.HttpContext.RequestAborted);
    }
}
