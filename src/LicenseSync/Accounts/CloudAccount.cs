namespace LicenseSync.Accounts;

/// <summary>One user account on GitHub Enterprise Cloud (semantics A4.2), keyed by its login, ignoring case.</summary>
public sealed record CloudAccount
{
    /// <summary>The login, without white space around it.</summary>
    public required string Login { get; init; }

    /// <summary>The license it consumes (semantics C5).</summary>
    public LicenseType LicenseType { get; init; }

    /// <summary>The SAML NameID of the row (<c>github_com_saml_name_id</c>), compared at step D4; null when unknown.</summary>
    public string? SamlNameId { get; init; }

    /// <summary>Verified emails, compared at step D6: those of the row, and any a host knows from elsewhere.</summary>
    public IReadOnlyList<string> VerifiedEmails { get; init; } = [];

    /// <summary>The row of license data it was read from, every field; null when it was built otherwise.</summary>
    public ConsumedLicense? License { get; init; }

    /// <summary>The cloud account a row stands for.</summary>
    /// <param name="license">A row of kind <see cref="ConsumedLicenseKind.CloudAccount"/>.</param>
    /// <returns>The account.</returns>
    /// <exception cref="ArgumentException">The row is of another kind.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="license"/> is null.</exception>
    public static CloudAccount From(ConsumedLicense license)
    {
        ArgumentNullException.ThrowIfNull(license);
        return license.Kind == ConsumedLicenseKind.CloudAccount
            ? new()
            {
                Login = license.GitHubComLogin!.Trim(),
                LicenseType = license.LicenseType,
                SamlNameId = license.GitHubComSamlNameId,
                VerifiedEmails = license.GitHubComVerifiedDomainEmails,
                License = license,
            }
            : throw new ArgumentException($"The row is no cloud account but {license.Kind}.", nameof(license));
    }

    /// <summary>A placeholder: logins and addresses never reach logs by accident.</summary>
    /// <returns><c>cloud account</c>.</returns>
    public override string ToString() => "cloud account";
}
