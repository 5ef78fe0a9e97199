using System.Globalization;
using System.Net;
using LicenseSync.Diagnostics;

namespace LicenseSync.GitHub.Http;

/// <summary>Says for people what a remote side answered. The remote side's own words are left out: they may repeat what must not be told.</summary>
internal static class Failures
{
    public static async ValueTask<TransportException> FromAsync(HttpResponseMessage response, ApiRequest request, DateTimeOffset now, CancellationToken cancellationToken)
    {
        int status = (int)response.StatusCode;
        string code = status.ToString(CultureInfo.InvariantCulture);
        if (await RateLimits.IsLimitAsync(response, cancellationToken).ConfigureAwait(false))
        {
            string until = RateLimits.Told(response, now) is { } wait && wait < TimeSpan.FromDays(365) ? $" until {(now + wait).UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC" : "";
            return new($"The rate limit is used up{until} (status {code}). Try again then.", request.Name) { StatusCode = status, IsTransient = true };
        }

        return response.StatusCode switch
        {
            HttpStatusCode.Unauthorized => New($"The token was not accepted (status {code}). It must be valid, and needs {request.Needs}."),
            HttpStatusCode.Forbidden => New($"The token may not do this (status {code}). It needs {request.Needs}."),
            HttpStatusCode.NotFound => New($"Not found (status {code}), which is also what a token without permission is told. Check the address and names; the token needs {request.Needs}."),
            HttpStatusCode.Gone => New($"The API version is no longer supported (status {code}). Set a newer ApiVersion."),
            HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest => New($"The request was refused as invalid (status {code}). Check the names and ids in it."),
            HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => New($"The remote side failed (status {code}). Try again later.", isTransient: true),
            _ => New($"The remote side gave an answer that was not expected (status {code}). Check the address."),
        };

        TransportException New(string message, bool isTransient = false) => new(message, request.Name) { StatusCode = status, IsTransient = isTransient };
    }

    public static TransportException Unreachable(ApiRequest request, HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => new("The host name could not be resolved. Check the address and the network.", request.Name, exception) { IsTransient = true },
        HttpRequestError.SecureConnectionError => new("The TLS connection failed: the certificate is not trusted or does not fit. Check the address and the trusted certificates.", request.Name, exception),
        HttpRequestError.ConnectionError => new("The remote side could not be reached. Check the address and the network.", request.Name, exception) { IsTransient = true },
        _ => new("The connection failed before the answer came. Try again later.", request.Name, exception) { IsTransient = true },
    };
}
