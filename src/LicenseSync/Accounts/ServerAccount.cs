using System.Globalization;

namespace LicenseSync.Accounts;

/// <summary>One user account on one GitHub Enterprise Server instance.</summary>
/// <remarks>The shape of a user in the export is not documented; names follow GraphQL's <c>EnterpriseServerUserAccount</c>.</remarks>
public sealed record ServerAccount
{
    /// <summary>The user id on its instance, 0 or more: the account's key there (semantics A2); null when the file gives none.</summary>
    public long? UserId { get; init; }

    /// <summary>The login; the key where there is no user id. Null when the file gives none.</summary>
    public string? Login { get; init; }

    /// <summary>The display name; null when unknown.</summary>
    public string? ProfileName { get; init; }

    /// <summary>Whether it is a site administrator; null when unknown.</summary>
    public bool? IsSiteAdmin { get; init; }

    /// <summary>Whether any field of the file says that it is suspended; false when the file does not say (semantics C1).</summary>
    public bool IsSuspended { get; init; }

    /// <summary>When it was suspended; null when it is not, or unknown.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>Whether it is dormant (it still consumes a license, semantics C1); null when unknown.</summary>
    public bool? IsDormant { get; init; }

    /// <summary>When it was created; null when unknown.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Its emails in the file's order, as written; empty when none is known.</summary>
    public IReadOnlyList<ServerAccountEmail> Emails { get; init; } = [];

    /// <summary>Whether it uses an Advanced Security license; null when unknown.</summary>
    public bool? UsesAdvancedSecurity { get; init; }

    /// <summary>Whether it uses a Code Security license; null when unknown.</summary>
    public bool? UsesCodeSecurity { get; init; }

    /// <summary>Whether it uses a Secret Protection license; null when unknown.</summary>
    public bool? UsesSecretProtection { get; init; }

    /// <summary>What else the file says of it, in its order; empty when nothing.</summary>
    public IReadOnlyList<AdditionalProperty> AdditionalProperties { get; init; } = [];

    /// <summary>The one address that is compared (semantics B2): the one flagged primary (the first if several are), else the only one; null when there is none.</summary>
    /// <returns>The primary email, or null.</returns>
    public EmailAddress? PrimaryEmail
    {
        get
        {
            EmailAddress? single = null;
            bool several = false;
            foreach (ServerAccountEmail email in Emails)
            {
                if (EmailAddress.TryParse(email.Address, out EmailAddress address))
                {
                    if (email.IsPrimary is true)
                    {
                        return address;
                    }

                    several |= single is { } other && other != address;
                    single ??= address;
                }
            }

            return several ? null : single;
        }
    }

    /// <summary>The user id, or a placeholder: logins, names and addresses never reach logs by accident.</summary>
    /// <returns>For example <c>server account 7</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"server account {(object?)UserId ?? "(no user id)"}");
}
