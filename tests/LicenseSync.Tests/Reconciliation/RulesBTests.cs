using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.Tests.Reconciliation.Oracle;
using static LicenseSync.Tests.Reconciliation.SmallWorld;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>Semantics B: emails.</summary>
public class RulesBTests
{
    // B1: OrdinalIgnoreCase after trimming white space.
    [Theory]
    [InlineData("a@x.example", "A@X.EXAMPLE")]
    [InlineData("  a@x.example\t", "a@x.example")]
    [InlineData("a@x.example", "\u2003a@x.example\u00a0")]
    [InlineData("é@x.example", "É@x.example")]
    [InlineData("σ@x.example", "ς@x.example")]
    public void Build_AddressesDifferInCaseOrSpace_AreEqual(string primary, string verified)
    {
        Outcome outcome = new World().Server("h", Account(1, primary)).Rows(Cloud("ana", verified)).Reconcile();

        Assert.Equal(["ana: h:1 by verified_email"], outcome.Said());
        Assert.Equal(primary.Trim(), outcome.People[0].Matches[0].Email);
    }

    // B1: nothing else is folded: plus-tags, dots, IDN, normalization, domain aliases, culture.
    [Theory]
    [InlineData("a+tag@x.example", "a@x.example")]
    [InlineData("a.b@x.example", "ab@x.example")]
    [InlineData("a@hübner.example", "a@xn--hbner-kva.example")]
    [InlineData("é@x.example", "e\u0301@x.example")]
    [InlineData("a@x.example", "a@mail.x.example")]
    [InlineData("strauß@x.example", "strauss@x.example")]
    [InlineData("k@x.example", "\u212a@x.example")]
    [InlineData("i@x.example", "ı@x.example")]
    [InlineData("i@x.example", "İ@x.example")]
    [InlineData("a@x.example", "a @x.example")]
    public void Build_AddressesDifferOtherwise_AreNotEqual(string primary, string verified) =>
        Assert.Equal(["ana", "h:1"], new World().Server("h", Account(1, primary)).Rows(Cloud("ana", verified)).Reconcile().Said());

    private static readonly ServerAccountEmail A = new() { Address = "a@x.example" };
    private static readonly ServerAccountEmail B = new() { Address = "b@x.example" };
    private static readonly ServerAccountEmail Plain = new() { Address = "plain" };

    // B2: the flagged address; the first of several; a lone one; otherwise none. What is no email is left out first, one address written twice is one.
    public static TheoryData<string, ServerAccountEmail[], string?> Primaries { get; } = new()
    {
        { "the flagged one", [A, B with { IsPrimary = true }], "b@x.example" },
        { "the first of two flagged", [A, Flagged("b@x.example"), Flagged("c@x.example")], "b@x.example" },
        { "a lone one without a flag", [A], "a@x.example" },
        { "a lone one that is flagged as not primary", [A with { IsPrimary = false }], "a@x.example" },
        { "two, none flagged", [A, B], null },
        { "two flagged as not primary", [A with { IsPrimary = false }, B with { IsPrimary = false }], null },
        { "a lone email beside what is none", [Plain, A], "a@x.example" },
        { "a lone email beside a flagged text that is no email", [Flagged("plain"), A], "a@x.example" },
        { "the flagged email behind a flagged text that is no email", [Flagged("plain"), A, Flagged("b@x.example")], "b@x.example" },
        { "one address in two spellings", [A, new() { Address = " A@X.example " }], "a@x.example" },
        { "one address in two spellings, beside another", [A, new() { Address = "A@x.example" }, B], null },
        { "one address, flagged at its second spelling", [A, B, Flagged("A@x.example")], "A@x.example" },
        { "no email at all", [Plain, new() { Address = "" }], null },
        { "nothing", [], null },
    };

    [Theory]
    [MemberData(nameof(Primaries))]
    public void PrimaryEmail_Emails_FollowsTheRule(string because, ServerAccountEmail[] emails, string? primary)
    {
        ServerAccount account = Account(1) with { Emails = emails };

        Assert.Equal((because, primary), (because, account.PrimaryEmail?.Value));
        Assert.Equal(primary is null ? ["ana", "h:1"] : ["ana: h:1 by verified_email"], new World().Server("h", account).Rows(Cloud("ana", primary ?? "")).Reconcile().Said());
    }

    // B2: several are several addresses; one flagged twice is one.
    [Theory]
    [InlineData("b@x.example", 1)]
    [InlineData("A@X.example", 0)]
    [InlineData("plain", 0)]
    public void Build_SeveralFlagged_Warns(string second, int warnings)
    {
        World world = new World().Server("h", Account(1) with { Emails = [Flagged("a@x.example"), Flagged(second)] });

        Assert.Equal(warnings, world.Reported(DiagnosticDescriptors.SeveralPrimaryEmails));
    }

    // B3: it matches nothing, not even another like it, and each consumes; nobody can tell, nothing was tried.
    [Fact]
    public void Build_NoPrimaryEmail_IsAlone()
    {
        World world = new World().Server("h", Account(1, "a@x.example", "b@x.example"), Account(2, "a@x.example", "b@x.example"), Account(3)).Rows(Cloud("ana", "a@x.example", "b@x.example"));

        Assert.Equal(["ana", "h:1", "h:2", "h:3"], world.Reconcile().Said());
        Assert.Equal(["h:1 cannot_tell []", "h:2 cannot_tell []", "h:3 cannot_tell []"], world.Reconcile().SaidOfUnmatched());
        Assert.Equal(3, world.Reported(DiagnosticDescriptors.NoPrimaryEmail));
    }

    // B3: it consumes only if it consumes at all (C1).
    [Fact]
    public void Build_NoPrimaryEmailAndSuspended_IsFree() =>
        Assert.Equal(["h:1 (free)"], new World().Server("h", Suspended(1)).Reconcile().Said());

    // B4: a text without @ never matches, on either side, and is no usable address (D13).
    [Fact]
    public void Build_EqualTextsWithoutAt_DoNotMatch()
    {
        World world = new World().Server("h", Account(1, "sven"), Account(2, "a@x.example"), Account(3, "sven")).Rows(Cloud("ana", "sven", "") with { GitHubComSamlNameId = "sven" }).Identities(Scim("ana", "sven", "sven"));

        Assert.Equal(["ana", "h:1", "h:2", "h:3"], world.Reconcile().Said());
        Assert.Equal(["h:1 cannot_tell []", "h:2 cannot_tell []", "h:3 cannot_tell []"], world.Reconcile().SaidOfUnmatched());
    }

    // B4: an @ is all that an email needs.
    [Theory]
    [InlineData("@")]
    [InlineData("a@")]
    [InlineData("a@b@x.example")]
    public void Build_OddTextsWithAt_Match(string address) =>
        Assert.Equal(["ana: h:1 by verified_email"], new World().Server("h", Account(1, address)).Rows(Cloud("ana", address)).Reconcile().Said());
}
