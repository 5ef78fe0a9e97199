using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.Tests.LicenseReports;

public sealed class ConsumedLicensesFileTests
{
    [Fact]
    public async Task ReadAsync_PublishedExample_ReadsAndWarnsOfTheRowCountOnly()
    {
        // formats.md 2: two rows for 5,000 seats, an empty text where the schema wants a boolean, the deprecated singular role.
        Outcome<ConsumedLicense> read = await Inputs.LicensesAsync(Inputs.File("licenses-published-example.json"), new() { Mode = ReadingMode.Strict });
        Assert.Equal("LS3005 $ :", read.Report);
        Assert.Equal(DiagnosticSeverity.Warning, read.Findings[0].Severity);
        Assert.Equal([ConsumedLicenseKind.CloudAccount, ConsumedLicenseKind.ServerOnlyPerson], read.Records.Select(row => row.Kind));
        Assert.Equal([true, null], read.Records.Select(row => row.GitHubComTwoFactorAuth));
        Assert.Equal(["owner", null], read.Records.Select(row => row.GitHubComEnterpriseRole));
        Assert.Equal([null, "bo@octo-corp.example"], read.Records.Select(row => row.EnterpriseServerPrimaryEmails.SingleOrDefault()));
        Assert.All(read.Records, row => Assert.Empty(row.AdditionalProperties));
    }

    [Fact]
    public async Task ReadAsync_Recording_EveryFieldIsRead()
    {
        // formats.md 2: the other spelling of the server emails, nulls, an extra field.
        Outcome<ConsumedLicense> read = await Inputs.LicensesAsync(Inputs.File("licenses-recording.json"), new() { Mode = ReadingMode.Strict });
        ConsumedLicense cy = read.Records[0];
        Assert.Equal("", read.Report);
        Assert.Equal(("octo-cy", null, "https://github.example/octo-cy"), (cy.GitHubComLogin, cy.GitHubComName, cy.GitHubComProfile));
        Assert.Equal((true, true, false, false), (cy.GitHubComUser, cy.EnterpriseServerUser, cy.VisualStudioSubscriptionUser, cy.GitHubComTwoFactorAuth));
        Assert.Equal((LicenseType.Enterprise, "2026-03-01", 2), (cy.LicenseType, cy.GitHubComTwoFactorAuthRequiredByDate, cy.TotalUserAccounts));
        Assert.Equal(["octo-org:Member", "Member", "octo-lab", "cy@octo-corp.example"], [.. cy.GitHubComMemberRoles, .. cy.GitHubComEnterpriseRoles, .. cy.GitHubComOrgsWithPendingInvites, .. cy.EnterpriseServerPrimaryEmails]);
        Assert.Equal(ServerUserId.From("GHES.octo-corp.example", 41), Assert.Single(cy.EnterpriseServerUserIds));
        Assert.Equal("\"seat_color\"={\"shade\":[1, 2.50]}", Describe.One(Assert.Single(cy.AdditionalProperties)));
        Assert.Equal(("Matched to Cloud", "eli@octo-corp.example"), (read.Records[2].VisualStudioLicenseStatus, read.Records[2].VisualStudioSubscriptionEmail));
    }

    [Fact]
    public async Task ReadAsync_Recording_RowsWithPendingRolesOnlyAreInvitations()
    {
        // A4
        Outcome<ConsumedLicense> read = await Inputs.LicensesAsync(Inputs.File("licenses-recording.json"));
        Assert.Equal([ConsumedLicenseKind.CloudAccount, ConsumedLicenseKind.PendingInvitation, ConsumedLicenseKind.CloudAccount], read.Records.Select(row => row.Kind));
    }
}
