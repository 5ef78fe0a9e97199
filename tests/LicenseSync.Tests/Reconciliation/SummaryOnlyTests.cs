using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;
using LicenseSync.Tests.Reconciliation.Oracle;
using static LicenseSync.Tests.Reconciliation.SmallWorld;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>The totals alone, of which no text is kept, are those of the whole result (semantics E).</summary>
public class SummaryOnlyTests
{
    /// <summary>Whatever the rules, their order, the options, and the order in which inputs come (D12).</summary>
    [Property(MaxTest = 3_000)]
    public Property BuildSummary_AnyRulesAndOrder_SaysWhatTheResultSays() => Prop.ForAll(
        (from world in Generators.Worlds.Generator
         from rules in Gen.Shuffle(MatchRules.Default.ToArray())
         from count in Gen.Choose(0, 2 * MatchRules.Default.Count)
         from joins in Gen.Elements(true, false)
         from order in Gen.Shuffle(new[] { 0, 1, 2 })
         select (World: world, Rules: rules.Take(count).ToArray(), Joins: joins, Order: order)).ToArbitrary(),
        given =>
        {
            ReconciliationSummary expected = NewBuilder(isSummaryOnly: false).Build().Summary;
            Assert.Equal(expected, NewBuilder(isSummaryOnly: true).BuildSummary());

            ReconciliationBuilder NewBuilder(bool isSummaryOnly)
            {
                ReconciliationOptions options = Engine.OptionsOf(given.World);
                (options.SummaryOnly, options.MatchServerAccountsWithEachOther) = (isSummaryOnly, given.Joins);
                SetRules(options, given.Rules);
                var builder = new ReconciliationBuilder(options);
                foreach (int kind in given.Order)
                {
                    AddTo(builder, given.World, kind);
                }

                return builder;
            }
        });

    [Theory]
    [InlineData(AmbiguityChoice.First)]
    [InlineData(AmbiguityChoice.None)]
    public void BuildSummary_ManyAccountsThatReplaceOthers_SaysWhatTheResultSays(AmbiguityChoice ambiguity)
    {
        const string ServerId = "44cffc60-129d-48a6-ac5c-9a38ff0b9a86";
        World world = new World { LeaveAmbiguities = ambiguity == AmbiguityChoice.None }
            .Server("one.example", ServerId, Accounts(0, 700))
            .Server("two.example", Accounts(300, 1_500))
            .Server("one.example", ServerId, Accounts(1_000, 2_000))
            .Rows([.. Enumerable.Range(0, 1_200).Select(number => Cloud($"login-{number % 900}", AddressOf(number * 2), AddressOf(number)))])
            .Rows([.. Enumerable.Range(1_900, 400).Select(number => Pending(AddressOf(number)))])
            .Rows([.. Enumerable.Range(1_000, 700).Select(number => Subscriber(AddressOf(number * 2)))]);

        Assert.Equal(Engine.Run(world).Summary, Alone(world).Summary);

        static ServerAccount[] Accounts(int first, int count) => [.. Enumerable.Range(first, count).Select(number => Account(number, AddressOf(number)))];
        static string AddressOf(int number) => $"user-{number}@{(number % 3 == 0 ? "octo" : $"d{number % 70}")}.example";
    }

    [Fact]
    public void BuildSummary_LongTextsAndLettersBeyondAscii_AreCompared()
    {
        string longName = new('x', 5_000), longOther = longName + "y";
        World world = new World()
            .Server("h.example", Account(1, $"{longName}@octo.example"), Account(2, "ZOË@octo.example"), Account(3, "zoe@octo.example"), Account(4, "\uD800@octo.example"), Account(5, "K@octo.example"))
            .Rows(Cloud("Ünal", $"{longOther}@octo.example"), Cloud("üNAL", "zoë@octo.example"), Cloud("half", "\uD800@octo.example"), Cloud("k", "\u212A@octo.example"));
        (ReconciliationSummary summary, DiagnosticCollection diagnostics) = Alone(world);

        Assert.Equal(Engine.Run(world).Summary, summary);
        Assert.Equal((3, 2), (summary.CloudAccounts, summary.Matched));
        Assert.Equal(1, diagnostics.CountOf(DiagnosticDescriptors.MergedRows));
    }

