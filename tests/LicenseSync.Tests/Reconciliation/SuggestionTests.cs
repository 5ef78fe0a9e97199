using LicenseSync.Accounts;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;
using LicenseSync.Tests.Reconciliation.Oracle;
using static LicenseSync.Tests.Reconciliation.SmallWorld;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>Semantics G, code by code.</summary>
public class SuggestionTests
{
    [Fact]
    public void Suggestions_SecondaryEmailIsVerified_SaysToMakeItPrimary()
    {
        Suggestion suggestion = Only(new World().Server("h", Secondary(7, "ana@home.example", "ANA@x.example")).Rows(Cloud("ana-l", "ana@x.example")));

        Assert.Equal(("secondary_email", SuggestionConfidence.Advice, 1), (suggestion.Code, suggestion.Confidence, suggestion.Frees));
        Assert.Equal(["h:7", "ana-l"], suggestion.Accounts);
        Assert.Equal("Make ANA@x.example the primary email of h:7, or have ana-l verify ana@home.example.", suggestion.Action);
    }

    [Fact]
    public void Suggestions_AccountWithoutPrimaryEmail_IsSuggestedByTheOthers()
    {
        Suggestion suggestion = Only(new World().Server("h", Account(7, "ana@home.example", "ana@x.example")).Rows(Cloud("ana", "ana@x.example")));

        Assert.Equal("Make ana@x.example the primary email of h:7.", suggestion.Action);
    }

    [Theory]
    [InlineData("saml_name")]
    [InlineData("username")]
    [InlineData("emails")]
    [InlineData("verified_email")]
    public void Suggestions_SecondaryEmail_FindsIdentityAndVerifiedAddresses(string rule) =>
        Assert.Equal("secondary_email", Only(new World().Server("h", Secondary(7, "ana@home.example", "a@x.example")).Offer("ana", rule, "a@x.example")).Code);

    [Theory]
    [InlineData("ana+work@x.example", "ana@x.example")]
    [InlineData("ana@x.example", "ana+git@X.example")]
    [InlineData("ana@bücher.example", "ana@xn--bcher-kva.example")]
    [InlineData("ana@xn--bcher-kva.example", "ANA+a@BÜCHER.example")]
    public void Suggestions_PlusTagOrInternationalDomain_IsNormalizedEmail(string primary, string verified)
    {
        Suggestion suggestion = Only(new World().Server("h", Account(7, primary)).Rows(Cloud("ana", verified)));

        Assert.Equal(("normalized_email", primary, verified), (suggestion.Code, suggestion.Value, suggestion.TargetValue));
    }

    [Fact]
    public void Suggestions_PlusTagOfAnotherServerAccount_IsNormalizedEmail()
    {
        Suggestion suggestion = Only(new World().Server("g", Account(1, "ana@x.example")).Server("h", Account(7, "ana+h@x.example")));

        Assert.Equal(["g:1", "h:7"], suggestion.Accounts);
        Assert.Null(suggestion.TargetLogin);
        Assert.Equal("Give g:1 (ana@x.example) and h:7 (ana+h@x.example) the same primary email.", suggestion.Action);
    }

    [Fact]
    public void Suggestions_SameLocalPartInTwoEnterpriseDomains_IsDomainAlias()
    {
        World world = new World().Server("h", Account(7, "ana.lopez@new.example")).Rows(Cloud("ana", "ana.lopez@x.example"));

        Assert.Empty(Suggest(world)); // new.example is nobody's
        Assert.Equal("domain_alias", Only(world with { EnterpriseDomains = ["NEW.example"] }).Code);
    }

    [Theory]
    [InlineData("ana.lopez@x.example", "ana.lopes@x.example", true)]
    [InlineData("ana.lopez@x.example", "ana.lpez@x.example", true)]
    [InlineData("ana.lopez@x.example", "ana.loopez@x.example", true)]
    [InlineData("ana.lopez@x.example", "anal.opez@x.example", true)]
    [InlineData("ana.lopez@x.example", "ANA.LOPES@X.example", true)]
    [InlineData("ana.lopez@x.example", "ana.lopez@y.example", false)]
    [InlineData("ana.lopez1@x.example", "ana.lopez2@x.example", false)]
    [InlineData("ana.lopez@x.example", "ana.lopez2@x.example", false)]
    [InlineData("ana.lopez@x.example", "anna.lopes@x.example", false)]
    [InlineData("ana@x.example", "ann@x.example", false)]
    public void Suggestions_OneTypoInTheSameDomain_IsSimilarEmail(string primary, string verified, bool isSuggested)
    {
        World world = new World().Server("h", Account(7, primary)).Rows(Cloud("ana", verified));

        Assert.Equal(isSuggested ? ["similar_email"] : [], Suggest(world).Select(suggestion => suggestion.Code));
    }

