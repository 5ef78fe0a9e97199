using LicenseSync.Accounts;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;
using LicenseSync.Tests.Reconciliation.Oracle;
using static LicenseSync.Tests.Reconciliation.SmallWorld;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>What a host may change of section D: the steps, and whether D8 is one.</summary>
public class RuleOptionTests
{
    private static readonly World World = new World()
        .Server("h", Account(1, "a@x.example"), Account(2, "b@x.example"), Account(3, "b@x.example"))
        .Offer("ana", "name_id", "a@x.example")
        .Offer("bo", "verified_email", "a@x.example");

    [Fact]
    public void Build_DefaultRules_AreD1ToD7InOrder()
    {
        Assert.Equal(
            ["saml_name", "saml_emailaddress", "username", "name_id", "emails", "verified_email", "pending_invitation"],
            new ReconciliationOptions().Rules.Select(rule => rule.Name));
        Assert.Equal(["ana: h:1 by name_id", "bo", "h:2 by server_primary_email, h:3 by server_primary_email"], Said(new()));
    }

    [Fact]
    public void Build_RuleLeftOut_IsNotTried()
    {
        var options = new ReconciliationOptions();
        options.Rules.Remove(MatchRules.NameId);

        Assert.Equal(["ana", "bo: h:1 by verified_email", "h:2 by server_primary_email, h:3 by server_primary_email"], Said(options));
        Assert.Equal(["verified_email"], Run(options).Unmatched[0].Tried);
    }

    [Fact]
    public void Build_RulesReordered_FirstDecides()
    {
        var options = new ReconciliationOptions();
        options.Rules.Remove(MatchRules.VerifiedEmail);
        options.Rules.Insert(0, MatchRules.VerifiedEmail);

        Assert.Equal(["ana", "bo: h:1 by verified_email", "h:2 by server_primary_email, h:3 by server_primary_email"], Said(options));
        Assert.Equal(["verified_email", "name_id"], Run(options).Unmatched[0].Tried);
    }

    [Fact]
    public void Build_RuleAdded_MatchesByIt()
    {
        var options = new ReconciliationOptions();
        options.Rules.Add(new LoginAtDomain("x.example"));
        World world = World.Rows(Cloud("b"));

        Assert.Equal("b: h:2 by login_at_domain, h:3 by login_at_domain", Engine.ToOutcome(Run(options, world)).Said().ElementAt(1));
    }

    // C3: a host's rule offers addresses of cloud accounts, so it drops invitations as D1 to D6 do.
    [Fact]
    public void Build_RuleAdded_DropsInvitationsOfItsAddresses()
    {
        var options = new ReconciliationOptions();
        options.Rules.Add(new LoginAtDomain("x.example"));

        Assert.DoesNotContain("b@x.example", Run(options, World.Rows(Cloud("b"), Pending("b@x.example"))).People.Select(person => person.GitHubComLogin));
    }

    [Fact]
    public void Build_NoRules_MatchesServerAccountsOnly()
    {
        var options = new ReconciliationOptions();
        options.Rules.Clear();

        Assert.Equal(["ana", "bo", "h:1", "h:2 by server_primary_email, h:3 by server_primary_email"], Said(options));
    }

    // D8 off: an account that no step matches is alone; nothing else changes.
    [Fact]
    public void Build_ServerAccountsNotMatchedWithEachOther_AreAlone()
    {
        var options = new ReconciliationOptions { MatchServerAccountsWithEachOther = false };

        Assert.Equal(["ana: h:1 by name_id", "bo", "h:2", "h:3"], Said(options));
        Assert.Equal((4, 2), (Run(options).Summary.LicensesConsumed, Run(options).Unmatched.Count));
    }

    [Fact]
    public void Constructor_RuleTwiceOrNull_Throws()
    {
        var twice = new ReconciliationOptions();
        twice.Rules.Add(MatchRules.NameId);
        var none = new ReconciliationOptions();
        none.Rules.Add(null!);

        Assert.Throws<ArgumentException>(() => new ReconciliationBuilder(twice));
        Assert.Throws<ArgumentException>(() => new ReconciliationBuilder(none));
        Assert.Throws<ArgumentException>(() => new LoginAtDomain("x.example", MatchRules.ServerPrimaryEmail));
    }

    // Options are copied: a later change has no say.
    [Fact]
    public void Build_OptionsChangedAfterwards_StaysAsItWas()
    {
        var options = new ReconciliationOptions();
        var builder = new ReconciliationBuilder(options);
        options.Rules.Clear();
        options.ExemptLogins.Add("user-1");
        options.Ambiguity = AmbiguityChoice.None;
        builder.AddServerAccounts(new() { HostName = "h" }, [Account(1, "a@x.example")]);
        builder.AddConsumedLicenses([Cloud("ana", "a@x.example"), Cloud("bo", "a@x.example")]);

        ReconciliationResult result = builder.Build();

        Assert.Equal(["ana: h:1 by verified_email", "bo"], Engine.ToOutcome(result).Said());
        Assert.True(result.People[0].ServerAccounts[0].ConsumesLicense);
    }

    private static IEnumerable<string> Said(ReconciliationOptions options) => Engine.ToOutcome(Run(options)).Said();

    private static ReconciliationResult Run(ReconciliationOptions options, World? world = null)
    {
        world ??= World;
        var builder = new ReconciliationBuilder(options);
        builder.AddServerAccounts(world.Servers[0].Instance, world.Servers[0].Accounts);
        builder.AddConsumedLicenses(world.Rows);
        builder.AddIdentities(world.Identities);
        return builder.Build();
    }

    private sealed class LoginAtDomain(string domain, string name = "login_at_domain") : MatchRule(name)
    {
        public override void CollectAddresses(CloudAccount account, MatchAddresses addresses) => addresses.Add($"{account.Login}@{domain}");
    }
}
