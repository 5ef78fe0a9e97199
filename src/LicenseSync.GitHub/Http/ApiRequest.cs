using System.Net.Http.Headers;

namespace LicenseSync.GitHub.Http;

/// <summary>One request, which can be sent several times.</summary>
internal sealed record ApiRequest
{
    /// <summary>How the handlers find what they need of it.</summary>
    public static readonly HttpRequestOptionsKey<ApiRequest> Key = new("LicenseSync.Request");

    /// <summary>When the whole call must be over.</summary>
    public static readonly HttpRequestOptionsKey<DateTimeOffset> DeadlineKey = new("LicenseSync.Deadline");

    public HttpMethod Method { get; init; } = HttpMethod.Get;

    public required Uri Uri { get; init; }

    public string Accept { get; init; } = "application/vnd.github+json";

    /// <summary>What the token needs, for people: stands in the error for 401, 403 and 404.</summary>
    public required string Needs { get; init; }

    public Func<HttpContent>? Content { get; init; }

    /// <summary>Whether sending it twice does no more than sending it once. Others are sent again only when the first was certainly not carried out.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>The tag of the answer that is known already; 304 is then an answer.</summary>
    public string? KnownTag { get; init; }

    /// <summary>Whether the answer must come as it is, so that its length is told.</summary>
    public bool IsUncompressed { get; init; }

    public (string Name, string Value)? Header { get; init; }

    /// <summary>What was called, for messages: no query, no address of a person.</summary>
    public string Name => $"{Method} {Uri.GetLeftPart(UriPartial.Path)}";

    public HttpRequestMessage ToMessage(DateTimeOffset deadline)
    {
        var message = new HttpRequestMessage(Method, Uri) { Content = Content?.Invoke() };
        message.Headers.Accept.ParseAdd(Accept);
        if (KnownTag is not null)
        {
            message.Headers.TryAddWithoutValidation("If-None-Match", KnownTag);
        }

        if (IsUncompressed)
        {
            message.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        }

        if (Header is var (name, value))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        message.Options.Set(Key, this);
        message.Options.Set(DeadlineKey, deadline);
        return message;
    }
}
