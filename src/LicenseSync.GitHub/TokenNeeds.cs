namespace LicenseSync.GitHub;

/// <summary>What a token needs for each call, as the errors say it (GitHub Docs, the pages of the calls; "Scopes for OAuth apps").</summary>
internal static class TokenNeeds
{
    public const string ConsumedLicenses = "the scope read:enterprise and an enterprise admin as owner";
    public const string SyncStatus = ConsumedLicenses;
    public const string VisualStudio = "an enterprise owner as owner";
    public const string EnterpriseScim = "the scope scim:enterprise (or admin:enterprise) and the setup user or an enterprise owner as owner";
    public const string OrganizationScim = "the scope admin:org, to be authorized for the organization's SSO, and an organization owner as owner";
    public const string EnterpriseIdentities = "the scope read:enterprise (or admin:enterprise) and an enterprise owner as owner";
    public const string OrganizationIdentities = "the scope read:org (or admin:org) and an organization owner as owner";
    public const string ServerInstallations = EnterpriseIdentities;
    public const string Reports = "the scope site_admin and a site administrator as owner, whose login must be the UserName";
    public const string ServerLicense = "the scope site_admin and a site administrator as owner";
}
