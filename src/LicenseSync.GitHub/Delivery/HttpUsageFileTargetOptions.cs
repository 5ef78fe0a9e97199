using System.ComponentModel.DataAnnotations;
using LicenseSync.GitHub.Http;
using Microsoft.Extensions.Options;

namespace LicenseSync.GitHub.Delivery;

/// <summary>Settings of <see cref="HttpUsageFileTarget"/>.</summary>
public sealed class HttpUsageFileTargetOptions : IValidatableObject
{
    /// <summary>Where files are sent. <c>{id}</c> and <c>{instance}</c> in its path or query stand for the delivery's id and instance name.</summary>
    /// <value>Required; for example <c>https://intake.octo-corp.example/usage/{instance}</c>.</value>
    [Required]
    public string? Url { get; set; }

    /// <summary>Whether files are sent with POST instead of PUT. Either has the header <c>Idempotency-Key</c>, by which the receiver knows a repetition.</summary>
    /// <value>False by default.</value>
    public bool UsesPost { get; set; }

    /// <summary>Gives the bearer token for each request; it is sent to <see cref="Url"/>'s origin only.</summary>
    /// <value>Null by default: requests have no token.</value>
    public Func<CancellationToken, ValueTask<string>>? Token { get; set; }

    /// <summary>How often a file is sent again after a failure that may pass.</summary>
    /// <value>6 by default; 0 to 100.</value>
    [Range(0, 100)]
    public int MaxRetries { get; set; } = 6;

    /// <summary>How long one attempt may take, the sending of the file included.</summary>
    /// <value>10 minutes by default; 1 second to 1 day.</value>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long one delivery may take, waits included.</summary>
    /// <value>2 hours by default; 1 second to 24 days.</value>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromHours(2);

    /// <summary>Whether files may be sent without TLS to another machine.</summary>
    /// <value>False by default.</value>
    public bool AllowsHttp { get; set; }

    /// <summary>Checks what attributes cannot say.</summary>
    /// <param name="validationContext">Not used.</param>
    /// <returns>What is wrong.</returns>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. CheckUrl(),
        .. DurationRules.Check(nameof(AttemptTimeout), AttemptTimeout, TimeSpan.FromDays(1)),
        .. DurationRules.Check(nameof(TotalTimeout), TotalTimeout, TimeSpan.FromDays(24)),
    ];

    internal Uri AddressOf(string id, string instance) => new(Fill(id, instance));

    internal ClientSettings ToSettings() => new()
    {
        Address = new(AddressOf("id", "instance").GetLeftPart(UriPartial.Authority)),
        Token = Token,
        UserAgent = "LicenseSync",
        MaxRetries = MaxRetries,
        AttemptTimeout = AttemptTimeout,
        TotalTimeout = TotalTimeout,
    };

    private IEnumerable<ValidationResult> CheckUrl()
    {
        if (Url is null)
        {
            return []; // [Required] says so
        }

        // No name may choose the host: two fillings must agree in it.
        bool isUrl = Uri.TryCreate(Fill("a", "a"), UriKind.Absolute, out Uri? one) & Uri.TryCreate(Fill("b", "b"), UriKind.Absolute, out Uri? other);
        return isUrl && one!.GetLeftPart(UriPartial.Authority) == other!.GetLeftPart(UriPartial.Authority)
            ? AddressRules.Check(one, AllowsHttp)
            : [new("Url must be an absolute https URL, with {id} and {instance} in its path or query only.")];
    }

    private string Fill(string id, string instance) => Url!
        .Replace("{id}", Segment.Of(id, nameof(id)), StringComparison.Ordinal)
        .Replace("{instance}", Segment.Of(instance, nameof(instance)), StringComparison.Ordinal);
}

[OptionsValidator]
internal sealed partial class HttpUsageFileTargetOptionsValidator : IValidateOptions<HttpUsageFileTargetOptions>;
