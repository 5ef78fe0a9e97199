using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace LicenseSync.GitHub;

/// <summary>Settings of <see cref="GitHubEnterpriseCloudClient"/>.</summary>
public sealed class GitHubEnterpriseCloudOptions : GitHubClientOptions
{
    /// <summary>The enterprise's slug, as in its URL; on GHE.com the subdomain.</summary>
    /// <value>Required.</value>
    [Required]
    public string? Enterprise { get; set; }

    /// <summary>The base of the REST API. GraphQL is <c>/graphql</c> under it.</summary>
    /// <value><c>https://api.github.com</c> by default; for GHE.com <c>https://api.SUBDOMAIN.ghe.com</c>.</value>
    [Required]
    public Uri? ApiUrl { get; set; } = new("https://api.github.com");

    /// <summary>Whether it is no error when fewer rows of license data arrive than <c>total_seats_consumed</c> promises. They may differ legitimately; then a finding is reported.</summary>
    /// <value>False by default: a page that got lost must not look like free licenses.</value>
    public bool AcceptsFewerRowsThanSeats { get; set; }

    private protected override Uri? Address => ApiUrl;
}

[OptionsValidator]
internal sealed partial class GitHubEnterpriseCloudOptionsValidator : IValidateOptions<GitHubEnterpriseCloudOptions>;
