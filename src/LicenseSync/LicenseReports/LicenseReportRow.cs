using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>Makes the rows of a license report.</summary>
internal sealed class LicenseReportRow
{
    private readonly ReaderOptions _options;
    private readonly CsvRow _row;
    private readonly int[][] _columns = new int[LicenseReportColumns.Headers.Length][];

    /// <summary>Finds the columns of a report.</summary>
    /// <exception cref="InputFormatException">It is no license report: it has no column for the login.</exception>
    public LicenseReportRow(CsvRecords records, ReaderOptions options)
    {
        _options = options;
        var found = new List<(int Rank, int Index)>[_columns.Length];
        var extras = new List<int>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < records.Headers.Count; i++)
        {
            string key = records.Headers[i].Key;
            bool known = LicenseReportColumns.TryGet(key, out LicenseReportColumn column, out int rank);
            if (known)
            {
                (found[(int)column] ??= []).Add((rank, i));
            }
            else
            {
                extras.Add(i);
            }

            if (!keys.Add(key.Length > 0 ? key : records.Headers[i].Name) && records.Headers[i].Name.Length > 0)
            {
                records.Report(DiagnosticDescriptors.DuplicateProperty, "The column stands twice; the first cell that can be used counts, the others are kept as additional properties.", i);
            }
        }

        for (int i = 0; i < _columns.Length; i++)
        {
            _columns[i] = found[i] is { } indices ? [.. indices.Order().Select(entry => entry.Index)] : [];
            extras.AddRange(_columns[i].Skip(1));
        }

        if (_columns[(int)LicenseReportColumn.GitHubComLogin].Length == 0)
        {
            throw records.Fatal(
                DiagnosticDescriptors.UnknownKind,
                "The file is not a license report: it has none of the columns 'GitHub com login', 'github_com_login', 'GitHub login', 'Handle or email'. Download the report from the enterprise's Licensing page.");
        }

        extras.Sort();
        _row = new(records, [.. extras]);
    }

    /// <summary>The current row.</summary>
    public ConsumedLicense Read() => new()
    {
        GitHubComLogin = _row.Text(Columns(LicenseReportColumn.GitHubComLogin)),
        GitHubComName = _row.Text(Columns(LicenseReportColumn.GitHubComName)),
        GitHubComProfile = _row.Text(Columns(LicenseReportColumn.GitHubComProfile)),
        GitHubComUser = _row.Flag(Columns(LicenseReportColumn.GitHubComUser)),
        EnterpriseServerUser = _row.Flag(Columns(LicenseReportColumn.EnterpriseServerUser)),
        VisualStudioSubscriptionUser = _row.Flag(Columns(LicenseReportColumn.VisualStudioSubscriptionUser)),
        LicenseType = new(_row.RepeatedText(Columns(LicenseReportColumn.LicenseType))),
        GitHubComMemberRoles = _row.Texts(Columns(LicenseReportColumn.GitHubComMemberRoles), repeated: true),
        GitHubComEnterpriseRoles = _row.Texts(Columns(LicenseReportColumn.GitHubComEnterpriseRoles), repeated: true),
        GitHubComVerifiedDomainEmails = _row.Texts(Columns(LicenseReportColumn.GitHubComVerifiedDomainEmails), repeated: false, _options.MaxEmailsPerAccount),
        GitHubComSamlNameId = _row.Text(Columns(LicenseReportColumn.GitHubComSamlNameId)),
        GitHubComOrgsWithPendingInvites = _row.Texts(Columns(LicenseReportColumn.GitHubComOrgsWithPendingInvites), repeated: true),
        GitHubComTwoFactorAuth = _row.Flag(Columns(LicenseReportColumn.GitHubComTwoFactorAuth)),
        GitHubComTwoFactorAuthRequiredByDate = _row.RepeatedText(Columns(LicenseReportColumn.GitHubComTwoFactorAuthRequiredByDate)),
        EnterpriseServerUserIds = _row.ServerUserIds(Columns(LicenseReportColumn.EnterpriseServerUserIds)),
        EnterpriseServerPrimaryEmails = _row.Texts(Columns(LicenseReportColumn.EnterpriseServerPrimaryEmails), repeated: false, _options.MaxEmailsPerAccount),
        VisualStudioLicenseStatus = _row.RepeatedText(Columns(LicenseReportColumn.VisualStudioLicenseStatus)),
        VisualStudioSubscriptionEmail = _row.Text(Columns(LicenseReportColumn.VisualStudioSubscriptionEmail)),
        TotalUserAccounts = _row.Count(Columns(LicenseReportColumn.TotalUserAccounts)),
        GitHubComCostCenter = _row.RepeatedText(Columns(LicenseReportColumn.GitHubComCostCenter)),
        GitHubComAdvancedSecurityLicenseUser = _row.Flag(Columns(LicenseReportColumn.GitHubComAdvancedSecurityLicenseUser)),
        GitHubComCodeSecurityLicenseUser = _row.Flag(Columns(LicenseReportColumn.GitHubComCodeSecurityLicenseUser)),
        GitHubComSecretProtectionLicenseUser = _row.Flag(Columns(LicenseReportColumn.GitHubComSecretProtectionLicenseUser)),
        GheLicenseActive = _row.Flag(Columns(LicenseReportColumn.GheLicenseActive)),
        GheLicenseStartDate = _row.RepeatedText(Columns(LicenseReportColumn.GheLicenseStartDate)),
        GheLicenseEndDate = _row.RepeatedText(Columns(LicenseReportColumn.GheLicenseEndDate)),
        EnterpriseServerAdvancedSecurityUserIds = _row.ServerUserIds(Columns(LicenseReportColumn.EnterpriseServerAdvancedSecurityUserIds)),
        EnterpriseServerCodeSecurityUserIds = _row.ServerUserIds(Columns(LicenseReportColumn.EnterpriseServerCodeSecurityUserIds)),
        EnterpriseServerSecretProtectionUserIds = _row.ServerUserIds(Columns(LicenseReportColumn.EnterpriseServerSecretProtectionUserIds)),
        AdditionalProperties = _row.AdditionalProperties(),
    };

    private int[] Columns(LicenseReportColumn column) => _columns[(int)column];
}
