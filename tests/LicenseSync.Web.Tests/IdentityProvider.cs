using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace LicenseSync.Web.Tests;

/// <summary>An OpenID Connect provider on loopback, at which one person is signed in: the authorization code flow with PKCE, and nothing else.</summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    public const string ClientId = "licensesync";
    public const string ClientSecret = "shared-with-the-page";

    private readonly RSA _key = RSA.Create(2048);
    private readonly string[] _groups;
    private readonly WebApplication _application;
    private (string Challenge, string Nonce, string RedirectUri) _request;

    private IdentityProvider(string[] groups)
    {
        _groups = groups;
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        _application = builder.Build();
        _application.MapGet("/.well-known/openid-configuration", () => Json(new()
        {
            ["issuer"] = Authority,
            ["authorization_endpoint"] = Authority + "/authorize",
            ["token_endpoint"] = Authority + "/token",
            ["jwks_uri"] = Authority + "/keys",
        }));
        _application.MapGet("/keys", () =>
        {
            RSAParameters key = _key.ExportParameters(includePrivateParameters: false);
            return Json(new() { ["keys"] = new JsonArray(new JsonObject { ["kty"] = "RSA", ["kid"] = "1", ["use"] = "sig", ["alg"] = "RS256", ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent) }) });
        });
        _application.MapGet("/authorize", (HttpRequest request) =>
        {
            IQueryCollection query = request.Query;
            Assert.Equal(("code", "S256", ClientId), (query["response_type"].ToString(), query["code_challenge_method"].ToString(), query["client_id"].ToString()));
            _request = (query["code_challenge"].ToString(), query["nonce"].ToString(), query["redirect_uri"].ToString());
            return Results.Redirect(QueryHelpers.AddQueryString(_request.RedirectUri, new Dictionary<string, string?> { ["code"] = "the-code", ["state"] = query["state"] }));
        });
        _application.MapPost("/token", TokenAsync);
    }

    public string Authority => _application.Urls.First();

    /// <summary>Starts it with somebody who is in some groups.</summary>
    public static async Task<IdentityProvider> StartAsync(params string[] groups)
    {
        var provider = new IdentityProvider(groups);
        await provider._application.StartAsync();
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _key.Dispose();
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        IFormCollection form = await request.ReadFormAsync();
        bool isProven = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) == _request.Challenge;
        if (!isProven || form["code"] != "the-code" || form["client_secret"] != ClientSecret || form["redirect_uri"] != _request.RedirectUri)
        {
            return Results.BadRequest();
        }

        long now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Authority,
            ["aud"] = ClientId,
            ["sub"] = "7",
            ["email"] = "ana@octo.example",
            ["nonce"] = _request.Nonce,
            ["iat"] = now,
            ["exp"] = now + 300,
            ["groups"] = new JsonArray([.. _groups.Select(group => JsonValue.Create(group))]),
        };
        string token = $"{Part(new() { ["alg"] = "RS256", ["kid"] = "1", ["typ"] = "JWT" })}.{Part(claims)}";
        string signature = Base64Url.EncodeToString(_key.SignData(Encoding.ASCII.GetBytes(token), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        return Json(new() { ["access_token"] = "unused", ["token_type"] = "Bearer", ["id_token"] = $"{token}.{signature}" });
    }

    private static string Part(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private static IResult Json(JsonObject document) => Results.Text(document.ToJsonString(), "application/json");
}