    [Fact]
    public void Suggestions_SameLogin_AsksToFindOut()
    {
        Suggestion suggestion = Only(new World().Server("h", Account(7, "ana@home.example") with { Login = "Ana-L" }).Rows(Cloud("ana-l", "lopez@x.example")));

        Assert.Equal(("same_login", SuggestionConfidence.Review), (suggestion.Code, suggestion.Confidence));
        Assert.Equal("Find out whether h:7 (login Ana-L) and ana-l are one person; if so, have ana-l verify ana@home.example, or make one of its addresses the primary email of h:7.", suggestion.Action);
    }

    [Fact]
    public void Suggestions_SameName_NeedsThatNothingContradicts()
    {
        ConsumedLicense ana = Cloud("ana", "ana@x.example") with { GitHubComName = "Ana Lopez" };
        ServerAccount other = Account(7, "al@home.example") with { ProfileName = " ana lopez" };
        World world = new World().Server("h", other).Rows(ana);

        Assert.Equal("same_name", Only(world).Code);
        Assert.Empty(Suggest(world.Rows(Cloud("ana2", "a2@x.example") with { GitHubComName = "ANA LOPEZ" }))); // a namesake
        Assert.Empty(Suggest(world.Server("h", Account(8, "ana@x.example")))); // she has an account on this instance
        Assert.Empty(Suggest(new World().Server("h", other with { Emails = [Flagged("al@x.example")] }).Rows(ana))); // she has an address in this domain
    }

    [Fact]
    public void Suggestions_SeveralKinds_TheStrongestWins()
    {
        ServerAccount account = Secondary(7, "ana.lopez+h@x.example", "second@x.example") with { Login = "third", ProfileName = "Ana" };
        World world = new World().Server("h", account).Rows(Cloud("first", "ana.lopez@x.example"), Cloud("second", "second@x.example"), Cloud("third") with { GitHubComName = "Ana" });

        Assert.Equal(["h:7", "second"], Only(world).Accounts);
    }

    [Fact]
    public void Suggestions_SeveralTargets_TheFirstLoginWins()
    {
        World world = new World().Server("h", Secondary(7, "ana@home.example", "ana@x.example")).Rows(Cloud("b", "ana@x.example"), Cloud("A", "ana@x.example"));

        Assert.Equal("A", Only(world).TargetLogin);
    }

    [Fact]
    public void Suggestions_AccountsOfOnePerson_AreOneSuggestion()
    {
        World world = new World().Server("g", Account(1, "ana+s@x.example")).Server("h", Account(7, "ANA+s@x.example")).Rows(Cloud("ana", "ana@x.example"));

        Assert.Equal(["g:1", "h:7", "ana"], Only(world).Accounts);
    }

    [Fact]
    public void Suggestions_WhatConsumesNothing_IsNotSuggested()
    {
        World suspended = new World().Server("h", Suspended(7, "ana+h@x.example")).Rows(Cloud("ana", "ana@x.example"));
        World exempt = new World().Server("h", Account(7, "ana+h@x.example") with { Login = "scim-admin" }).Rows(Cloud("ana", "ana@x.example"));

        Assert.Empty(Suggest(suspended));
        Assert.Empty(Suggest(exempt));
    }

    [Fact]
    public void Suggestions_TwoPeopleWithALogin_NeverBecomeOne()
    {
        // g:1 goes to ana; h:7 is like g:1 and like bo: it must not tie ana to bo.
        World world = new World()
            .Server("g", Account(1, "ana+g@x.example") with { Login = "shared" })
            .Server("h", Account(7, "bo+h@x.example") with { Login = "shared" })
            .Rows(Cloud("ana", "ana@x.example"), Cloud("bo", "bo@x.example"));

        IReadOnlyList<Suggestion> suggestions = Suggest(world);

        Assert.Equal(["g:1 ana", "h:7 bo"], suggestions.Select(suggestion => string.Join(' ', suggestion.Accounts)));
        Assert.Equal(2, FreedByAll(world));
    }

