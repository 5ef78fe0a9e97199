using System.Net;
using LicenseSync.Diagnostics;

namespace LicenseSync.GitHub.Http;

/// <summary>Follows redirects on the same origin, token included, and refuses others (GitHub Docs, "Best practices for using the REST API": follow redirects).</summary>
/// <remarks>.NET's own handling drops <c>Authorization</c> on every redirect, so that GitHub's 301s end in 401; it is off.</remarks>
internal sealed class RedirectHandler(ClientSettings settings) : DelegatingHandler
{
    private const int MaxRedirects = 5;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        for (int redirects = 0; Target(request, response) is { } target; redirects++)
        {
            HttpStatusCode status = response.StatusCode;
            response.Dispose();
            if (redirects == MaxRedirects)
            {
                throw new TransportException($"The remote side redirects in circles: {MaxRedirects} redirects led to no answer. Check the address.", settings.ToString()) { StatusCode = (int)status };
            }

            request = Follow(request, target, status);
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }

        return response;
    }

    private Uri? Target(HttpRequestMessage request, HttpResponseMessage response)
    {
        if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
        {
            return null;
        }

        // Not Headers.Location: it throws on some texts.
        string? location = response.Headers.TryGetValues("Location", out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
        if (location is null || !Uri.TryCreate(request.RequestUri!, location, out Uri? target) || !settings.IsSameOrigin(target))
        {
            int status = (int)response.StatusCode;
            response.Dispose();
            throw new TransportException("The remote side redirects to another address; the token is not sent there. If the address has moved, configure the new one.", settings.ToString()) { StatusCode = status };
        }

        return target;
    }

    private static HttpRequestMessage Follow(HttpRequestMessage request, Uri target, HttpStatusCode status)
    {
        bool asksAnew = status == HttpStatusCode.SeeOther && request.Method != HttpMethod.Head;
        var next = new HttpRequestMessage(asksAnew ? HttpMethod.Get : request.Method, target)
        {
            Version = request.Version,
            VersionPolicy = request.VersionPolicy,
            Content = asksAnew ? null : request.Content,
        };
        foreach ((string name, IEnumerable<string> values) in request.Headers)
        {
            next.Headers.TryAddWithoutValidation(name, values);
        }

        foreach ((string name, object? value) in request.Options)
        {
            ((IDictionary<string, object?>)next.Options)[name] = value;
        }

        return next;
    }
}
