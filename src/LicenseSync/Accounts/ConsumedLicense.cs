namespace LicenseSync.Accounts;

/// <summary>One row of consumed-licenses data: every field of the REST API and of every generation of the CSV report.</summary>
/// <remarks>GitHub Docs, "REST API endpoints for enterprise licensing" and "License reports reference". Texts are kept as written; an empty list stands for a missing one.</remarks>
public sealed record ConsumedLicense
{
    /// <summary><c>github_com_login</c>: the login, or an email for some invitations; empty or null for people without a cloud account.</summary>
    public string? GitHubComLogin { get; init; }

    /// <summary><c>github_com_name</c>: the display name.</summary>
    public string? GitHubComName { get; init; }

    /// <summary><c>github_com_profile</c>: the profile's address.</summary>
    public string? GitHubComProfile { get; init; }

    /// <summary><c>github_com_user</c>; null when missing or empty: then derived, see <see cref="IsGitHubComUser"/>.</summary>
    public bool? GitHubComUser { get; init; }

    /// <summary><c>enterprise_server_user</c>; null when missing or empty.</summary>
    public bool? EnterpriseServerUser { get; init; }

    /// <summary><c>visual_studio_subscription_user</c>; null when missing or empty.</summary>
    public bool? VisualStudioSubscriptionUser { get; init; }

    /// <summary><c>license_type</c>; <c>default</c> when missing.</summary>
    public LicenseType LicenseType { get; init; }

    /// <summary><c>github_com_member_roles</c>, for example <c>octo-org:Owner</c>.</summary>
    public IReadOnlyList<string> GitHubComMemberRoles { get; init; } = [];

    /// <summary><c>github_com_enterprise_roles</c>, for example <c>Member</c> or <c>Pending outside collaborator invitation</c>.</summary>
    public IReadOnlyList<string> GitHubComEnterpriseRoles { get; init; } = [];

    /// <summary><c>github_com_enterprise_role</c>: deprecated, read only when the plural is missing or empty (semantics A4).</summary>
    public string? GitHubComEnterpriseRole { get; init; }

    /// <summary><c>github_com_verified_domain_emails</c>: only addresses in the enterprise's verified domains.</summary>
    public IReadOnlyList<string> GitHubComVerifiedDomainEmails { get; init; } = [];

    /// <summary><c>github_com_saml_name_id</c>, often an email.</summary>
    public string? GitHubComSamlNameId { get; init; }

    /// <summary><c>github_com_orgs_with_pending_invites</c>.</summary>
    public IReadOnlyList<string> GitHubComOrgsWithPendingInvites { get; init; } = [];

    /// <summary><c>github_com_two_factor_auth</c>; null when unknown.</summary>
    public bool? GitHubComTwoFactorAuth { get; init; }

    /// <summary><c>github_com_two_factor_auth_required_by_date</c>, as written.</summary>
    public string? GitHubComTwoFactorAuthRequiredByDate { get; init; }

    /// <summary><c>enterprise_server_user_ids</c>: the server accounts GitHub counts to this person.</summary>
    public IReadOnlyList<ServerUserId> EnterpriseServerUserIds { get; init; } = [];

    /// <summary><c>enterprise_server_emails</c> or <c>enterprise_server_primary_emails</c>: both spellings occur.</summary>
    public IReadOnlyList<string> EnterpriseServerPrimaryEmails { get; init; } = [];

    /// <summary><c>visual_studio_license_status</c>, for example <c>Matched</c>.</summary>
    public string? VisualStudioLicenseStatus { get; init; }

    /// <summary><c>visual_studio_subscription_email</c>.</summary>
    public string? VisualStudioSubscriptionEmail { get; init; }

    /// <summary><c>total_user_accounts</c>: accounts of this person, cloud and server; null when missing.</summary>
    public int? TotalUserAccounts { get; init; }

    /// <summary>CSV: cost center.</summary>
    public string? GitHubComCostCenter { get; init; }

    /// <summary>CSV, older: whether the person uses an Advanced Security license on GHEC.</summary>
    public bool? GitHubComAdvancedSecurityLicenseUser { get; init; }

    /// <summary>CSV: whether the person uses a Code Security license on GHEC.</summary>
    public bool? GitHubComCodeSecurityLicenseUser { get; init; }

