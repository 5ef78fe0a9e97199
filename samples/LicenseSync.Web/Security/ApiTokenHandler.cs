using System.Security.Claims;
using System.Text.Encodings.Web;
using LicenseSync.Web.Storage;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace LicenseSync.Web.Security;

/// <summary>Lets programs in by <c>Authorization: Bearer TOKEN</c>.</summary>
internal sealed class ApiTokenHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, WebStore store)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "ApiToken";

    /// <summary>What a token begins with, so that one that leaks is recognized.</summary>
    public const string Prefix = "lsw_";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        const string Bearer = "Bearer ";
        string header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer + Prefix, StringComparison.Ordinal)
            || await store.UseTokenAsync(Secret.Hash(header[Bearer.Length..]), Context.RequestAborted) is not { } token)
        {
            return AuthenticateResult.Fail("The API token is not known.");
        }

        var identity = new ClaimsIdentity([new(ClaimTypes.Name, $"{token.CreatedBy} (API token {token.Name})"), new(ClaimTypes.Role, Access.OwnerRole)], Scheme);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Bearer";
        return Task.CompletedTask;
    }
}
