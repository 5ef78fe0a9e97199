using LicenseSync.Accounts;

namespace LicenseSync.LicenseReports;

/// <summary>A row of consumed-licenses data while it is read.</summary>
internal struct ConsumedLicenseFields()
{
    public string? Login;
    public string? Name;
    public string? Profile;
    public bool? GitHubComUser;
    public bool? EnterpriseServerUser;
    public bool? VisualStudioSubscriptionUser;
    public string? LicenseType;
    public IReadOnlyList<string> MemberRoles = [];
    public IReadOnlyList<string> EnterpriseRoles = [];
    public string? EnterpriseRole;
    public IReadOnlyList<string> VerifiedDomainEmails = [];
    public string? SamlNameId;
    public IReadOnlyList<string> OrgsWithPendingInvites = [];
    public bool? TwoFactorAuth;
    public string? TwoFactorAuthRequiredByDate;
    public IReadOnlyList<ServerUserId> ServerUserIds = [];
    public IReadOnlyList<string> ServerEmails = [];
    public bool HasPrimarySpelling;
    public string? VisualStudioLicenseStatus;
    public string? VisualStudioSubscriptionEmail;
    public int? TotalUserAccounts;
    public string? CostCenter;
    public bool? AdvancedSecurityLicenseUser;
    public bool? CodeSecurityLicenseUser;
    public bool? SecretProtectionLicenseUser;
    public bool? GheLicenseActive;
    public string? GheLicenseStartDate;
    public string? GheLicenseEndDate;
    public IReadOnlyList<ServerUserId> AdvancedSecurityUserIds = [];
    public IReadOnlyList<ServerUserId> CodeSecurityUserIds = [];
    public IReadOnlyList<ServerUserId> SecretProtectionUserIds = [];

    public readonly ConsumedLicense ToModel(IReadOnlyList<AdditionalProperty> kept) => new()
    {
        GitHubComLogin = Login,
        GitHubComName = Name,
        GitHubComProfile = Profile,
        GitHubComUser = GitHubComUser,
        EnterpriseServerUser = EnterpriseServerUser,
        VisualStudioSubscriptionUser = VisualStudioSubscriptionUser,
        LicenseType = new(LicenseType),
        GitHubComMemberRoles = MemberRoles,
        GitHubComEnterpriseRoles = EnterpriseRoles,
        GitHubComEnterpriseRole = EnterpriseRole,
        GitHubComVerifiedDomainEmails = VerifiedDomainEmails,
        GitHubComSamlNameId = SamlNameId,
        GitHubComOrgsWithPendingInvites = OrgsWithPendingInvites,
        GitHubComTwoFactorAuth = TwoFactorAuth,
        GitHubComTwoFactorAuthRequiredByDate = TwoFactorAuthRequiredByDate,
        EnterpriseServerUserIds = ServerUserIds,
        EnterpriseServerPrimaryEmails = ServerEmails,
        VisualStudioLicenseStatus = VisualStudioLicenseStatus,
        VisualStudioSubscriptionEmail = VisualStudioSubscriptionEmail,
        TotalUserAccounts = TotalUserAccounts,
        GitHubComCostCenter = CostCenter,
        GitHubComAdvancedSecurityLicenseUser = AdvancedSecurityLicenseUser,
        GitHubComCodeSecurityLicenseUser = CodeSecurityLicenseUser,
        GitHubComSecretProtectionLicenseUser = SecretProtectionLicenseUser,
        GheLicenseActive = GheLicenseActive,
        GheLicenseStartDate = GheLicenseStartDate,
        GheLicenseEndDate = GheLicenseEndDate,
        EnterpriseServerAdvancedSecurityUserIds = AdvancedSecurityUserIds,
        EnterpriseServerCodeSecurityUserIds = CodeSecurityUserIds,
        EnterpriseServerSecretProtectionUserIds = SecretProtectionUserIds,
        AdditionalProperties = kept,
    };
}
