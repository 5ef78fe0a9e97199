using LicenseSync.Accounts;
using LicenseSync.Reconciliation;
using LicenseSync.Tests.Reconciliation.Oracle;
using static LicenseSync.Tests.Reconciliation.SmallWorld;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>Semantics D9 to D14: ambiguities, evidence, what cannot be told.</summary>
public class RulesDOutcomeTests
{
    private static readonly World Shared = new World()
        .Server("h", Account(1, "A@x.example"))
        .Rows(Cloud("cy", "a@x.example"), Cloud("Bo", "a@x.example"), Cloud("_d", "a@x.example"));

    // D9: lower-cased logins in ordinal order, where '_' stands before the letters; all candidates are told.
    [Fact]
    public void Build_SeveralCandidates_TakesTheFirstLogin()
    {
        Outcome outcome = Shared.Reconcile();

        Assert.Equal(["_d: h:1 by verified_email", "Bo", "cy"], outcome.Said());
        Assert.Equal("h:1 verified_email A@x.example candidates [_d, Bo, cy] chosen _d", Assert.Single(outcome.Ambiguities).Text);
        Assert.Equal((1L, 3L), (outcome.Summary.Matched, outcome.Summary.LicensesConsumed));
    }

    // D9: the option leaves it; its domain is verified here, so it is not matched (D14).
    [Fact]
    public void Build_SeveralCandidatesAndNonePolicy_LeavesIt()
    {
        Outcome outcome = (Shared with { LeaveAmbiguities = true }).Reconcile();

        Assert.Equal(["_d", "Bo", "cy", "h:1"], outcome.Said());
        Assert.Equal("h:1 verified_email A@x.example candidates [_d, Bo, cy] chosen (none)", Assert.Single(outcome.Ambiguities).Text);
        Assert.Equal(["h:1 not_matched [verified_email]"], outcome.SaidOfUnmatched());
    }

    // D9: no later step is tried, though it would decide; nobody can tell, since no domain is known (D14).
    [Fact]
    public void Build_NonePolicy_TriesNoLaterStep()
    {
        World world = new World { LeaveAmbiguities = true }
            .Server("h", Account(1, "a@x.example"))
            .Offer("ana", "name_id", "a@x.example").Offer("bo", "name_id", "a@x.example").Offer("cy", "emails", "a@x.example");

        Assert.Equal(["ana", "bo", "cy", "h:1"], world.Reconcile().Said());
        Assert.Equal(["h:1 cannot_tell [name_id]"], world.Reconcile().SaidOfUnmatched());
    }

    // D9: the accounts that are left still take part in D8.
    [Fact]
    public void Build_NonePolicy_JoinsServerAccountsOfOneAddress()
    {
        Outcome outcome = (Shared.Server("g", Account(1, "a@x.example")) with { LeaveAmbiguities = true }).Reconcile();

        Assert.Equal("g:1 by server_primary_email, h:1 by server_primary_email", outcome.Said().Last());
        Assert.Equal(2, outcome.Ambiguities.Count);
        Assert.Equal(4, outcome.Summary.LicensesConsumed);
    }

    // D9: at the deciding step only; a later step's candidates do not count.
    [Fact]
    public void Build_SeveralCandidatesAtALaterStep_IsNoAmbiguity()
    {
        Outcome outcome = Shared.Offer("zoe", "emails", "a@x.example").Reconcile();

        Assert.Equal("zoe: h:1 by emails", outcome.Said().Last());
        Assert.Empty(outcome.Ambiguities);
    }

    // D9: one account through several identities, attributes or spellings is no ambiguity.
    [Fact]
    public void Build_OneCandidateSeveralTimes_IsNoAmbiguity()
    {
        World world = new World { LeaveAmbiguities = true }
            .Server("h", Account(1, "a@x.example"))
            .Rows(Cloud("ana", "a@x.example", "A@x.example"), Cloud("ANA", "a@x.example"))
            .Identities(Saml("ana", nameId: "a@x.example"), Saml("Ana", nameId: "A@X.example"), Attribute("ana", "NameID", "a@x.example"));

        Assert.Equal(["ana: h:1 by name_id"], world.Reconcile().Said());
        Assert.Empty(world.Reconcile().Ambiguities);
    }

    // D10: cloud accounts are never merged with each other, whatever they share; several server accounts may belong to one.
    [Fact]
    public void Build_CloudAccountsOfOneAddress_StayTwo()
    {
        Outcome outcome = new World().Server("h", Account(1, "a@x.example"), Account(2, "b@x.example")).Rows(Cloud("ana", "a@x.example", "b@x.example"), Cloud("bo", "a@x.example")).Reconcile();

        Assert.Equal(["ana: h:1 by verified_email, h:2 by verified_email", "bo"], outcome.Said());
        Assert.Equal(2, outcome.Summary.LicensesConsumed);
    }

