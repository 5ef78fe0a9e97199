using System.Collections.Frozen;

namespace LicenseSync.LicenseReports;

/// <summary>The columns of the license report, in the order they are written.</summary>
internal enum LicenseReportColumn
{
    GitHubComLogin,
    GitHubComName,
    EnterpriseServerUserIds,
    GitHubComUser,
    EnterpriseServerUser,
    VisualStudioSubscriptionUser,
    LicenseType,
    GitHubComProfile,
    GitHubComMemberRoles,
    GitHubComEnterpriseRoles,
    GitHubComVerifiedDomainEmails,
    GitHubComSamlNameId,
    GitHubComOrgsWithPendingInvites,
    GitHubComTwoFactorAuth,
    GitHubComTwoFactorAuthRequiredByDate,
    GitHubComCostCenter,
    GitHubComAdvancedSecurityLicenseUser,
    GitHubComCodeSecurityLicenseUser,
    GitHubComSecretProtectionLicenseUser,
    GheLicenseActive,
    GheLicenseStartDate,
    GheLicenseEndDate,
    EnterpriseServerPrimaryEmails,
    EnterpriseServerAdvancedSecurityUserIds,
    EnterpriseServerCodeSecurityUserIds,
    EnterpriseServerSecretProtectionUserIds,
    VisualStudioLicenseStatus,
    VisualStudioSubscriptionEmail,
    TotalUserAccounts,
}

/// <summary>Headers of the license report's columns in every generation (GitHub Docs, "License reports reference"; formats.md section 5).</summary>
internal static class LicenseReportColumns
{
    /// <summary>Today's headers, by <see cref="LicenseReportColumn"/>; the one of the older Advanced Security column is in today's manner.</summary>
    public static readonly string[] Headers =
    [
        "GitHub com login",
        "GitHub com name",
        "Enterprise server user ids",
        "GitHub com user",
        "Enterprise server user",
        "Visual studio subscription user",
        "License type",
        "GitHub com profile",
        "GitHub com member roles",
        "GitHub com enterprise roles",
        "GitHub com verified domain emails",
        "GitHub com saml name",
        "GitHub com orgs with pending invites",
        "GitHub com two factor auth",
        "GitHub com two factor auth required by date",
        "GitHub com cost center",
        "GitHub com advanced security license user",
        "GitHub com code security license user",
        "GitHub com secret protection license user",
        "Ghe license active",
        "Ghe license start date",
        "Ghe license end date",
        "Enterprise server primary emails",
        "Enterprise server advanced security user ids",
        "Enterprise server code security user ids",
        "Enterprise server secret protection user ids",
        "Visual studio license status",
        "Visual studio subscription email",
        "Total user accounts",
    ];

    private const string Prefix = "githubcom";

    // Where columns of one meaning stand together, the lower rank counts first.
    private static readonly FrozenDictionary<string, (LicenseReportColumn Column, int Rank)> ByKey = Build();

    /// <summary>Whether a key is that of a column of the report.</summary>
    public static bool IsKnown(string key) => ByKey.ContainsKey(key);

    /// <summary>The column of a key of <see cref="CsvHeaderKey"/>.</summary>
    public static bool TryGet(string key, out LicenseReportColumn column, out int rank)
    {
        bool found = ByKey.TryGetValue(key, out (LicenseReportColumn Column, int Rank) entry);
        (column, rank) = entry;
        return found;
    }

    private static FrozenDictionary<string, (LicenseReportColumn Column, int Rank)> Build()
    {
        var keys = new Dictionary<string, (LicenseReportColumn, int)>(StringComparer.Ordinal);
        for (int i = 0; i < Headers.Length; i++)
        {
            Add((LicenseReportColumn)i, 0, Headers[i]);
        }

        Add(LicenseReportColumn.GitHubComSamlNameId, 1, "github_com_saml_name_id");
        Add(LicenseReportColumn.GitHubComEnterpriseRoles, 1, "github_com_enterprise_role");
        Add(LicenseReportColumn.EnterpriseServerPrimaryEmails, 1, "enterprise_server_emails");

        // The oldest generation.
        Add(LicenseReportColumn.GitHubComLogin, 2, "Handle or email");
        Add(LicenseReportColumn.GitHubComName, 2, "Name");
        Add(LicenseReportColumn.GitHubComProfile, 2, "Profile link");
        Add(LicenseReportColumn.GitHubComMemberRoles, 2, "Member roles");
        Add(LicenseReportColumn.GitHubComEnterpriseRoles, 2, "Enterprise role");
        Add(LicenseReportColumn.GitHubComEnterpriseRoles, 2, "Enterprise roles");
        Add(LicenseReportColumn.VisualStudioLicenseStatus, 2, "License status");
        return keys.ToFrozenDictionary(StringComparer.Ordinal);

        void Add(LicenseReportColumn column, int rank, string header)
        {
            string key = CsvHeaderKey.Of(header);
            keys.Add(key, (column, rank));
            if (key.StartsWith(Prefix, StringComparison.Ordinal))
            {
                keys.Add("github" + key[Prefix.Length..], (column, rank)); // GHE.com's wording
            }
        }
    }
}
