using LicenseSync.Accounts;
using LicenseSync.Tests.Reconciliation.Oracle;
using static LicenseSync.Tests.Reconciliation.SmallWorld;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>Semantics C: who consumes a license, and of which type.</summary>
public class RulesCTests
{
    // C1: all but suspended ones and the setup account; dormant ones and site admins consume.
    [Fact]
    public void Build_ServerAccounts_ConsumeUnlessSuspendedOrExempt()
    {
        World world = new World().Server(
            "h",
            Account(1, "a@x.example") with { IsDormant = true },
            Account(2, "b@x.example") with { IsSiteAdmin = true },
            Suspended(3, "c@x.example"),
            Account(4, "d@x.example") with { Login = "SCIM-Admin" },
            Named("scim-admin", "e@x.example"));

        Assert.Equal(["h:1", "h:2", "h:3 (free)", "h:4 (free)", "h:scim-admin (free)"], world.Reconcile().Said());
        Assert.Equal((5L, 2L, 2L), (world.Reconcile().Summary.ServerAccounts, world.Reconcile().Summary.LicensesConsumed, world.Reconcile().Summary.LicensesWithoutSync));
    }

    // C1: the option lists the exempt logins, ignoring case; it replaces the default.
    [Fact]
    public void Build_OtherExemptLogins_AreFree()
    {
        World world = new World { ExemptLogins = ["Robot"] }.Server("h", Account(1) with { Login = "ROBOT" }, Account(2) with { Login = "scim-admin" }, Account(3) with { Login = "robot2" });

        Assert.Equal(["h:1 (free)", "h:2", "h:3"], world.Reconcile().Said());
    }

    // C1: where any of the suspended fields says so, it is.
    [Fact]
    public void Build_SuspensionDateOnly_IsSuspended()
    {
        World world = new World().Server("h", Account(1, "a@x.example") with { SuspendedAt = DateTimeOffset.UnixEpoch });

        Assert.Equal(["h:1 (free)"], world.Reconcile().Said());
        Assert.True(world.Result().People[0].ServerAccounts[0].IsSuspended);
    }

    // C1, D12: suspended and exempt accounts are matched, counted and shown like the others.
    [Fact]
    public void Build_SuspendedAccount_IsMatched()
    {
        World world = new World().Server("h", Suspended(1, "a@x.example")).Rows(Cloud("ana", "a@x.example"));

        Assert.Equal(["ana: h:1 by verified_email"], world.Reconcile().Said());
        Numbers summary = world.Reconcile().Summary;
        Assert.Equal((1L, 1L, 1L, 1L, 0L), (summary.ServerAccounts, summary.Matched, summary.LicensesConsumed, summary.LicensesWithoutSync, summary.LicensesSaved));
    }

    // C2: every cloud account consumes, once.
    [Fact]
    public void Build_CloudAccounts_AllConsume() =>
        Assert.Equal(2, new World().Rows(Cloud("ana"), Cloud("bo"), Cloud("ANA")).Reconcile().Summary.LicensesConsumed);

    // C3: one license for each invitation.
    [Fact]
    public void Build_PendingInvitations_Consume()
    {
        Outcome outcome = new World().Rows(Pending("p@x.example"), Pending("bo"), Pending("")).Reconcile();

        Assert.Equal(["bo (pending)", "p@x.example (pending)", "? (pending)"], outcome.Said());
        Assert.Equal((0L, 3L, 3L), (outcome.Summary.CloudAccounts, outcome.Summary.LicensesConsumed, outcome.Summary.LicensesWithoutSync));
    }

    // C3: not where a cloud account has the email as an address of D1 to D6; then it is nobody, and costs nothing without sync either.
    [Theory]
    [InlineData("saml_name")]
    [InlineData("saml_emailaddress")]
    [InlineData("username")]
    [InlineData("name_id")]
    [InlineData("emails")]
    [InlineData("verified_email")]
    public void Build_InvitationOfAnAddressAtAnyStep_IsDropped(string rule)
    {
        Outcome outcome = new World().Offer("ana", rule, "a@x.example").Rows(Pending("A@x.example")).Reconcile();

        Assert.Equal(["ana"], outcome.Said());
        Assert.Equal(1, outcome.Summary.LicensesWithoutSync);
    }