    [Fact]
    public void Suggestions_KeySharedByThousands_StaysLinear()
    {
        // 3,000 accounts and 3,000 cloud accounts under one key: pair by pair this would be nine million comparisons.
        World world = new World()
            .Server("h", [.. Enumerable.Range(1, 3_000).Select(id => Account(id, $"info@s{id}.example"))])
            .Rows([.. Enumerable.Range(1, 3_000).Select(id => Cloud($"c{id:D4}", $"info@d{id}.example"))]);
        var counter = new CountingRule();
        ReconciliationOptions options = Engine.OptionsOf(world);
        options.SuggestionRules.Clear();
        options.SuggestionRules.Add(counter);

        ReconciliationResult result = Engine.Run(world, options);

        Assert.Equal(3_000, result.Suggestions.Count);
        Assert.InRange(counter.Comparisons, 3_000, 60_000);
    }

    [Fact]
    public void Suggestions_RuleOfAHost_IsAsked()
    {
        World world = new World().Server("h", Account(7, "e0042@hr.example")).Rows(Cloud("ana_0042"));
        ReconciliationOptions options = Engine.OptionsOf(world);
        options.SuggestionRules.Clear();
        options.SuggestionRules.Add(new StaffNumberRule());

        Suggestion suggestion = Assert.Single(Engine.Run(world, options).Suggestions);

        Assert.Equal(("staff_number", "ana_0042"), (suggestion.Code, suggestion.TargetLogin));
    }

    [Fact]
    public void Suggestions_TwoAccountsPrintedAlike_DoNotDependOnTheOrderOfFiles()
    {
        // Files without a server id are instances of their own, whatever their host (A1).
        ServerAccount one = Secondary(1, "same@y.example", "ana@x.example") with { ProfileName = "Ana" };
        ServerAccount other = Secondary(1, "same@y.example", "bo@x.example") with { ProfileName = "Bo" };
        ConsumedLicense[] rows = [Cloud("ana", "ana@x.example"), Cloud("bo", "bo@x.example")];

        string Said(World world) => string.Join('\n', Suggest(world).Select(suggestion => $"{string.Join(' ', suggestion.Accounts)} {suggestion.Fingerprint}"));

        Assert.Equal(
            Said(new World().Server("h", one).Server("H", other).Rows(rows)),
            Said(new World().Server("H", other).Server("h", one).Rows(rows)));
        Assert.Equal(
            Said(new World().Server("h", one).Server("h", other).Rows(rows)),
            Said(new World().Server("h", other).Server("h", one).Rows(rows)));
    }

    [Fact]
    public void WhatIf_Accepted_FreesWhatWasPromised()
    {
        World world = new World()
            .Server("g", Account(1, "ana+g@x.example"))
            .Server("h", Account(7, "bo+h@x.example"), Account(8, "free@x.example"))
            .Rows(Cloud("ana", "ana@x.example"), Cloud("bo", "bo@x.example") with { LicenseType = LicenseType.VisualStudioSubscription });
        ReconciliationResult result = world.Result();

        WhatIfResult one = result.WhatIf([result.Suggestions[1]]);

        Assert.Equal((5, 4, 1), (result.Summary.LicensesConsumed, one.Summary.LicensesConsumed, one.LicensesFreed));
        Assert.Equal((1, 2), (one.Summary.Matched, one.Summary.NotMatched));
        Assert.Equal(3, result.WhatIf(result.Suggestions).Summary.LicensesConsumed);
        Assert.Equal(5, result.Summary.LicensesConsumed); // suggestions never change the totals
    }

    [Fact]
    public void WhatIf_SuggestionOfAnotherResult_IsRefused()
    {
        World world = new World().Server("g", Account(1, "ana+g@x.example")).Rows(Cloud("ana", "ana@x.example"));

        Assert.Throws<ArgumentException>(() => world.Result().WhatIf(world.Result().Suggestions));
    }

    private static int FreedByAll(World world) => world.Result() is var result ? result.WhatIf(result.Suggestions).LicensesFreed : 0;

