using LicenseSync.Accounts;
using LicenseSync.Tests.Reconciliation.Oracle;
using static LicenseSync.Tests.Reconciliation.SmallWorld;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>Semantics D1 to D8: each step, and its place among the others.</summary>
public class RulesDStepTests
{
    private static readonly string[] Steps = ["saml_name", "saml_emailaddress", "username", "name_id", "emails", "verified_email"];
    private static readonly World Server = new World().Server("h", Account(1, "A@x.example"));

    // D1 to D6: where each step looks.
    public static TheoryData<string, ConsumedLicense, ExternalIdentity?> Places { get; } = new()
    {
        { "saml_name", Cloud("ana"), Attribute("ana", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name", "a@x.example") },
        { "saml_emailaddress", Cloud("ana"), Attribute("ana", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", "a@x.example") },
        { "username", Cloud("ana"), Saml("ana", username: "a@x.example") },
        { "username", Cloud("ana"), Scim("ana", "a@x.example") },
        { "name_id", Cloud("ana"), Saml("ana", nameId: "a@x.example") },
        { "name_id", Cloud("ana") with { GitHubComSamlNameId = "a@x.example" }, null },
        { "emails", Cloud("ana"), Saml("ana", email: "a@x.example") },
        { "emails", Cloud("ana"), Scim("ana", null, "b@x.example", "a@x.example") },
        { "verified_email", Cloud("ana", "b@x.example", "a@x.example"), null },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Build_AddressAtOneStep_MatchesByIt(string rule, ConsumedLicense row, ExternalIdentity? identity) =>
        Assert.Equal([$"ana: h:1 by {rule}"], Server.Rows(row).Identities(identity is null ? [] : [identity]).Reconcile().Said());

    // D1 to D5: attribute names compare whole, ignoring case.
    [Theory]
    [InlineData("HTTP://SCHEMAS.XMLSOAP.ORG/ws/2005/05/identity/claims/NAME", "saml_name")]
    [InlineData("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailAddress", "saml_emailaddress")]
    [InlineData("username", "username")]
    [InlineData("userName", "username")]
    [InlineData("USERNAME", "username")]
    [InlineData("NameID", "name_id")]
    [InlineData("nameid", "name_id")]
    [InlineData("emails", "emails")]
    [InlineData("Emails", "emails")]
    public void Build_SamlAttribute_CountsAtItsStep(string name, string rule) =>
        Assert.Equal([$"ana: h:1 by {rule}"], Server.Rows(Cloud("ana")).Identities(Attribute("ana", name, "a@x.example")).Reconcile().Said());

    // D: other names never match, not even a part of a known one.
    [Theory]
    [InlineData("name")]
    [InlineData("emailaddress")]
    [InlineData("claims/name")]
    [InlineData("https://schemas.xmlsoap.org/ws/2005/05/identity/claims/name")]
    [InlineData("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name/")]
    [InlineData("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn")]
    [InlineData("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier")]
    [InlineData("mail")]
    [InlineData("email")]
    [InlineData("user_name")]
    [InlineData("name_id")]
    [InlineData(" NameID")]
    [InlineData("")]
    public void Build_OtherSamlAttribute_NeverMatches(string name) =>
        Assert.Equal(["ana", "h:1"], Server.Rows(Cloud("ana")).Identities(Attribute("ana", name, "a@x.example")).Reconcile().Said());

    // D1 to D6: an attribute name that repeats offers every value.
    [Fact]
    public void Build_AttributeNameTwice_OffersBothValues()
    {
        var saml = new SamlIdentity { Attributes = [new() { Name = "emails", Value = "b@x.example" }, new() { Name = "EMAILS", Value = "a@x.example" }] };

        Assert.Equal(["ana: h:1 by emails"], Server.Rows(Cloud("ana")).Identities(new ExternalIdentity { GitHubComLogin = "ana", SamlIdentity = saml }).Reconcile().Said());
    }

    // D: the first step with a hit decides. The later login would win an ambiguity, so it is the step that chooses.
    public static IEnumerable<object[]> Pairs => Steps.SelectMany((first, i) => Steps[(i + 1)..].Select(second => new object[] { first, second }));

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Build_AddressAtTwoSteps_EarlierDecides(string earlier, string later)
    {
        Outcome outcome = Server.Offer("ana", later, "a@x.example").Offer("zoe", earlier, "a@x.example").Reconcile();

        Assert.Equal(["ana", $"zoe: h:1 by {earlier}"], outcome.Said());
        Assert.Empty(outcome.Ambiguities);
    }

    // D: of one cloud account's addresses too, the earliest step is the evidence.
    [Fact]
    public void Build_OneAccountAtAllSteps_MatchesByTheFirst()
    {
        World world = Steps.Reverse().Aggregate(Server, (world, step) => world.Offer("ana", step, "a@x.example"));

        Assert.Equal(["ana: h:1 by saml_name"], world.Reconcile().Said());
    }

    // D7: the email of a pending invitation.
    [Fact]
    public void Build_InvitationsEmail_MatchesByIt() =>
        Assert.Equal(["a@x.example: h:1 by pending_invitation (pending)"], Server.Rows(Pending("a@x.example")).Reconcile().Said());

    // D7: several accounts may belong to one invitation.
    [Fact]
    public void Build_TwoAccountsOfAnInvitation_AreOnePerson()
    {
        Outcome outcome = Server.Server("g", Suspended(1, "a@X.example")).Rows(Pending("a@x.example"), Pending("A@x.example")).Reconcile();

        Assert.Equal(["a@x.example: g:1 by pending_invitation, h:1 by pending_invitation (pending)"], outcome.Said());
        Assert.Equal((1L, 2L, 2L), (outcome.Summary.LicensesConsumed, outcome.Summary.LicensesWithoutSync, outcome.Summary.Matched));
    }

    // D6 before D7: what a cloud account offers drops the invitation (C3); only the account is left to match.
    [Fact]
    public void Build_CloudAccountAndInvitation_MatchesTheAccount() =>
        Assert.Equal(["ana: h:1 by verified_email"], Server.Rows(Pending("a@x.example"), Cloud("ana", "a@x.example")).Reconcile().Said());

    // D7: an invitation's NameID, verified emails or identity offer nothing: only cloud accounts do (A4.2).
    [Fact]
    public void Build_OtherAddressesOfAnInvitation_DoNotMatch()
    {
        World world = Server.Rows(Pending("pat") with { GitHubComSamlNameId = "a@x.example", GitHubComVerifiedDomainEmails = ["a@x.example"] }).Identities(Saml("pat", nameId: "a@x.example"));

        Assert.Equal(["pat (pending)", "h:1"], world.Reconcile().Said());
    }

    // D1 to D6: nor do rows of the other kinds (A4.3, A4.4).
    [Fact]
    public void Build_AddressesOfOtherRows_DoNotMatch()
    {
        World world = Server.Rows(
            Cloud("") with { EnterpriseServerUser = true, GitHubComSamlNameId = "a@x.example", EnterpriseServerPrimaryEmails = ["a@x.example"] },
            Subscriber("s@x.example") with { GitHubComVerifiedDomainEmails = ["a@x.example"] });

        Assert.Equal(["h:1"], world.Reconcile().Said());
    }

    // D: nor does a server email that GitHub already knows of a cloud account's row.
    [Fact]
    public void Build_ServerEmailsOfACloudAccountsRow_DoNotMatch() =>
        Assert.Equal(["ana", "h:1"], Server.Rows(Cloud("ana") with { EnterpriseServerPrimaryEmails = ["a@x.example"], VisualStudioSubscriptionEmail = "a@x.example" }).Reconcile().Said());

    // D8: on two instances.
    [Fact]
    public void Build_EqualPrimariesOnTwoInstances_AreOnePerson()
    {
        Outcome outcome = Server.Server("g", Account(2, " a@X.example ")).Reconcile();

        Assert.Equal(["g:2 by server_primary_email, h:1 by server_primary_email"], outcome.Said());
        Assert.Equal((1L, 2L, 1L), (outcome.Summary.LicensesConsumed, outcome.Summary.LicensesWithoutSync, outcome.Summary.LicensesSaved));
    }

    // D8: and on one.
    [Fact]
    public void Build_EqualPrimariesOnOneInstance_AreOnePerson() =>
        Assert.Equal(
            ["h:1 by server_primary_email, h:3 by server_primary_email", "h:2"],
            new World().Server("h", Account(1, "a@x.example"), Account(2, "b@x.example"), Account(3, "A@x.example")).Reconcile().Said());

    // D8, D12: suspended and exempt accounts take part.
    [Fact]
    public void Build_EqualPrimariesOfSuspendedAccounts_AreOnePerson() =>
        Assert.Equal(
            ["h:1 by server_primary_email, h:2 by server_primary_email, h:3 by server_primary_email (free)"],
            new World().Server("h", Suspended(1, "a@x.example"), Suspended(2, "a@x.example"), Account(3, "a@x.example") with { Login = "scim-admin" }).Reconcile().Said());

    // D8: only accounts that no step above matched.
    [Fact]
    public void Build_EqualPrimariesThatMatch_JoinTheCloudAccount() =>
        Assert.Equal(
            ["ana: g:1 by name_id, h:1 by name_id"],
            Server.Server("g", Account(1, "a@x.example")).Rows(Cloud("ana") with { GitHubComSamlNameId = "a@x.example" }).Reconcile().Said());
}
