namespace LicenseSync.LicenseReports;

/// <summary>The properties of a row that the API has (formats 2), by kind: texts, flags, a number, lists.</summary>
internal enum ConsumedLicenseField
{
    None = -1,
    GitHubComLogin,
    GitHubComName,
    GitHubComProfile,
    LicenseType,
    EnterpriseRole,
    SamlNameId,
    TwoFactorAuthRequiredByDate,
    VisualStudioLicenseStatus,
    VisualStudioSubscriptionEmail,
    GitHubComUser,
    EnterpriseServerUser,
    VisualStudioSubscriptionUser,
    TwoFactorAuth,
    TotalUserAccounts,
    MemberRoles,
    EnterpriseRoles,
    VerifiedDomainEmails,
    OrgsWithPendingInvites,
    ServerUserIds,
    ServerEmails,
    ServerPrimaryEmails,

    /// <summary>One that only the CSV report has; kept as model only.</summary>
    OfReport,
    Count,
}