    private static IReadOnlyList<Suggestion> Suggest(World world) => world.Result().Suggestions;

    private static Suggestion Only(World world) => Assert.Single(Suggest(world));

    [Fact]
    public void Suggestions_OnSeveralProcessors_AreThoseOfOne()
    {
        const int People = 3_000;
        World world = new World()
            .Server("a.example", [.. Enumerable.Range(0, People).Select(number => Account(number, $"person.{Letters(number)}@old.example") with { ProfileName = $"Name {number / 2}" })])
            .Rows([.. Enumerable.Range(0, People).Select(number => Cloud($"user-{number * 2}", $"person.{Letters(number)}x@old.example", $"other{number}@new.example"))]);

        string one = Print(1);

        Assert.True(one.Split('\n').Length >= People);
        Assert.Contains("similar_email", one, StringComparison.Ordinal);
        Assert.Equal(one, Print(2));
        Assert.Equal(one, Print(1_000));

        string Print(int processors) => string.Join('\n', Engine.Run(world, new() { Reading = new() { MaxParallelism = processors } }).Suggestions
            .Select(suggestion => $"{suggestion.Code} {string.Join(' ', suggestion.ServerAccounts)} {suggestion.TargetLogin} {suggestion.TargetServerAccount} {suggestion.Value} {suggestion.Fingerprint}"));

        static string Letters(int number) => string.Create(3, number, (text, rest) =>
        {
            for (int index = 0; index < text.Length; index++, rest /= 20)
            {
                text[index] = (char)('a' + (rest % 20));
            }
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Suggestions_ARuleThatFails_FailsAsItDoes(int processors)
    {
        ReconciliationOptions options = new() { Reading = new() { MaxParallelism = processors } };
        options.SuggestionRules.Add(new FailingRule());
        ReconciliationResult result = Engine.Run(new World().Server("a.example", [.. Enumerable.Range(0, 1_000).Select(number => Account(number, $"person{number}@x.example"))]), options);

        InvalidOperationException failure = Assert.Throws<InvalidOperationException>(() => result.Suggestions);

        Assert.Equal("Out of keys.", failure.Message);
    }

    private static ServerAccount Secondary(long id, string primary, params string[] others) =>
        Account(id) with { Emails = [Flagged(primary), .. others.Select(address => new ServerAccountEmail { Address = address, IsPrimary = false })] };

    private sealed class StaffNumberRule() : SuggestionRule("staff_number", SuggestionConfidence.Review)
    {
        public override void CollectKeys(SuggestionParty account, IReadOnlySet<string> enterpriseDomains, SuggestionKeys keys) => keys.Add(account.Addresses[0].Value.AsSpan(1, 4));

        public override void CollectTargetKeys(SuggestionParty target, IReadOnlySet<string> enterpriseDomains, SuggestionKeys keys)
        {
            if (target.IsCloudAccount)
            {
                keys.Add(target.Login.AsSpan()[^4..]);
            }
        }

        public override SuggestionEvidence? Compare(SuggestionParty account, SuggestionParty target, IReadOnlySet<string> enterpriseDomains) =>
            target.IsCloudAccount ? new(account.Addresses[0].Value, target.Login!, "Ask them.") : null;
    }

    private sealed class FailingRule() : SuggestionRule("failing", SuggestionConfidence.Review)
    {
        public override void CollectKeys(SuggestionParty account, IReadOnlySet<string> enterpriseDomains, SuggestionKeys keys) => throw new InvalidOperationException("Out of keys.");

        public override SuggestionEvidence? Compare(SuggestionParty account, SuggestionParty target, IReadOnlySet<string> enterpriseDomains) => null;
    }

    private sealed class CountingRule() : SuggestionRule("counting", SuggestionConfidence.Review)
    {
        public int Comparisons { get; private set; }

        public override void CollectKeys(SuggestionParty account, IReadOnlySet<string> enterpriseDomains, SuggestionKeys keys) => keys.Add("all");

        public override SuggestionEvidence? Compare(SuggestionParty account, SuggestionParty target, IReadOnlySet<string> enterpriseDomains)
        {
            Comparisons++;
            return target.IsCloudAccount ? new("", "", "") : null;
        }
    }
}
