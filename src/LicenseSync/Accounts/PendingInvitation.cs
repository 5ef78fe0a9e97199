namespace LicenseSync.Accounts;

/// <summary>A person who is invited to the enterprise and has not accepted (semantics A4.1, C3).</summary>
public sealed record PendingInvitation
{
    /// <summary>The login or the email that is invited, as GitHub prints it; null when the row has none.</summary>
    public string? Login { get; init; }

    /// <summary>The invited email: the login when that contains an <c>@</c> (semantics A4.1); null otherwise.</summary>
    public EmailAddress? Email => EmailAddress.TryParse(Login, out EmailAddress email) ? email : null;

    /// <summary>The license it consumes (semantics C5).</summary>
    public LicenseType LicenseType { get; init; }

    /// <summary>The row of license data it was read from, every field; null when it was built otherwise.</summary>
    public ConsumedLicense? License { get; init; }

    /// <summary>The invitation a row stands for.</summary>
    /// <param name="license">A row of kind <see cref="ConsumedLicenseKind.PendingInvitation"/>.</param>
    /// <returns>The invitation.</returns>
    /// <exception cref="ArgumentException">The row is of another kind.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="license"/> is null.</exception>
    public static PendingInvitation From(ConsumedLicense license)
    {
        ArgumentNullException.ThrowIfNull(license);
        return license.Kind == ConsumedLicenseKind.PendingInvitation
            ? new()
            {
                Login = string.IsNullOrWhiteSpace(license.GitHubComLogin) ? null : license.GitHubComLogin.Trim(),
                LicenseType = license.LicenseType,
                License = license,
            }
            : throw new ArgumentException($"The row is no pending invitation but {license.Kind}.", nameof(license));
    }

    /// <summary>A placeholder: logins and addresses never reach logs by accident.</summary>
    /// <returns><c>pending invitation</c>.</returns>
    public override string ToString() => "pending invitation";
}
