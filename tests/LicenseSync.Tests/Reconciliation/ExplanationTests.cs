using LicenseSync.Matching;
using LicenseSync.Reconciliation;
using LicenseSync.Tests.Reconciliation.Oracle;
using static LicenseSync.Tests.Reconciliation.SmallWorld;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>One person's story (semantics D13).</summary>
public class ExplanationTests
{
    private static readonly World Some = new World()
        .Server("h", Account(1, "ana@x.example"), Account(2, "bo+h@x.example"), Account(3), Named("visitor", "cy@y.example"))
        .Rows(ComparisonTests.Reported(Cloud("ana", "ana@x.example"), "h:1", "h:9"), Cloud("bo", "bo@x.example"), Pending("new@x.example"))
        .Identities(Saml("ana", nameId: "other@x.example"));

    [Theory]
    [InlineData("ANA")]
    [InlineData(" ana@x.example ")]
    [InlineData("other@X.example")]
    [InlineData("H:1")]
    [InlineData("user-1")]
    public void Explain_LoginAddressOrId_FindsThePerson(string query) =>
        Assert.Equal("ana", Assert.Single(Some.Result().Explain(query)).Person.GitHubComLogin);

    [Theory]
    [InlineData("nobody")]
    [InlineData("h:99")]
    [InlineData("")]
    public void Explain_Nobody_IsEmpty(string query) => Assert.Empty(Some.Result().Explain(query));

    [Theory]
    [InlineData("h:visitor")]
    [InlineData("new@x.example")]
    public void Explain_AccountWithoutIdOrInvitation_IsFound(string query) => Assert.Single(Some.Result().Explain(query));

    [Fact]
    public void Explain_MatchedAccount_TellsEveryStep()
    {
        Explanation explanation = Assert.Single(Some.Result().Explain("h:1"));
        ExplainedAccount account = Assert.Single(explanation.Accounts);

        Assert.Equal(
            ["saml_name NoAddresses 0", "saml_emailaddress NoAddresses 0", "username NoAddresses 0", "name_id NoHit 1", "emails NoAddresses 0", "verified_email Hit 2 ana", "pending_invitation AfterDecision 1", "server_primary_email AfterDecision 2"],
            account.Steps.Select(Said));
        Assert.Equal(["name_id other@x.example", "verified_email ana@x.example"], explanation.Offers.Select(offer => $"{offer.Rule} {offer.Email.Value}"));
        Assert.Equal(["h:1", "h:9"], explanation.ReportedAccounts.Select(id => id.ToString()));
        Assert.Equal((ComparisonState.Agree, "Nothing: it costs no license of its own."), (account.Reported.State, account.WhatToDo));
    }

    [Fact]
    public void Explain_UnmatchedAccount_TellsWhatIsLikeIt()
    {
        ReconciliationResult result = Some.Result();
        ExplainedAccount account = Assert.Single(Assert.Single(result.Explain("h:2")).Accounts);

        Assert.Equal("bo", account.Suggestion!.TargetLogin);
        Assert.Equal("bo@x.example", Assert.Single(account.Steps.Single(step => step.Rule == "verified_email").LikelyAddresses).Value);
        Assert.Equal("Make bo@x.example the primary email of h:2, or have bo verify bo+h@x.example.", account.WhatToDo);
        Assert.Same(account.Suggestion, Assert.Single(Assert.Single(result.Explain("bo")).SuggestedHere));
    }

    [Fact]
    public void Explain_WithoutPrimaryEmail_TriesNothing()
    {
        ExplainedAccount account = Assert.Single(Assert.Single(Some.Result().Explain("h:3")).Accounts);

        Assert.All(account.Steps, step => Assert.Equal(StepOutcome.NoPrimaryEmail, step.Outcome));
        Assert.Equal("It has no primary email, so there is nothing to compare, and it consumes a license of its own.", account.Meaning);
    }

    [Fact]
    public void Explain_AmbiguityLeftOpen_TellsToSettleIt()
    {
        World world = new World { LeaveAmbiguities = true }.Server("h", Account(1, "a@x.example")).Rows(Cloud("b", "a@x.example"), Cloud("A", "a@x.example"));
        ExplainedAccount account = Assert.Single(world.Result().Explain("a@x.example").Single(explanation => explanation.Accounts.Count > 0).Accounts);

        Assert.Equal("verified_email Ambiguous 2 A, b", Said(account.Steps.Single(step => step.Outcome == StepOutcome.Ambiguous)));
        Assert.Equal("Leave a@x.example with one cloud account only.", account.WhatToDo);
    }

    [Fact]
    public void Explain_AccountsOfOneServerOnlyPerson_NameEachOther()
    {
        World world = new World().Server("g", Account(1, "a@x.example")).Server("h", Account(1, "A@x.example"));
        Explanation explanation = Assert.Single(world.Result().Explain("g:1"));

        Assert.Equal(["server_primary_email Hit 1 h:1", "server_primary_email Hit 1 g:1"], explanation.Accounts.Select(account => Said(account.Steps[^1])));
    }

    [Fact]
    public void ExplainAt_EveryPosition_IsThatPerson()
    {
        ReconciliationResult result = Some.Result();

        Assert.Equal(result.People.Select(person => person.GitHubComLogin), Enumerable.Range(0, result.People.Count).Select(position => result.ExplainAt(position).Person.GitHubComLogin));
        Assert.Throws<ArgumentOutOfRangeException>(() => result.ExplainAt(result.People.Count));
    }

    [Fact]
    public void Explain_TriedSteps_AreThoseOfTheUnmatchedList()
    {
        ReconciliationResult result = Some.Result();
        foreach (UnmatchedAccount unmatched in result.Unmatched)
        {
            ExplainedAccount account = result.Explain(unmatched.Id.ToString())[0].Accounts.Single(other => other.Account.Id == unmatched.Id);

            Assert.Equal(unmatched.Tried, account.Steps.Where(step => step.Rule != MatchRules.ServerPrimaryEmail && step.Outcome == StepOutcome.NoHit).Select(step => step.Rule));
        }
    }

    private static string Said(ExplainedStep step) => $"{step.Rule} {step.Outcome} {step.AddressCount} {string.Join(", ", step.Candidates)}".TrimEnd();
}
