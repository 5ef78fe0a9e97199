using System.ComponentModel.DataAnnotations;
using LicenseSync.Diagnostics;

namespace LicenseSync.GitHub;

/// <summary>Settings that every client of GitHub's APIs has. Checked when the host starts, and read when the client is made.</summary>
public abstract class GitHubClientOptions : IValidatableObject
{
    private protected GitHubClientOptions()
    {
    }

    /// <summary>Gives the token for each request, so that it can rotate. It is sent to the configured address only, and stands in no log, exception or metric.</summary>
    /// <value>Required. White space around the token is dropped.</value>
    [Required]
    public Func<CancellationToken, ValueTask<string>>? Token { get; set; }

    /// <summary>The <c>User-Agent</c> header, which GitHub requires (GitHub Docs, "Getting started with the REST API").</summary>
    /// <value><c>LicenseSync</c> by default.</value>
    [Required]
    [RegularExpression("[!#$%&'*+.^_`|~0-9A-Za-z-]+(/[!#$%&'*+.^_`|~0-9A-Za-z-]+)?", ErrorMessage = "UserAgent must be a product such as 'octo-tool' or 'octo-tool/1.2'.")]
    public string UserAgent { get; set; } = "LicenseSync";

    /// <summary>The <c>X-GitHub-Api-Version</c> header (GitHub Docs, "API Versions").</summary>
    /// <value><c>2022-11-28</c> by default: the oldest version in support, and what the formats here were written for.</value>
    [Required]
    [RegularExpression("[0-9]{4}-[0-9]{2}-[0-9]{2}", ErrorMessage = "ApiVersion must be a date such as '2022-11-28'.")]
    public string ApiVersion { get; set; } = "2022-11-28";

    /// <summary>Records on one page.</summary>
    /// <value>100 by default, GitHub's limit; 1 to 100 (GitHub Docs, "Using pagination in the REST API").</value>
    [Range(1, 100)]
    public int PageSize { get; set; } = 100;

    /// <summary>How often one request is sent again: after a failure that may pass, and after a rate limit.</summary>
    /// <value>6 by default; 0 to 100.</value>
    [Range(0, 100)]
    public int MaxRetries { get; set; } = 6;

    /// <summary>How long one attempt may wait for the answer to begin, and for each further piece of it.</summary>
    /// <value>100 seconds by default; 1 second to 1 day.</value>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>How long one call may take in all: every page, every attempt and every wait for a rate limit. A wait that would pass it fails at once.</summary>
    /// <value>24 hours by default; 1 second to 24 days.</value>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Whether a token may be sent without TLS to another machine. Loopback addresses are always allowed.</summary>
    /// <value>False by default.</value>
    public bool AllowsHttp { get; set; }

    /// <summary>Called with each finding: pages that repeat or shrink, links that go round, rows that cannot be read.</summary>
    /// <value>Null by default: findings go nowhere.</value>
    public Action<Diagnostic>? OnDiagnostic { get; set; }

    private protected abstract Uri? Address { get; }

    /// <summary>Checks what attributes cannot say.</summary>
    /// <param name="validationContext">Not used.</param>
    /// <returns>What is wrong.</returns>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. AddressRules.Check(Address, AllowsHttp),
        .. DurationRules.Check(nameof(AttemptTimeout), AttemptTimeout, TimeSpan.FromDays(1)),
        .. DurationRules.Check(nameof(TotalTimeout), TotalTimeout, TimeSpan.FromDays(24)),
        .. ValidateMore(),
    ];

    private protected virtual IEnumerable<ValidationResult> ValidateMore() => [];
}
