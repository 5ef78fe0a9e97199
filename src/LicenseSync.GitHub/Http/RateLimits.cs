using System.Globalization;
using System.Net;

namespace LicenseSync.GitHub.Http;

/// <summary>GitHub's limits as its answers tell them (GitHub Docs, "Rate limits for the REST API").</summary>
internal static class RateLimits
{
    private static readonly TimeSpan Unknown = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    /// <summary>How long to wait before the request may be sent again: <c>retry-after</c>, else until the primary limit's reset, else a minute, doubled each time.</summary>
    public static TimeSpan Wait(HttpResponseMessage response, DateTimeOffset now, int attempt) =>
        Told(response, now) ?? Min(Unknown * Math.Pow(2, Math.Min(attempt, 10)), Longest);

    /// <summary>The wait that the answer tells; null when it tells none.</summary>
    public static TimeSpan? Told(HttpResponseMessage response, DateTimeOffset now)
    {
        if (response.Headers.RetryAfter is { } after)
        {
            TimeSpan wait = after.Delta ?? (after.Date - now) ?? Unknown;
            return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
        }

        if (IsUsedUp(response) && Number(response, "x-ratelimit-reset") is { } reset and >= 0 and < 100_000_000_000)
        {
            // A second more: clocks differ, and the header has whole seconds.
            TimeSpan wait = DateTimeOffset.FromUnixTimeSeconds(reset) - now + TimeSpan.FromSeconds(1);
            return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
        }

        return null;
    }

    /// <summary>Whether the primary limit is used up.</summary>
    public static bool IsUsedUp(HttpResponseMessage response) => Number(response, "x-ratelimit-remaining") == 0;

    /// <summary>Whether the answer is a limit and no refusal. A 403 without its signs is a refusal: waiting does not help.</summary>
    public static async ValueTask<bool> IsLimitAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.StatusCode == HttpStatusCode.TooManyRequests
        || (response.StatusCode == HttpStatusCode.Forbidden
            && (response.Headers.RetryAfter is not null || IsUsedUp(response) || await MentionsLimitAsync(response, cancellationToken).ConfigureAwait(false)));

    public static bool MentionsLimit(string text) =>
        text.Contains("rate limit", StringComparison.OrdinalIgnoreCase) || text.Contains("abuse detection", StringComparison.OrdinalIgnoreCase);

    private static async ValueTask<bool> MentionsLimitAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(64 << 10, cancellationToken).ConfigureAwait(false);
            return MentionsLimit(await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return false; // too large to be GitHub's, or cut short
        }
    }

    private static long? Number(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out IEnumerable<string>? values) && long.TryParse(values.First(), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