    // C3: by the NameID of the row alone.
    [Fact]
    public void Build_InvitationOfARowsNameId_IsDropped() =>
        Assert.Equal(["ana"], new World().Rows(Pending("a@x.example"), Cloud("ana") with { GitHubComSamlNameId = "a@x.example" }).Reconcile().Said());

    // C3: nor where the login is a cloud account.
    [Fact]
    public void Build_InvitationOfAnAccountsLogin_IsDropped() =>
        Assert.Equal(["Ana"], new World().Rows(Pending("ANA"), Cloud("Ana")).Reconcile().Said());

    // C3: an address of an unlinked identity (A7), of another invitation or of a server-only row (A4.3) is no cloud account's.
    [Fact]
    public void Build_InvitationOfAnAddressOfNobody_Stays()
    {
        World world = new World()
            .Rows(Cloud("ana"), Pending("p@x.example"), Pending("bo") with { GitHubComSamlNameId = "p@x.example", GitHubComVerifiedDomainEmails = ["p@x.example"] })
            .Rows(Pending("") with { EnterpriseServerUser = true, GitHubComVerifiedDomainEmails = ["p@x.example"] })
            .Identities(Saml("left", nameId: "p@x.example"), Saml("bo", nameId: "p@x.example"));

        Assert.Equal(["ana", "bo (pending)", "p@x.example (pending)"], world.Reconcile().Said());
    }

    // C3: with the option off invitations stay in the list and consume nothing; a server account of theirs still does (C5).
    [Fact]
    public void Build_InvitationsNotCounted_AreFree()
    {
        World world = new World { CountPendingInvitations = false }.Server("h", Account(1, "q@x.example"), Suspended(2, "r@x.example")).Rows(Pending("p@x.example"), Pending("q@x.example"), Pending("r@x.example"));

        Assert.Equal(["p@x.example (pending, free)", "q@x.example: h:1 by pending_invitation (pending)", "r@x.example: h:2 by pending_invitation (pending, free)"], world.Reconcile().Said());
        Assert.Equal((1L, 1L, 2L), (world.Reconcile().Summary.LicensesConsumed, world.Reconcile().Summary.LicensesWithoutSync, world.Reconcile().Summary.Matched));
    }

    // C4: no person.
    [Fact]
    public void Build_UnlinkedSubscriber_IsNobody()
    {
        Outcome outcome = new World().Rows(Subscriber("s@x.example"), Cloud("ana")).Reconcile();

        Assert.Equal(["ana"], outcome.Said());
        Assert.Equal(1, outcome.Summary.LicensesWithoutSync);
    }

    // C5: one consuming account is enough, whichever it is.
    [Fact]
    public void Build_ServerOnlyPerson_ConsumesIfOneAccountDoes()
    {
        World world = new World().Server("g", Suspended(1, "a@x.example"), Suspended(2, "b@x.example")).Server("h", Account(1, "a@x.example"), Suspended(2, "b@x.example"));

        Assert.Equal(
            ["g:1 by server_primary_email, h:1 by server_primary_email", "g:2 by server_primary_email, h:2 by server_primary_email (free)"],
            world.Reconcile().Said());
        Assert.Equal(1, world.Reconcile().Summary.LicensesConsumed);
    }

    // C5 and Words: GitHub's spellings of the type; unknown or empty is enterprise.
    [Theory]
    [InlineData("Visual Studio subscription", "ana (visual_studio_subscription)")]
    [InlineData("visual_studio_subscription", "ana (visual_studio_subscription)")]
    [InlineData("Enterprise", "ana")]
    [InlineData("Something new", "ana")]
    [InlineData("", "ana")]
    [InlineData(null, "ana")]
    public void Build_CloudAccount_HasItsRowsType(string? type, string said) =>
        Assert.Equal([said], new World().Rows(Cloud("ana") with { LicenseType = new(type) }).Reconcile().Said());

