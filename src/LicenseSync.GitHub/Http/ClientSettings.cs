namespace LicenseSync.GitHub.Http;

/// <summary>What the machinery under a client needs to know, copied from its options.</summary>
internal sealed record ClientSettings
{
    /// <summary>The only address that gets the token; its path is the base of the client's own URLs.</summary>
    public required Uri Address { get; init; }

    public required Func<CancellationToken, ValueTask<string>>? Token { get; init; }

    /// <summary>With a user name: HTTP Basic authentication.</summary>
    public string? UserName { get; init; }

    public required string UserAgent { get; init; }

    public string? ApiVersion { get; init; }

    public required int MaxRetries { get; init; }

    public required TimeSpan AttemptTimeout { get; init; }

    public required TimeSpan TotalTimeout { get; init; }

    public static ClientSettings From(GitHubClientOptions options, Uri address, string? userName = null) => new()
    {
        Address = address,
        Token = options.Token,
        UserName = userName,
        UserAgent = options.UserAgent,
        ApiVersion = options.ApiVersion,
        MaxRetries = options.MaxRetries,
        AttemptTimeout = options.AttemptTimeout,
        TotalTimeout = options.TotalTimeout,
    };

    /// <summary>A URL under <see cref="Address"/>. Segments from outside must be escaped already.</summary>
    public Uri Under(string pathAndQuery) => new(Address.AbsoluteUri.TrimEnd('/') + pathAndQuery);

    /// <summary>Whether the token may be sent there.</summary>
    public bool IsSameOrigin(Uri uri) =>
        uri.Scheme == Address.Scheme && uri.Port == Address.Port && string.Equals(uri.IdnHost, Address.IdnHost, StringComparison.OrdinalIgnoreCase) && uri.UserInfo.Length == 0;

    /// <summary>Neither token nor query: settings can be logged by accident.</summary>
    public override string ToString() => Address.GetLeftPart(UriPartial.Path);
}
