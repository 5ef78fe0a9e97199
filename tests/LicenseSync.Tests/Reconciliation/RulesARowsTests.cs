using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.Reconciliation;
using LicenseSync.Tests.Reconciliation.Oracle;
using static LicenseSync.Tests.Reconciliation.SmallWorld;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>Semantics A4 to A6 and A8: rows of license data.</summary>
public class RulesARowsTests
{
    private static readonly string[] PendingRoles = ["Pending outside collaborator invitation", "pending member invitation"];

    // A4: the first kind that applies.
    public static TheoryData<string, ConsumedLicense, ConsumedLicenseKind> Kinds { get; } = new()
    {
        { "all flags false", Pending("a@x.example"), ConsumedLicenseKind.PendingInvitation },
        { "all flags false, with a login", Pending("ana"), ConsumedLicenseKind.PendingInvitation },
        { "all roles pending, ignoring case", Cloud("ana") with { GitHubComEnterpriseRoles = PendingRoles }, ConsumedLicenseKind.PendingInvitation },
        { "all roles pending, and every flag true", Subscriber("a@x.example") with { GitHubComUser = true, EnterpriseServerUser = true, GitHubComEnterpriseRoles = PendingRoles }, ConsumedLicenseKind.PendingInvitation },
        { "one role not pending", Cloud("ana") with { GitHubComEnterpriseRoles = [.. PendingRoles, "Outside collaborator"] }, ConsumedLicenseKind.CloudAccount },
        { "pending, but member of an organization", Cloud("ana") with { GitHubComEnterpriseRoles = PendingRoles, GitHubComMemberRoles = ["octo:Member"] }, ConsumedLicenseKind.CloudAccount },
        { "no role at all", Cloud("ana"), ConsumedLicenseKind.CloudAccount },
        { "singular role, plural empty", Cloud("ana") with { GitHubComEnterpriseRole = PendingRoles[0] }, ConsumedLicenseKind.PendingInvitation },
        { "singular role, plural given", Cloud("ana") with { GitHubComEnterpriseRole = PendingRoles[0], GitHubComEnterpriseRoles = ["Member"] }, ConsumedLicenseKind.CloudAccount },
        { "cloud before server and subscription", Subscriber("a@x.example") with { GitHubComUser = true, GitHubComLogin = "ana", EnterpriseServerUser = true }, ConsumedLicenseKind.CloudAccount },
        { "a login with an @, said to be a user", Cloud("a@x.example"), ConsumedLicenseKind.CloudAccount },
        { "cloud without a login is none", Cloud("") with { EnterpriseServerUser = true }, ConsumedLicenseKind.ServerOnlyPerson },
        { "server before subscription", Subscriber("a@x.example") with { EnterpriseServerUser = true }, ConsumedLicenseKind.ServerOnlyPerson },
        { "subscription only", Subscriber("a@x.example"), ConsumedLicenseKind.VisualStudioSubscriber },
        { "cloud without a login, and nothing else", Cloud(""), ConsumedLicenseKind.Unclassified },
        { "derived: a login without @", new() { GitHubComLogin = "ana" }, ConsumedLicenseKind.CloudAccount },
        { "derived: a login with @", new() { GitHubComLogin = "a@x.example" }, ConsumedLicenseKind.PendingInvitation },
        { "derived: server ids", new() { EnterpriseServerUserIds = [ServerUserId.Parse("h:1")] }, ConsumedLicenseKind.ServerOnlyPerson },
        { "derived: a subscription email", new() { VisualStudioSubscriptionEmail = "a@x.example" }, ConsumedLicenseKind.VisualStudioSubscriber },
        { "derived: nothing", new(), ConsumedLicenseKind.PendingInvitation },
        { "not derived: said to be no user", new() { GitHubComLogin = "ana", GitHubComUser = false }, ConsumedLicenseKind.PendingInvitation },
        { "not derived: said to be no server user", new() { GitHubComUser = false, EnterpriseServerUser = false, EnterpriseServerUserIds = [ServerUserId.Parse("h:1")] }, ConsumedLicenseKind.PendingInvitation },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Kind_Row_IsTheFirstThatApplies(string because, ConsumedLicense row, ConsumedLicenseKind kind) =>
        Assert.Equal((because, kind), (because, row.Kind));

    // A4: who is counted by kind. A server-only row is no input of matching; the unclassified one is reported.
    [Fact]
    public void Build_OneRowOfEachKind_CountsAccountAndInvitation()
    {
        ConsumedLicense serverOnly = Pending("") with { EnterpriseServerUser = true, EnterpriseServerPrimaryEmails = ["a@x.example"], GitHubComSamlNameId = "a@x.example" };
        World world = new World().Server("h", Account(1, "a@x.example")).Rows(Pending("p@x.example"), Cloud("ana"), serverOnly, Subscriber("s@x.example"), Cloud(""));

        Assert.Equal(["ana", "p@x.example (pending)", "h:1"], world.Reconcile().Said());
        Assert.Equal(1, world.Reported(DiagnosticDescriptors.UnclassifiedRow));
    }

    // A5: lists are united, and the spelling is the first row's.
    [Fact]
    public void Build_TwoRowsOfOneLogin_UnitesLists()
    {
        World world = new World().Server("h", Account(1, "a@x.example"), Account(2, "b@x.example")).Rows(Cloud("Ana", "a@x.example"), Cloud("ANA", "b@x.example"));

        Assert.Equal(["Ana: h:1 by verified_email, h:2 by verified_email"], world.Reconcile().Said());
        Assert.Equal(1, world.Reconcile().Summary.CloudAccounts);
        Assert.Equal(1, world.Reported(DiagnosticDescriptors.MergedRows));
    }

    // A5: of scalars the first non-empty one counts; the other is not even compared.
    [Fact]
    public void Build_TwoRowsOfOneLogin_TakesTheFirstScalar()
    {
        ConsumedLicense none = Cloud("ana") with { GitHubComSamlNameId = " ", LicenseType = new("") };
        ConsumedLicense first = Cloud("ana") with { GitHubComSamlNameId = "a@x.example", LicenseType = LicenseType.VisualStudioSubscription };
        ConsumedLicense second = Cloud("ana") with { GitHubComSamlNameId = "b@x.example", LicenseType = LicenseType.Enterprise };
        World world = new World().Server("h", Account(1, "a@x.example"), Account(2, "b@x.example")).Rows(none, first, second);

        Assert.Equal(["ana: h:1 by name_id (visual_studio_subscription)", "h:2"], world.Reconcile().Said());
    }

    // A5, A8: rows are merged across files in the order given.
    [Fact]
    public void Build_RowsOfOneLoginInTwoFiles_MergesThem()
    {
        var builder = new ReconciliationBuilder();
        builder.AddConsumedLicenses([Cloud("Ana", "a@x.example"), Cloud("bo")], sourceName: "page1.json");
        builder.AddConsumedLicenses([Cloud("ana", "b@x.example"), Cloud("cy")], sourceName: "page2.json");

        ReconciliationResult result = builder.Build();

        Assert.Equal(["Ana", "bo", "cy"], Engine.ToOutcome(result).Said());
        Assert.Equal("page2.json", Assert.Single(result.Diagnostics).Position.Source);
    }

    // A5: classified first, then merged: a pending row adds nothing to the account of its login.
    [Fact]
    public void Build_PendingRowOfAnAccountsLogin_IsNotMerged()
    {
        World world = new World().Server("h", Account(1, "a@x.example")).Rows(Cloud("ana"), Pending("ana") with { GitHubComSamlNameId = "a@x.example" });

        Assert.Equal(["ana", "h:1"], world.Reconcile().Said());
        Assert.Equal(0, world.Reported(DiagnosticDescriptors.MergedRows));
    }

    // A5: pending rows of one login or email are one invitation; each without a login is one of its own.
    [Fact]
    public void Build_PendingRows_AreOneInvitationPerLogin()
    {
        World world = new World().Rows(Pending("P@x.example"), Pending("p@X.example"), Pending("bo"), Pending("BO"), Pending(""), Pending(null));

        Assert.Equal(["bo (pending)", "P@x.example (pending)", "? (pending)", "? (pending)"], world.Reconcile().Said());
    }

    // A6: an all-digit first segment means id first, else an all-digit last one host first.
    [Theory]
    [InlineData("ghes.example:41", "ghes.example", 41L)]
    [InlineData("GHES.example:041", "ghes.EXAMPLE", 41L)]
    [InlineData("41:ghes.example:Member", "ghes.example", 41L)]
    [InlineData("41:ghes.example", "ghes.example", 41L)]
    [InlineData("ghes.example:8443:41", "ghes.example:8443", 41L)]
    public void Parse_ServerUserId_UnderstandsBothSpellings(string text, string host, long id) =>
        Assert.Equal(ServerUserId.From(host, id), ServerUserId.Parse(text));

    // A6: what cannot be told is kept as written and names nobody.
    [Theory]
    [InlineData("71:72")]
    [InlineData("71:ghes.example:72")]
    [InlineData("ghes.example")]
    [InlineData("ghes.example:ana")]
    [InlineData("71")]
    [InlineData("")]
    public void Parse_UnknownServerUserId_KeepsTheText(string text)
    {
        ServerUserId id = ServerUserId.Parse(text);

        Assert.False(id.IsKnown);
        Assert.Equal(text, id.RawText);
    }

    // A8: of the totals the largest given counts, and 0 is known.
    [Theory]
    [InlineData(null, null, null)]
    [InlineData(0L, null, 0L)]
    [InlineData(5L, 7L, 7L)]
    [InlineData(7L, 5L, 7L)]
    [InlineData(null, 3L, 3L)]
    public void Build_TotalsOfTwoPages_TakesTheLargest(long? first, long? second, long? purchased)
    {
        var builder = new ReconciliationBuilder();
        builder.AddConsumedLicenses([Cloud("ana")], totalSeatsPurchased: first);
        builder.AddConsumedLicenses([Cloud("bo")], totalSeatsPurchased: second);

        ReconciliationSummary summary = builder.Build().Summary;

        Assert.Equal((2, purchased, purchased - 2), (summary.CloudAccounts, summary.LicensesPurchased, summary.LicensesAvailable));
    }
}
