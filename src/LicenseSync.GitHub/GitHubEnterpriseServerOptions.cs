using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace LicenseSync.GitHub;

/// <summary>Settings of <see cref="GitHubEnterpriseServerClient"/>.</summary>
public sealed class GitHubEnterpriseServerOptions : GitHubClientOptions
{
    /// <summary>The instance's address; the APIs are under it.</summary>
    /// <value>Required; for example <c>https://ghes.octo-corp.example</c>.</value>
    [Required]
    public Uri? Url { get; set; }

    /// <summary>The login of the token's owner. With it requests use HTTP Basic authentication, which the site-admin reports ask for; without it <c>Bearer</c>.</summary>
    /// <value>Null by default.</value>
    [RegularExpression("[^:\\s]+", ErrorMessage = "UserName must have no colon or white space.")]
    public string? UserName { get; set; }

    /// <summary>The enterprise's slug on the instance, for SCIM.</summary>
    /// <value>Null by default: then SCIM users cannot be read.</value>
    public string? Enterprise { get; set; }

    /// <summary>How long to ask for a report that is still being made. At most <see cref="GitHubClientOptions.TotalTimeout"/> counts.</summary>
    /// <value>30 minutes by default; 1 second to 1 day.</value>
    public TimeSpan ReportTimeout { get; set; } = TimeSpan.FromMinutes(30);

    private protected override Uri? Address => Url;

    private protected override IEnumerable<ValidationResult> ValidateMore() => DurationRules.Check(nameof(ReportTimeout), ReportTimeout, TimeSpan.FromDays(1));
}

[OptionsValidator]
internal sealed partial class GitHubEnterpriseServerOptionsValidator : IValidateOptions<GitHubEnterpriseServerOptions>;
