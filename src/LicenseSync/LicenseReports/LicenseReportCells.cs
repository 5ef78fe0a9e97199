using System.Globalization;
using LicenseSync.Accounts;

namespace LicenseSync.LicenseReports;

/// <summary>The cells of one row of a license report as they are written.</summary>
internal sealed class LicenseReportCells
{
    /// <summary>The text of each known column; null for an empty cell.</summary>
    public string?[] Texts { get; } = new string?[LicenseReportColumns.Headers.Length];

    /// <summary>What goes into a known column instead: a value that could not be used when it was read.</summary>
    public AdditionalProperty?[] PutBack { get; } = new AdditionalProperty?[LicenseReportColumns.Headers.Length];

    /// <summary>The additional properties that need columns of their own.</summary>
    public List<AdditionalProperty> Unplaced { get; } = [];

    /// <summary>Takes a row.</summary>
    public void Fill(ConsumedLicense license)
    {
        Set(LicenseReportColumn.GitHubComLogin, license.GitHubComLogin);
        Set(LicenseReportColumn.GitHubComName, license.GitHubComName);
        Set(LicenseReportColumn.EnterpriseServerUserIds, license.EnterpriseServerUserIds);
        Set(LicenseReportColumn.GitHubComUser, license.GitHubComUser);
        Set(LicenseReportColumn.EnterpriseServerUser, license.EnterpriseServerUser);
        Set(LicenseReportColumn.VisualStudioSubscriptionUser, license.VisualStudioSubscriptionUser);
        Set(LicenseReportColumn.LicenseType, license.LicenseType.Value);
        Set(LicenseReportColumn.GitHubComProfile, license.GitHubComProfile);
        Set(LicenseReportColumn.GitHubComMemberRoles, license.GitHubComMemberRoles);
        Set(LicenseReportColumn.GitHubComEnterpriseRoles, license.GitHubComEnterpriseRoles.Count > 0 ? Joined(license.GitHubComEnterpriseRoles) : license.GitHubComEnterpriseRole);
        Set(LicenseReportColumn.GitHubComVerifiedDomainEmails, license.GitHubComVerifiedDomainEmails);
        Set(LicenseReportColumn.GitHubComSamlNameId, license.GitHubComSamlNameId);
        Set(LicenseReportColumn.GitHubComOrgsWithPendingInvites, license.GitHubComOrgsWithPendingInvites);
        Set(LicenseReportColumn.GitHubComTwoFactorAuth, license.GitHubComTwoFactorAuth);
        Set(LicenseReportColumn.GitHubComTwoFactorAuthRequiredByDate, license.GitHubComTwoFactorAuthRequiredByDate);
        Set(LicenseReportColumn.GitHubComCostCenter, license.GitHubComCostCenter);
        Set(LicenseReportColumn.GitHubComAdvancedSecurityLicenseUser, license.GitHubComAdvancedSecurityLicenseUser);
        Set(LicenseReportColumn.GitHubComCodeSecurityLicenseUser, license.GitHubComCodeSecurityLicenseUser);
        Set(LicenseReportColumn.GitHubComSecretProtectionLicenseUser, license.GitHubComSecretProtectionLicenseUser);
        Set(LicenseReportColumn.GheLicenseActive, license.GheLicenseActive);
        Set(LicenseReportColumn.GheLicenseStartDate, license.GheLicenseStartDate);
        Set(LicenseReportColumn.GheLicenseEndDate, license.GheLicenseEndDate);
        Set(LicenseReportColumn.EnterpriseServerPrimaryEmails, license.EnterpriseServerPrimaryEmails);
        Set(LicenseReportColumn.EnterpriseServerAdvancedSecurityUserIds, license.EnterpriseServerAdvancedSecurityUserIds);
        Set(LicenseReportColumn.EnterpriseServerCodeSecurityUserIds, license.EnterpriseServerCodeSecurityUserIds);
        Set(LicenseReportColumn.EnterpriseServerSecretProtectionUserIds, license.EnterpriseServerSecretProtectionUserIds);
        Set(LicenseReportColumn.VisualStudioLicenseStatus, license.VisualStudioLicenseStatus);
        Set(LicenseReportColumn.VisualStudioSubscriptionEmail, license.VisualStudioSubscriptionEmail);
        Set(LicenseReportColumn.TotalUserAccounts, license.TotalUserAccounts?.ToString(CultureInfo.InvariantCulture));

        Unplaced.Clear();
        Array.Clear(PutBack);
        foreach (AdditionalProperty property in license.AdditionalProperties)
        {
            if (LicenseReportColumns.TryGet(CsvHeaderKey.Of(property.Name), out LicenseReportColumn column, out _)
                && string.IsNullOrEmpty(Texts[(int)column])
                && PutBack[(int)column] is null
                && !JsonQuoted.ToCell(property.RawValue.Span).IsEmpty)
            {
                PutBack[(int)column] = property;
            }
            else
            {
                Unplaced.Add(property);
            }
        }
    }

    private void Set(LicenseReportColumn column, string? text) => Texts[(int)column] = text;

    private void Set(LicenseReportColumn column, bool? flag) => Set(column, flag is { } value ? (value ? "true" : "false") : null);

    private void Set(LicenseReportColumn column, IReadOnlyList<string> texts) => Set(column, Joined(texts));

    private void Set(LicenseReportColumn column, IReadOnlyList<ServerUserId> ids) => Set(column, ids.Count == 0 ? null : string.Join(", ", ids.Select(id => id.RawText)));

    private static string? Joined(IReadOnlyList<string> texts) => texts.Count == 0 ? null : string.Join(", ", texts);
}
