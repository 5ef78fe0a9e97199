using LicenseSync.Tests.Reconciliation.Oracle;
using static LicenseSync.Tests.Reconciliation.SmallWorld;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>Semantics E: totals and order.</summary>
public class RulesETests
{
    // E: every number of a world with a bit of everything, counted by hand.
    // People: ana (h:1, g:1), bo, cy (visual studio), pat (h:2), p@ (invited, no account), h:3 + g:3, h:4 (subscriber), h:5 (suspended, free). bo2's invitation is dropped, the subscriber nobody.
    [Fact]
    public void Build_ABitOfEverything_Adds()
    {
        World world = new World { TotalSeatsPurchased = 6, EnterpriseDomains = ["z.example"] }
            .Server("h", Account(1, "a@x.example"), Account(2, "q@y.example"), Account(3, "t@z.example"), Account(4, "s@y.example"), Suspended(5, "u@z.example"), Account(5, "dropped@x.example"))
            .Server("g", Account(1, "A@x.example"), Suspended(3, "T@z.example"))
            .Rows(Cloud("ana", "a@x.example"), Cloud("bo"), Cloud("cy") with { LicenseType = new("Visual Studio subscription") }, Cloud("ANA"))
            .Rows(Pending("q@y.example"), Pending("p@y.example"), Pending("bo"), Pending("a@x.example"), Subscriber("s@y.example"), Cloud(""));

        Assert.Equal(
            new Numbers
            {
                ServerAccounts = 7,
                CloudAccounts = 3,
                People = 7,
                LicensesConsumed = 7,
                EnterpriseLicensesConsumed = 5,
                VisualStudioLicensesConsumed = 2,
                LicensesWithoutSync = 3 + 2 + 5,
                LicensesSaved = 3,
                LicensesPurchased = 6,
                LicensesAvailable = -1,
                Matched = 3,
                NotMatched = 3,
                CannotTell = 1,
            },
            world.Reconcile().Summary);
        Assert.Equal(
            [
                "ana: g:1 by verified_email, h:1 by verified_email",
                "bo",
                "cy (visual_studio_subscription)",
                "p@y.example (pending)",
                "q@y.example: h:2 by pending_invitation (pending)",
                "g:3 by server_primary_email, h:3 by server_primary_email",
                "h:4 (visual_studio_subscription)",
                "h:5 (free)",
            ],
            world.Reconcile().Said());
    }

    // E: nothing is counted of nothing, and what was purchased stays unknown.
    [Fact]
    public void Build_NothingGiven_IsZero()
    {
        Assert.Equal(new Numbers(), new World().Reconcile().Summary);
        Assert.Equal(new Numbers { LicensesPurchased = 0, LicensesAvailable = 0 }, (new World() with { TotalSeatsPurchased = 0 }).Reconcile().Summary);
    }

    // E: logins of cloud accounts and invitations together, lower-cased, ordinal; then server-only people; then invitations without a login.
    [Fact]
    public void Build_People_AreInOrder()
    {
        World world = new World().Server("a", Account(1, "a@x.example"))
            .Rows(Pending(""), Cloud("b_"), Cloud("B-"), Cloud("zoe"), Pending("Ana"), Cloud("éva"), Cloud("b1"), Pending("B@x.example"));

        Assert.Equal(["Ana (pending)", "B-", "b1", "B@x.example (pending)", "b_", "zoe", "éva", "a:1", "? (pending)"], world.Reconcile().Said());
    }

    // E: server-only people by their first account.
    [Fact]
    public void Build_ServerOnlyPeople_AreInOrderOfTheirFirstAccount()
    {
        World world = new World().Server("h", Account(2, "b@x.example"), Account(1, "a@x.example")).Server("g", Account(5, "b@x.example"), Account(9, "c@x.example"));

        Assert.Equal(["g:5 by server_primary_email, h:2 by server_primary_email", "g:9", "h:1"], world.Reconcile().Said());
    }

    // E: lower-cased host (ordinal), user id as a number, id-less ones by login.
    [Fact]
    public void Build_Accounts_AreInOrderInEveryList()
    {
        World world = new World()
            .Server("b.example", Account(10), Named("Bo"), Account(9), Named("ana"))
            .Server("A.example", Account(2), Account(100))
            .Server("a_example", Account(1));
        string[] order = ["A.example:2", "A.example:100", "a_example:1", "b.example:9", "b.example:10", "b.example:ana", "b.example:Bo"];

        Assert.Equal(order, world.Reconcile().Said());
        Assert.Equal(order, world.Reconcile().Unmatched.Select(account => account.Id));
    }

    // E: the accounts and matches of one person, and the ambiguities, in the same order.
    [Fact]
    public void Build_AccountsOfOnePerson_AreInOrder()
    {
        World world = new World()
            .Server("b.example", Account(10, "a@x.example"), Named("Bo", "a@x.example"), Account(9, "a@x.example"))
            .Server("A.example", Account(100, "a@x.example"))
            .Rows(Cloud("bo", "a@x.example"), Cloud("Ana", "a@x.example"));
        string[] order = ["A.example:100", "b.example:9", "b.example:10", "b.example:Bo"];
        Outcome outcome = world.Reconcile();

        Assert.Equal(order, outcome.PersonOf("Ana").Accounts);
        Assert.Equal(order, outcome.PersonOf("Ana").Matches.Select(match => match.Id));
        Assert.Equal(order, outcome.Ambiguities.Select(ambiguity => ambiguity.Id));
    }

    // E: equal hosts (ignoring case) are one for the order; the server id, ignoring case, decides between equal keys. A1: both are listed.
    [Theory]
    [InlineData("s1", "S2")]
    [InlineData("S1", "s2")]
    [InlineData(null, "S1")]
    public void Build_EqualHosts_AreInOrderOfServerId(string? first, string second)
    {
        World world = new World().Server("h", second, Account(1), Named("bo"), Account(2)).Server("H", first, Account(2), Account(1), Named("BO"));

        Assert.Equal(["H:1", "h:1", "H:2", "h:2", "H:BO", "h:bo"], world.Reconcile().Said());
        Assert.Equal(["H:1", "h:1", "H:2", "h:2", "H:BO", "h:bo"], world.Reconcile().Unmatched.Select(account => account.Id));
    }

    // E: an invited person's login is printed as GitHub prints it, in its first row (A5).
    [Fact]
    public void Build_InvitedPerson_IsPrintedAsInTheFirstRow() =>
        Assert.Equal(["Pat.P@X.example: h:1 by pending_invitation (pending)"], new World().Server("h", Account(1, "pat.p@x.example")).Rows(Pending("Pat.P@X.example"), Pending("pat.p@x.example")).Reconcile().Said());

    // E: the list of people holds everybody, those who do not consume included; the count only those who do.
    [Fact]
    public void Build_FreePeople_AreListedAndNotCounted()
    {
        Outcome outcome = new World { CountPendingInvitations = false }.Server("h", Suspended(1, "a@x.example")).Rows(Pending("p@x.example"), Cloud("ana")).Reconcile();

        Assert.Equal((3, 1L, 1L), (outcome.People.Count, outcome.Summary.People, outcome.Summary.LicensesConsumed));
    }
}
