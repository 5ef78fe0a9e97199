using LicenseSync.Accounts;

namespace LicenseSync.Tests.Accounts;

public sealed class ConsumedLicenseKindTests
{
    [Theory]
    [InlineData("Pending outside collaborator invitation", ConsumedLicenseKind.PendingInvitation)]
    [InlineData("pending invitation", ConsumedLicenseKind.PendingInvitation)]
    [InlineData("Pending a|PENDING b", ConsumedLicenseKind.PendingInvitation)]
    [InlineData(" Pending a| ", ConsumedLicenseKind.PendingInvitation)]
    [InlineData("Outside collaborator|Pending outside collaborator invitation", ConsumedLicenseKind.CloudAccount)]
    [InlineData("Member", ConsumedLicenseKind.CloudAccount)]
    [InlineData("", ConsumedLicenseKind.CloudAccount)]
    public void Kind_EnterpriseRoles_PendingOnlyWhenEveryOneIs(string roles, ConsumedLicenseKind expected)
    {
        // A4.1, whatever github_com_user says
        ConsumedLicense row = new() { GitHubComLogin = "ana", GitHubComUser = true, GitHubComEnterpriseRoles = roles.Length == 0 ? [] : roles.Split('|') };
        Assert.Equal(expected, row.Kind);
        Assert.Equal(expected, (row with { EnterpriseServerUser = true, VisualStudioSubscriptionUser = true }).Kind);
    }

    [Theory]
    [InlineData("Pending a", "", ConsumedLicenseKind.PendingInvitation)]
    [InlineData("Pending a", "Member", ConsumedLicenseKind.CloudAccount)]
    [InlineData("Owner", "Pending a", ConsumedLicenseKind.PendingInvitation)]
    [InlineData("Pending a", " ", ConsumedLicenseKind.PendingInvitation)]
    public void Kind_SingularRole_ReadOnlyWithoutThePlural(string singular, string plural, ConsumedLicenseKind expected)
    {
        // A4.1
        ConsumedLicense row = new() { GitHubComLogin = "ana", GitHubComUser = true, GitHubComEnterpriseRole = singular, GitHubComEnterpriseRoles = plural.Length == 0 ? [] : [plural] };
        Assert.Equal(expected, row.Kind);
    }

    [Theory]
    [InlineData("octo-org:Member", ConsumedLicenseKind.CloudAccount)]
    [InlineData(" ", ConsumedLicenseKind.PendingInvitation)]
    public void Kind_PendingRoleBesideAMemberRole_IsNoInvitation(string memberRole, ConsumedLicenseKind expected)
    {
        // A4.1
        ConsumedLicense row = new() { GitHubComLogin = "ana", GitHubComUser = true, GitHubComEnterpriseRoles = ["Pending a"], GitHubComMemberRoles = [memberRole] };
        Assert.Equal(expected, row.Kind);
    }

    [Theory]
    [InlineData("ana", true, null, null, ConsumedLicenseKind.CloudAccount)]
    [InlineData("ana", null, null, null, ConsumedLicenseKind.CloudAccount)]
    [InlineData("ana@x.example", true, null, null, ConsumedLicenseKind.CloudAccount)]
    [InlineData("ana", true, true, true, ConsumedLicenseKind.CloudAccount)]
    [InlineData("ana@x.example", null, null, null, ConsumedLicenseKind.PendingInvitation)]
    [InlineData("ana", false, false, false, ConsumedLicenseKind.PendingInvitation)]
    [InlineData(null, null, null, null, ConsumedLicenseKind.PendingInvitation)]
    [InlineData(null, false, true, null, ConsumedLicenseKind.ServerOnlyPerson)]
    [InlineData("ana", false, true, true, ConsumedLicenseKind.ServerOnlyPerson)]
    [InlineData(" ", true, true, null, ConsumedLicenseKind.ServerOnlyPerson)]
    [InlineData("ana@x.example", null, true, null, ConsumedLicenseKind.ServerOnlyPerson)]
    [InlineData(null, false, false, true, ConsumedLicenseKind.VisualStudioSubscriber)]
    [InlineData("ana", false, null, true, ConsumedLicenseKind.VisualStudioSubscriber)]
    [InlineData(null, true, false, true, ConsumedLicenseKind.VisualStudioSubscriber)]
    [InlineData(null, true, false, false, ConsumedLicenseKind.Unclassified)]
    [InlineData(" ", true, null, null, ConsumedLicenseKind.Unclassified)]
    public void Kind_Flags_FirstKindThatAppliesAndNullIsDerived(string? login, bool? cloud, bool? server, bool? subscription, ConsumedLicenseKind expected)
    {
        // A4
        ConsumedLicense row = new() { GitHubComLogin = login, GitHubComUser = cloud, EnterpriseServerUser = server, VisualStudioSubscriptionUser = subscription };
        Assert.Equal(expected, row.Kind);
    }

    [Theory]
    [InlineData(null, ConsumedLicenseKind.ServerOnlyPerson)]
    [InlineData(false, ConsumedLicenseKind.PendingInvitation)]
    public void Kind_ServerFlagMissing_DerivedFromServerIds(bool? flag, ConsumedLicenseKind expected)
    {
        // A4
        ConsumedLicense row = new() { EnterpriseServerUser = flag, EnterpriseServerUserIds = [ServerUserId.From("ghes.example", 7)] };
        Assert.Equal(expected, row.Kind);
    }

    [Theory]
    [InlineData(null, "ana@x.example", ConsumedLicenseKind.VisualStudioSubscriber)]
    [InlineData(null, " ", ConsumedLicenseKind.PendingInvitation)]
    [InlineData(false, "ana@x.example", ConsumedLicenseKind.PendingInvitation)]
    public void Kind_SubscriptionFlagMissing_DerivedFromTheSubscriptionEmail(bool? flag, string email, ConsumedLicenseKind expected)
    {
        // A4
        ConsumedLicense row = new() { VisualStudioSubscriptionUser = flag, VisualStudioSubscriptionEmail = email };
        Assert.Equal(expected, row.Kind);
    }
}