    /// <summary>CSV: whether the person uses a Secret Protection license on GHEC.</summary>
    public bool? GitHubComSecretProtectionLicenseUser { get; init; }

    /// <summary>CSV, GHE.com only: whether the license is active.</summary>
    public bool? GheLicenseActive { get; init; }

    /// <summary>CSV, GHE.com only: when the license starts, as written.</summary>
    public string? GheLicenseStartDate { get; init; }

    /// <summary>CSV, GHE.com only: when the license ends, as written.</summary>
    public string? GheLicenseEndDate { get; init; }

    /// <summary>CSV: server accounts that use an Advanced Security license.</summary>
    public IReadOnlyList<ServerUserId> EnterpriseServerAdvancedSecurityUserIds { get; init; } = [];

    /// <summary>CSV: server accounts that use a Code Security license.</summary>
    public IReadOnlyList<ServerUserId> EnterpriseServerCodeSecurityUserIds { get; init; } = [];

    /// <summary>CSV: server accounts that use a Secret Protection license.</summary>
    public IReadOnlyList<ServerUserId> EnterpriseServerSecretProtectionUserIds { get; init; } = [];

    /// <summary>Properties or columns this library does not know, in their order.</summary>
    public IReadOnlyList<AdditionalProperty> AdditionalProperties { get; init; } = [];

    /// <summary>Whether there is a cloud account: the flag, or where it is missing a login without <c>@</c> (semantics A4).</summary>
    public bool IsGitHubComUser => GitHubComUser ?? (HasLogin && !GitHubComLogin!.Contains('@', StringComparison.Ordinal));

    /// <summary>Whether GitHub knows server accounts: the flag, or where it is missing any server user id (semantics A4).</summary>
    public bool IsEnterpriseServerUser => EnterpriseServerUser ?? EnterpriseServerUserIds.Count > 0;

    /// <summary>Whether there is a Visual Studio subscription: the flag, or where it is missing a subscription email (semantics A4).</summary>
    public bool IsVisualStudioSubscriptionUser => VisualStudioSubscriptionUser ?? !string.IsNullOrWhiteSpace(VisualStudioSubscriptionEmail);

    /// <summary>What the row stands for (semantics A4).</summary>
    public ConsumedLicenseKind Kind => KindOf(
        IsGitHubComUser, HasLogin, IsEnterpriseServerUser, IsVisualStudioSubscriptionUser, HasOnlyPendingRoles && !GitHubComMemberRoles.Any(role => !string.IsNullOrWhiteSpace(role)));

    private bool HasLogin => !string.IsNullOrWhiteSpace(GitHubComLogin);

    private bool HasOnlyPendingRoles
    {
        get
        {
            bool any = false;
            foreach (string role in GitHubComEnterpriseRoles)
            {
                if (!string.IsNullOrWhiteSpace(role))
                {
                    any = true;
                    if (!IsPending(role))
                    {
                        return false;
                    }
                }
            }

            return any || (!string.IsNullOrWhiteSpace(GitHubComEnterpriseRole) && IsPending(GitHubComEnterpriseRole));

            static bool IsPending(string role) => role.AsSpan().TrimStart().StartsWith("Pending", StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>What a row stands for (semantics A4).</summary>
    internal static ConsumedLicenseKind KindOf(bool isGitHubComUser, bool hasLogin, bool isEnterpriseServerUser, bool isVisualStudioSubscriptionUser, bool hasOnlyPendingRoles) =>
        hasOnlyPendingRoles || (!isGitHubComUser && !isEnterpriseServerUser && !isVisualStudioSubscriptionUser) ? ConsumedLicenseKind.PendingInvitation
        : isGitHubComUser && hasLogin ? ConsumedLicenseKind.CloudAccount
        : isEnterpriseServerUser ? ConsumedLicenseKind.ServerOnlyPerson
        : isVisualStudioSubscriptionUser ? ConsumedLicenseKind.VisualStudioSubscriber
        : ConsumedLicenseKind.Unclassified;

    /// <summary>The row's kind: logins, names and addresses never reach logs by accident.</summary>
    /// <returns>For example <c>consumed license (CloudAccount)</c>.</returns>
    public override string ToString() => $"consumed license ({Kind})";
}
