using LicenseSync.Accounts;

namespace LicenseSync.Tests.Accounts;

public sealed class ConsumedLicenseTests
{
    [Theory]
    // 1: pending roles only and no member role, whatever github_com_user says.
    [InlineData("ana", true, false, false, "Pending outside collaborator invitation", null, "", ConsumedLicenseKind.PendingInvitation)]
    [InlineData("ana", true, true, true, "pending a, PENDING b", null, "", ConsumedLicenseKind.PendingInvitation)]
    [InlineData("ana", true, false, false, "", "Pending x", "", ConsumedLicenseKind.PendingInvitation)]
    [InlineData("ana", true, false, false, "Outside collaborator, Pending x", null, "", ConsumedLicenseKind.CloudAccount)]
    [InlineData("ana", true, false, false, "Member", "Pending x", "", ConsumedLicenseKind.CloudAccount)]
    [InlineData("ana", true, false, false, "Pending x", null, "octo-org:Member", ConsumedLicenseKind.CloudAccount)]
    // 1: all three flags false.
    [InlineData("ana", false, false, false, "Owner", null, "octo-org:Owner", ConsumedLicenseKind.PendingInvitation)]
    [InlineData(null, false, false, false, "", null, "", ConsumedLicenseKind.PendingInvitation)]
    // 2 before 3 and 4.
    [InlineData("ana", true, true, true, "Member", null, "", ConsumedLicenseKind.CloudAccount)]
    [InlineData(" ", true, true, true, "", null, "", ConsumedLicenseKind.ServerOnlyPerson)]
    // 3 before 4.
    [InlineData("", false, true, true, "", null, "", ConsumedLicenseKind.ServerOnlyPerson)]
    [InlineData("", false, false, true, "", null, "", ConsumedLicenseKind.VisualStudioSubscriber)]
    // 5: flagged as a cloud account without a login, and nothing else.
    [InlineData("", true, false, false, "", null, "", ConsumedLicenseKind.Unclassified)]
    public void Kind_Flags_TheFirstThatApplies(string? login, bool cloud, bool server, bool subscriber, string roles, string? role, string memberRoles, ConsumedLicenseKind kind)
    {
        // A4
        var row = new ConsumedLicense
        {
            GitHubComLogin = login,
            GitHubComUser = cloud,
            EnterpriseServerUser = server,
            VisualStudioSubscriptionUser = subscriber,
            GitHubComEnterpriseRoles = roles.Split(','),
            GitHubComEnterpriseRole = role,
            GitHubComMemberRoles = memberRoles.Split(','),
        };
        Assert.Equal(kind, row.Kind);
    }

    [Theory]
    [InlineData("ana", "", null, ConsumedLicenseKind.CloudAccount)]
    [InlineData("ana@octo-corp.example", "", null, ConsumedLicenseKind.PendingInvitation)]
    [InlineData(null, "ghes.example:7", "ana@octo-corp.example", ConsumedLicenseKind.ServerOnlyPerson)]
    [InlineData(null, "", "ana@octo-corp.example", ConsumedLicenseKind.VisualStudioSubscriber)]
    [InlineData("", "", " ", ConsumedLicenseKind.PendingInvitation)]
    public void Kind_NoFlags_Derived(string? login, string ids, string? subscriptionEmail, ConsumedLicenseKind kind)
    {
        // A4
        var row = new ConsumedLicense
        {
            GitHubComLogin = login,
            EnterpriseServerUserIds = [.. ids.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(ServerUserId.Parse)],
            VisualStudioSubscriptionEmail = subscriptionEmail,
        };
        Assert.Equal(kind, row.Kind);
    }

    [Theory]
    [InlineData("Enterprise", true)]
    [InlineData("ENTERPRISE ", true)]
    [InlineData("Visual Studio subscription", false)]
    [InlineData("visual-studio_subscription", false)]
    public void LicenseType_AnySpelling_OneType(string text, bool isEnterprise)
    {
        var type = new LicenseType(text);
        Assert.Equal(isEnterprise ? LicenseType.Enterprise : LicenseType.VisualStudioSubscription, type);
        Assert.Equal((isEnterprise ? LicenseType.Enterprise : LicenseType.VisualStudioSubscription).GetHashCode(), type.GetHashCode());
        Assert.Equal((text, false), (type.ToString(), type == new LicenseType("other")));
    }
}
