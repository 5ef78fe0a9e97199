using System.Net.Http.Headers;
using System.Text;
using LicenseSync.Diagnostics;

namespace LicenseSync.GitHub.Http;

/// <summary>Adds the headers GitHub asks for, and the token: to the configured address only.</summary>
internal sealed class TokenHandler(ClientSettings settings) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!settings.IsSameOrigin(request.RequestUri!))
        {
            throw new TransportException("A request was about to leave the configured address; it was not sent.", settings.ToString());
        }

        request.Headers.UserAgent.Clear();
        request.Headers.UserAgent.Add(ProductInfoHeaderValue.Parse(settings.UserAgent));
        if (settings.ApiVersion is { } version)
        {
            request.Headers.Remove("X-GitHub-Api-Version");
            request.Headers.Add("X-GitHub-Api-Version", version);
        }

        request.Headers.Authorization = settings.Token is null ? null : Authorization(await settings.Token(cancellationToken).ConfigureAwait(false));
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Whoever looks at the request afterwards (a log, a filter of exceptions) finds no token.
            request.Headers.Authorization = null;
        }
    }

    private AuthenticationHeaderValue Authorization(string? token)
    {
        token = token?.Trim();
        if (string.IsNullOrEmpty(token) || !token.All(character => character is > ' ' and <= '~'))
        {
            // .NET's own message would repeat the value.
            throw new TransportException("The token is empty or has characters no token has. Check where it comes from.", settings.ToString());
        }

        return settings.UserName is { } user
            ? new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{token}")))
            : new("Bearer", token);
    }
}
