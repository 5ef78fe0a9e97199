namespace LicenseSync.GitHub.Http;

/// <summary>The <c>link</c> header (RFC 8288; GitHub Docs, "Using pagination in the REST API").</summary>
internal static class NextLink
{
    /// <summary>The target of <c>rel="next"</c>; null when there is none.</summary>
    public static Uri? Of(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Link", out IEnumerable<string>? values) && Find(string.Join(',', values)) is { } target && Uri.TryCreate(response.RequestMessage!.RequestUri!, target, out Uri? uri) ? uri : null;

    internal static string? Find(string header)
    {
        for (int at = header.IndexOf('<', StringComparison.Ordinal); at >= 0;)
        {
            int close = header.IndexOf('>', at);
            if (close < 0)
            {
                return null;
            }

            // Parameters reach to the next target; commas inside of it do no harm.
            int next = header.IndexOf('<', close);
            string[] parameters = (next < 0 ? header[(close + 1)..] : header[(close + 1)..next]).Split([';', ','], StringSplitOptions.TrimEntries);
            foreach (string parameter in parameters)
            {
                int equals = parameter.IndexOf('=', StringComparison.Ordinal);
                if (equals > 0 && parameter.AsSpan(0, equals).Trim().Equals("rel", StringComparison.OrdinalIgnoreCase)
                    && parameter[(equals + 1)..].Trim().Trim('"').Split(' ').Contains("next", StringComparer.OrdinalIgnoreCase))
                {
                    return header[(at + 1)..close];
                }
            }

            at = next;
        }

        return null;
    }
}
