using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.Tests.Reconciliation.Oracle;
using static LicenseSync.Tests.Reconciliation.SmallWorld;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>Semantics A7: which cloud account an external identity belongs to.</summary>
public class RulesAIdentitiesTests
{
    private static readonly World Ana = new World().Server("h", Account(1, "a@x.example")).Rows(Cloud("ana"));

    // A7: by login, ignoring case.
    [Fact]
    public void Build_IdentityNamesALogin_BelongsToItsAccount()
    {
        World world = Ana.Rows(Cloud("bo")).Identities(Saml("ANA", nameId: "a@x.example"));

        Assert.Equal(["ana: h:1 by name_id", "bo"], world.Reconcile().Said());
        Assert.Equal(0, world.Reported(DiagnosticDescriptors.UnlinkedIdentity));
    }

    // A7: a SCIM user without a login is linked by the NameID, an email or not; its own addresses then count.
    [Theory]
    [InlineData("kb-4471", "KB-4471")]
    [InlineData("kb@x.example", "Kb@X.example")]
    public void Build_ScimUserOfEqualNameId_BelongsToTheAccount(string nameId, string userName)
    {
        World world = Ana.Rows(Cloud("bo") with { GitHubComSamlNameId = nameId }).Identities(ScimUser(userName, "a@x.example"));

        Assert.Equal(["ana", "bo: h:1 by emails"], world.Reconcile().Said());
        Assert.Equal(0, world.Reported(DiagnosticDescriptors.UnlinkedIdentity));
    }

    // A7: to every such account; that they then share the address is an ambiguity (D9).
    [Fact]
    public void Build_ScimUserOfTwoNameIds_BelongsToBoth()
    {
        World world = Ana.Rows(Cloud("bo") with { GitHubComSamlNameId = "nid" }, Cloud("cy") with { GitHubComSamlNameId = "NID" }).Identities(ScimUser("nid", "a@x.example"));

        Assert.Equal(["ana", "bo: h:1 by emails", "cy"], world.Reconcile().Said());
        Assert.Equal(["bo", "cy"], Assert.Single(world.Reconcile().Ambiguities).Candidates);
    }

    // A7: whether the SCIM user is active does not matter.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [InlineData(null)]
    public void Build_ScimUserActiveOrNot_IsLinked(bool? active)
    {
        World world = Ana.Rows(Cloud("bo") with { GitHubComSamlNameId = "nid" });
        ExternalIdentity user = ScimUser("nid", "a@x.example");

        Outcome outcome = world.Identities(user with { ScimIdentity = user.ScimIdentity! with { IsActive = active } }).Reconcile();

        Assert.Equal("emails", Assert.Single(outcome.PersonOf("bo").Matches).Rule);
    }

    // A7: where a SCIM user names a login, the NameID has no say.
    [Fact]
    public void Build_ScimUserNamesALogin_IsLinkedByLoginOnly()
    {
        World world = Ana.Rows(Cloud("bo") with { GitHubComSamlNameId = "nid" }).Identities(ScimUser("nid", "a@x.example") with { GitHubComLogin = "ana" });

        Assert.Equal(["ana: h:1 by emails", "bo"], world.Reconcile().Said());
    }

    // A7: the merged account's NameID counts (A5), wherever it stands.
    [Fact]
    public void Build_ScimUserOfASecondRowsNameId_BelongsToTheMergedAccount()
    {
        World world = Ana.Rows(Cloud("bo"), Cloud("bo") with { GitHubComSamlNameId = "nid" }, Cloud("bo") with { GitHubComSamlNameId = "other" });

        Assert.Equal(["ana", "bo: h:1 by emails"], world.Identities(ScimUser("nid", "a@x.example")).Reconcile().Said());
        Assert.Equal(["ana", "bo", "h:1"], world.Identities(ScimUser("other", "a@x.example")).Reconcile().Said());
    }

    // A7: all others are reported and not used: no login, a login that has left, one that is only invited, a userName that is nobody's NameID.
    public static TheoryData<string, ExternalIdentity> Unlinked { get; } = new()
    {
        { "no login", Saml(null, nameId: "a@x.example") },
        { "no login, and a NameID that would link a SCIM user", Scim(null, "nid", "a@x.example") },
        { "blank login", Saml(" ", nameId: "a@x.example") },
        { "no account has the login", Saml("left", nameId: "a@x.example") },
        { "only invited", Saml("pat", nameId: "a@x.example") },
        { "SCIM user of another NameID", ScimUser("nid2", "a@x.example") },
        { "SCIM user without a userName", ScimUser("", "a@x.example") },
        { "SCIM user of a login that has left", ScimUser("nid", "a@x.example") with { GitHubComLogin = "left" } },
        { "SCIM user of an invited row's NameID", ScimUser("invited", "a@x.example") },
    };

    [Theory]
    [MemberData(nameof(Unlinked))]
    public void Build_IdentityOfNobody_IsReportedAndNotUsed(string because, ExternalIdentity identity)
    {
        World world = Ana.Rows(Cloud("bo") with { GitHubComSamlNameId = "nid" }, Pending("pat") with { GitHubComSamlNameId = "invited" }).Identities(identity);

        Assert.Equal((because, "ana, bo, pat (pending), h:1"), (because, string.Join(", ", world.Reconcile().Said())));
        Assert.Equal(1, world.Reported(DiagnosticDescriptors.UnlinkedIdentity));
    }
}
