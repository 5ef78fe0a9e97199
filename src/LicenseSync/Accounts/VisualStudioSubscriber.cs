namespace LicenseSync.Accounts;

/// <summary>A Visual Studio subscriber that license data names (semantics A4.4, C4, C5).</summary>
public sealed record VisualStudioSubscriber
{
    /// <summary>The subscription's email; null when the row has none that is an email.</summary>
    public EmailAddress? SubscriptionEmail { get; init; }

    /// <summary><c>visual_studio_license_status</c> as written, for example <c>Matched</c>; null when missing.</summary>
    public string? LicenseStatus { get; init; }

    /// <summary>The row of license data it was read from, every field; null when it was built otherwise.</summary>
    public ConsumedLicense? License { get; init; }

    /// <summary>The subscriber a row names.</summary>
    /// <param name="license">A row with <see cref="ConsumedLicense.IsVisualStudioSubscriptionUser"/>.</param>
    /// <returns>The subscriber.</returns>
    /// <exception cref="ArgumentException">The row names no subscription.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="license"/> is null.</exception>
    public static VisualStudioSubscriber From(ConsumedLicense license)
    {
        ArgumentNullException.ThrowIfNull(license);
        return license.IsVisualStudioSubscriptionUser
            ? new()
            {
                SubscriptionEmail = EmailAddress.TryParse(license.VisualStudioSubscriptionEmail, out EmailAddress email) ? email : null,
                LicenseStatus = license.VisualStudioLicenseStatus,
                License = license,
            }
            : throw new ArgumentException("The row names no Visual Studio subscription.", nameof(license));
    }

    /// <summary>A placeholder: addresses never reach logs by accident.</summary>
    /// <returns><c>Visual Studio subscriber</c>.</returns>
    public override string ToString() => "Visual Studio subscriber";
}