    // C5: without a cloud account, the subscription of any row with the flag that is no cloud account.
    public static TheoryData<string, ConsumedLicense, bool> Subscriptions { get; } = new()
    {
        { "unlinked subscriber (A4.4)", Subscriber("A@x.example"), true },
        { "flag derived from the email (A4)", new() { VisualStudioSubscriptionEmail = " a@x.example " }, true },
        { "server-only row (A4.3)", Subscriber("a@x.example") with { EnterpriseServerUser = true }, true },
        { "invitation (A4.1)", Subscriber("a@x.example") with { GitHubComLogin = "pat", GitHubComEnterpriseRoles = ["Pending"] }, true },
        { "no flag", Pending("") with { VisualStudioSubscriptionEmail = "a@x.example", EnterpriseServerUser = true }, false },
        { "taken by a cloud account", Cloud("bo") with { VisualStudioSubscriptionUser = true, VisualStudioSubscriptionEmail = "a@x.example" }, false },
        { "of another address", Subscriber("b@x.example"), false },
        { "license type without an email", Subscriber("") with { LicenseType = LicenseType.VisualStudioSubscription }, false },
    };

    [Theory]
    [MemberData(nameof(Subscriptions))]
    public void Build_ServerOnlyPerson_HasTheSubscriptionOfItsPrimaryEmail(string because, ConsumedLicense row, bool isVisualStudio)
    {
        Outcome outcome = new World().Server("h", Account(1, "a@x.example")).Rows(row).Reconcile();

        Assert.Equal((because, isVisualStudio ? "visual_studio_subscription" : "enterprise"), (because, outcome.PersonWith("h:1").LicenseType));
    }

    // C5: with a cloud account only its row decides.
    [Fact]
    public void Build_MatchedAccountOfASubscribersAddress_HasTheCloudAccountsType() =>
        Assert.Equal(
            ["ana: h:1 by verified_email"],
            new World().Server("h", Account(1, "a@x.example")).Rows(Cloud("ana", "a@x.example"), Subscriber("a@x.example")).Reconcile().Said());

    // C5: an invitation's type is its row's, or comes from its server accounts; a secondary email has no say (D11).
    [Fact]
    public void Build_InvitedPeople_HaveTheirRowsTypeOrASubscription()
    {
        ServerAccount secondary = Account(3) with { Emails = [Flagged("r@x.example"), new() { Address = "s@x.example" }] };
        World world = new World()
            .Server("h", Account(1, "q@x.example"), secondary)
            .Rows(Pending("p@x.example") with { LicenseType = LicenseType.VisualStudioSubscription }, Pending("q@x.example"), Pending("r@x.example"))
            .Rows(Subscriber("q@x.example"), Subscriber("s@x.example"));

        Assert.Equal(
            ["p@x.example (pending, visual_studio_subscription)", "q@x.example: h:1 by pending_invitation (pending, visual_studio_subscription)", "r@x.example: h:3 by pending_invitation (pending)"],
            world.Reconcile().Said());
    }

    // C5: the invitation's own email is no primary email of a server account.
    [Fact]
    public void Build_InvitationOfASubscribersAddress_IsEnterprise() =>
        Assert.Equal(["p@x.example (pending)"], new World().Rows(Pending("p@x.example"), Subscriber("p@x.example")).Reconcile().Said());

    // C5: people that do not consume have a type by the same rule, and are in neither total.
    [Fact]
    public void Build_FreePerson_HasATypeToo()
    {
        Outcome outcome = new World().Server("h", Suspended(1, "a@x.example")).Rows(Subscriber("a@x.example")).Reconcile();

        Assert.Equal(["h:1 (visual_studio_subscription, free)"], outcome.Said());
        Assert.Equal((0L, 0L), (outcome.Summary.EnterpriseLicensesConsumed, outcome.Summary.VisualStudioLicensesConsumed));
    }
}
