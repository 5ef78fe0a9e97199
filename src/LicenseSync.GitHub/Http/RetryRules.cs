using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace LicenseSync.GitHub.Http;

/// <summary>What is sent again before an answer's body is read, and when. What happens in the body is <see cref="ApiConnection"/>'s.</summary>
internal static class RetryRules
{
    /// <summary>An address that never answered is more likely wrong than down.</summary>
    private const int MaxRetriesBeforeAnyAnswer = 2;

    /// <summary>The handler's strategy: a limit waits as long as it tells, everything else a second, doubled each time, at most 10.</summary>
    public static void Configure(ResiliencePipelineBuilder<HttpResponseMessage> builder, ClientSettings settings, TimeProvider time)
    {
        builder.TimeProvider = time;
        bool hasAnswered = false;
        if (settings.MaxRetries > 0)
        {
            builder.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = settings.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(10),
                ShouldRetryAfterHeader = false, // DelayGenerator looks at it, and at GitHub's own headers
                ShouldHandle = arguments =>
                {
                    hasAnswered |= arguments.Outcome.Result is not null;
                    return ShouldRetryAsync(arguments, hasAnswered, time);
                },
                DelayGenerator = arguments => new(arguments.Outcome.Result is { } response ? DelayOf(response, arguments.AttemptNumber, time) : null),
            });
        }

        builder.AddTimeout(new TimeoutStrategyOptions { Timeout = settings.AttemptTimeout });
    }

    /// <summary>The wait an answer asks for; null for the strategy's own.</summary>
    private static TimeSpan? DelayOf(HttpResponseMessage response, int attempt, TimeProvider time) =>
        response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.Forbidden
            ? RateLimits.Wait(response, time.GetUtcNow(), attempt)
            : RateLimits.Told(response, time.GetUtcNow());

    private static async ValueTask<bool> ShouldRetryAsync(RetryPredicateArguments<HttpResponseMessage> arguments, bool hasAnswered, TimeProvider time)
    {
        HttpRequestMessage? message = arguments.Context.GetRequestMessage();
        if (message is null || !message.Options.TryGetValue(ApiRequest.Key, out ApiRequest? request))
        {
            return false;
        }

        if (arguments.Outcome.Result is not { } response)
        {
            return arguments.Outcome.Exception switch
            {
                HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError } => hasAnswered || arguments.AttemptNumber < MaxRetriesBeforeAnyAnswer, // nothing was sent
                HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError or HttpRequestError.ConfigurationLimitExceeded } => false,
                HttpRequestException or TimeoutRejectedException or IOException => request.IsRepeatable,
                _ => false,
            };
        }

        bool isRetried = response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests or HttpStatusCode.Forbidden => await RateLimits.IsLimitAsync(response, arguments.Context.CancellationToken).ConfigureAwait(false),
            HttpStatusCode.RequestTimeout or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout => request.IsRepeatable,
            _ => false,
        };

        // A wait past the deadline helps nobody: the caller hears at once.
        return isRetried
            && (!message.Options.TryGetValue(ApiRequest.DeadlineKey, out DateTimeOffset deadline)
                || !(DelayOf(response, arguments.AttemptNumber, time) is { } wait && wait > deadline - time.GetUtcNow()));
    }
}