    // D11: secondary emails never match, neither a cloud account nor each other.
    [Fact]
    public void Build_SecondaryEmails_DoNotMatch()
    {
        ServerAccountEmail secondary = new() { Address = "a@x.example", IsPrimary = false };
        World world = new World()
            .Server("h", Account(1) with { Emails = [secondary, Flagged("b@x.example")] }, Account(2) with { Emails = [Flagged("c@x.example"), secondary] }, Account(3, "d@x.example"))
            .Rows(Cloud("ana", "a@x.example"), Pending("p@x.example"));

        Assert.Equal(["ana", "p@x.example (pending)", "h:1", "h:2", "h:3"], world.Reconcile().Said());
    }

    // D12: suspended and exempt accounts stand in people, matches, unmatched, ambiguities and counts.
    [Fact]
    public void Build_SuspendedAccounts_StandEverywhere()
    {
        World world = new World()
            .Server("h", Suspended(1, "a@x.example"), Suspended(2, "b@x.example"), Account(3, "b@x.example") with { Login = "scim-admin" })
            .Rows(Cloud("ana", "a@x.example"), Cloud("bo", "a@x.example"));

        Outcome outcome = world.Reconcile();

        Assert.Equal(["ana: h:1 by verified_email", "bo", "h:2 by server_primary_email, h:3 by server_primary_email (free)"], outcome.Said());
        Assert.Equal("h:1", Assert.Single(outcome.Ambiguities).Id);
        Assert.Equal(["h:2 not_matched [verified_email]", "h:3 not_matched [verified_email]"], outcome.SaidOfUnmatched());
        Assert.Equal((3L, 1L, 2L), (outcome.Summary.ServerAccounts, outcome.Summary.Matched, outcome.Summary.NotMatched));
    }

    // D13: rule, both accounts, the address as written (trimmed), and where each came from. The first that offers the address is named.
    [Fact]
    public void Build_Match_KeepsItsEvidence()
    {
        var builder = new ReconciliationBuilder();
        builder.AddServerAccounts(new() { HostName = "h" }, [Account(7), Account(1, " A@X.example ")], "ghes.json");
        builder.AddConsumedLicenses([Cloud("bo"), Cloud("Ana", "a@x.example")], sourceName: "rows.json");
        builder.AddIdentities([Saml("bo"), Saml("ana"), Saml("ANA", nameId: "a@x.example"), Saml("ana", nameId: "a@x.example")], "identities.json");

        AccountMatch match = Assert.Single(builder.Build().FindByLogin("ana")!.Matches);

        Assert.Equal(("h:1", "name_id", "A@X.example", "Ana"), (match.Id.ToString(), match.Rule, match.Email.Value, match.Evidence.CandidateLogin));
        Assert.Equal((new("ghes.json", 2), new("identities.json", 3)), (match.Evidence.ServerRecord, match.Evidence.CandidateRecord));
    }

    // D13: of an invitation and of D8 too.
    [Fact]
    public void Build_MatchWithoutCloudAccount_KeepsItsEvidence()
    {
        var builder = new ReconciliationBuilder();
        builder.AddServerAccounts(new() { HostName = "h" }, [Account(1, "p@x.example"), Account(2, "a@x.example")], "h.json");
        builder.AddServerAccounts(new() { HostName = "g" }, [Account(3, "a@x.example")], "g.json");
        builder.AddConsumedLicenses([Cloud("bo"), Pending("P@x.example")], sourceName: "rows.json");
        ReconciliationResult result = builder.Build();

        MatchEvidence invited = Assert.Single(result.FindByLogin("p@x.example")!.Matches).Evidence;
        Assert.Equal(("P@x.example", new("h.json", 1), new("rows.json", 2)), (invited.CandidateLogin, invited.ServerRecord, invited.CandidateRecord));
        Assert.Equal(
            [(null, new("g.json", 1), new("h.json", 2)), (null, new("h.json", 2), new("g.json", 1))],
            result.FindByServerUserId(ServerUserId.Parse("h:2"))[0].Matches.Select(match => (match.Evidence.CandidateLogin, match.Evidence.ServerRecord, match.Evidence.CandidateRecord)));
    }

    // D13: the steps for which the input holds at least one usable address, in order, whoever offers it, and with what they were tried.
    [Theory]
    [InlineData("saml_name")]
    [InlineData("saml_emailaddress")]
    [InlineData("username")]
    [InlineData("name_id")]
    [InlineData("emails")]
    [InlineData("verified_email")]
    public void Build_Unmatched_TriedTheStepsThatHoldAnAddress(string rule)
    {
        World world = new World().Server("h", Account(1, " A@x.example ")).Offer("ana", rule, "b@y.example");

        Assert.Equal([$"h:1 cannot_tell [{rule}]"], world.Reconcile().SaidOfUnmatched());
        Assert.Equal(("A@x.example", 1), (world.Result().Unmatched[0].Email!.Value.Value, world.Result().Unmatched[0].Record.Record));
    }

