namespace LicenseSync.LicenseReports;

/// <summary>The properties of a row that the API has (formats 2).</summary>
internal enum ConsumedLicenseField
{
    None = -1,
    GitHubComLogin,
    GitHubComName,
    GitHubComProfile,
    GitHubComUser,
    EnterpriseServerUser,
    VisualStudioSubscriptionUser,
    LicenseType,
    MemberRoles,
    EnterpriseRoles,
    EnterpriseRole,
    VerifiedDomainEmails,
    SamlNameId,
    OrgsWithPendingInvites,
    TwoFactorAuth,
    TwoFactorAuthRequiredByDate,
    ServerUserIds,
    ServerEmails,
    ServerPrimaryEmails,
    VisualStudioLicenseStatus,
    VisualStudioSubscriptionEmail,
    TotalUserAccounts,
}