    // A7: by a NameID that is an address, or none, of several accounts; before and after the accounts.
    [Theory]
    [InlineData(AmbiguityChoice.First, true, 2)]
    [InlineData(AmbiguityChoice.First, false, 2)]
    [InlineData(AmbiguityChoice.None, true, 1)]
    [InlineData(AmbiguityChoice.None, false, 1)]
    public void BuildSummary_ScimUsersWithoutLogin_AreLinkedByNameId(AmbiguityChoice ambiguity, bool isFirst, int matched)
    {
        var builder = new ReconciliationBuilder(new() { SummaryOnly = true, Ambiguity = ambiguity });
        World world = new World()
            .Server("h.example", Account(1, "ana@octo.example"), Account(2, "bo@octo.example"))
            .Rows(WithNameId("ana", "E01"), WithNameId("bo", "nid@octo.example"), WithNameId("cy", "NID@octo.example"), WithNameId("ana", "ignored"))
            .Identities(ScimUser("e01", "ana@octo.example"), ScimUser("nid@octo.example", "bo@octo.example"), ScimUser("ignored", "bo@octo.example"));
        foreach (int kind in isFirst ? new[] { 2, 0, 1 } : [1, 0, 2])
        {
            AddTo(builder, world, kind);
        }

        Assert.Equal(matched, builder.BuildSummary().Matched);
        Assert.Equal(1, builder.Diagnostics.CountOf(DiagnosticDescriptors.UnlinkedIdentity));

        static ConsumedLicense WithNameId(string login, string nameId) => Cloud(login) with { GitHubComSamlNameId = nameId };
    }

    [Fact]
    public void BuildSummary_RuleThatHasToBeAsked_IsAskedAboutWholeRows()
    {
        var options = new ReconciliationOptions { SummaryOnly = true };
        SetRules(options, [new SubscriptionRule()]);
        var builder = new ReconciliationBuilder(options);
        builder.AddServerAccounts(new() { HostName = "h.example" }, [Account(1, "ana@octo.example")]);
        ConsumedLicense row = Cloud("ana") with { VisualStudioSubscriptionEmail = "Ana@octo.example", EnterpriseServerUserIds = [ServerUserId.Parse("h.example:1")] };
        builder.AddConsumedLicenses([row, row with { GitHubComLogin = "bo", VisualStudioSubscriptionEmail = null }]);

        Assert.Equal(1, builder.BuildSummary().Matched);
        Assert.Equal(0, builder.Diagnostics.CountOf(DiagnosticDescriptors.ServerUserIdInTwoRows));
        Assert.Throws<InvalidOperationException>(builder.Build);
    }

    private static (ReconciliationSummary Summary, DiagnosticCollection Diagnostics) Alone(World world)
    {
        ReconciliationOptions options = Engine.OptionsOf(world);
        options.SummaryOnly = true;
        ReconciliationBuilder builder = Engine.BuilderOf(world, options);
        return (builder.BuildSummary(), builder.Diagnostics);
    }

    private static void SetRules(ReconciliationOptions options, MatchRule[] rules)
    {
        options.Rules.Clear();
        foreach (MatchRule rule in rules)
        {
            options.Rules.Add(rule);
        }
    }

    private static void AddTo(ReconciliationBuilder builder, World world, int kind)
    {
        switch (kind)
        {
            case 0:
                foreach (WorldServer server in world.Servers)
                {
                    builder.AddServerAccounts(server.Instance, server.Accounts, server.SourceName);
                }

                break;
            case 1:
                builder.AddConsumedLicenses(world.Rows, null, world.TotalSeatsPurchased, "rows.json");
                break;
            default:
                builder.AddIdentities(world.Identities, "identities.json");
                break;
        }
    }

    private sealed class SubscriptionRule() : MatchRule("subscription")
    {
        public override void CollectAddresses(CloudAccount account, MatchAddresses addresses) => addresses.Add(account.License!.VisualStudioSubscriptionEmail);
    }
}