    // D13: all seven in order; none where the input holds nothing; none without a primary email.
    [Fact]
    public void Build_Unmatched_TriedInOrder()
    {
        World world = new World().Server("h", Account(1, "a@x.example"), Account(2));
        World full = world.Rows(Pending("p@y.example"), Cloud("ana", "b@y.example")).Identities(Saml("ana", "b@y.example", "b@y.example", "b@y.example"))
            .Identities(Attribute("ana", SamlAttribute.NameClaim, "b@y.example"), Attribute("ana", SamlAttribute.EmailAddressClaim, "b@y.example"));

        Assert.Equal(["h:1 cannot_tell []", "h:2 cannot_tell []"], world.Reconcile().SaidOfUnmatched());
        Assert.Equal(["h:1 cannot_tell [saml_name, saml_emailaddress, username, name_id, emails, verified_email, pending_invitation]", "h:2 cannot_tell []"], full.Reconcile().SaidOfUnmatched());
    }

    // D13: what is no email, not linked (A7), dropped (C3) or no candidate's (A4) is no usable address.
    [Fact]
    public void Build_UnusableAddresses_AreNotTried()
    {
        World world = new World()
            .Server("h", Account(1, "a@x.example"))
            .Rows(Cloud("ana", "plain", "b@y.example") with { GitHubComSamlNameId = "ana" }, Pending("b@y.example"), Pending("pat"))
            .Identities(Saml("left", username: "c@x.example"), Saml("pat", email: "c@x.example"), Attribute("ana", "mail", "c@x.example"));

        Assert.Equal(["h:1 cannot_tell [verified_email]"], world.Reconcile().SaidOfUnmatched());
    }

    // D14: the whole part after the last @ of a verified-domain email; no subdomain, no parent domain.
    [Theory]
    [InlineData("a@x.example", "not_matched")]
    [InlineData("a@X.EXAMPLE", "not_matched")]
    [InlineData("a@y.example@x.example", "not_matched")]
    [InlineData("a@sub.x.example", "cannot_tell")]
    [InlineData("a@example", "cannot_tell")]
    [InlineData("a@yx.example", "cannot_tell")]
    [InlineData("a@x.example@y.example", "cannot_tell")]
    [InlineData("plain", "cannot_tell")]
    public void Build_Unmatched_IsToldByItsDomain(string primary, string outcome) =>
        Assert.Equal(outcome, new World().Server("h", Account(1, primary)).Rows(Cloud("ana", "b@x.example")).Reconcile().UnmatchedOf("h:1").Outcome);

    // D14: of any row, whatever its kind; other addresses of a row say nothing of domains.
    [Fact]
    public void Build_VerifiedDomain_ComesFromAnyRow()
    {
        ConsumedLicense[] rows = [Cloud("ana"), Pending("p@y.example"), Pending("") with { EnterpriseServerUser = true }, Subscriber("s@y.example"), Cloud("")];
        Outcome OutcomeWith(ConsumedLicense row) => new World().Server("h", Account(1, "a@x.example"), Account(2, "a@y.example")).Rows(row).Reconcile();

        Assert.All(rows, row => Assert.Equal(["not_matched", "cannot_tell"], OutcomeWith(row with { GitHubComVerifiedDomainEmails = ["b@x.example"] }).Unmatched.Select(account => account.Outcome)));
        Assert.All(rows, row => Assert.Equal(["cannot_tell", "cannot_tell"], OutcomeWith(row with { GitHubComSamlNameId = "b@x.example" }).Unmatched.Select(account => account.Outcome)));
    }

    // D14: or from the host, ignoring case.
    [Fact]
    public void Build_EnterpriseDomain_IsVerified()
    {
        World world = new World { EnterpriseDomains = ["X.example"] }.Server("h", Account(1, "a@x.example"), Account(2, "a@sub.x.example"));

        Assert.Equal(["h:1 not_matched []", "h:2 cannot_tell []"], world.Reconcile().SaidOfUnmatched());
    }

    // D14: three outcomes, together all server accounts; those that D8 joins stand among the unmatched, a lone account has no match.
    [Fact]
    public void Build_Outcomes_AddUp()
    {
        World world = new World()
            .Server("h", Account(1, "a@x.example"), Account(2, "p@y.example"), Account(3, "b@x.example"), Account(4, "b@x.example"), Account(5, "c@z.example"), Account(6))
            .Rows(Cloud("ana", "a@x.example"), Pending("p@y.example"));

        Outcome outcome = world.Reconcile();

        Assert.Equal((6L, 2L, 2L, 2L), (outcome.Summary.ServerAccounts, outcome.Summary.Matched, outcome.Summary.NotMatched, outcome.Summary.CannotTell));
        Assert.Equal(["h:3", "h:4", "h:5", "h:6"], outcome.Unmatched.Select(account => account.Id));
        Assert.Equal([2, 0, 0], outcome.People.Skip(2).Select(person => person.Matches.Count));
    }
}
