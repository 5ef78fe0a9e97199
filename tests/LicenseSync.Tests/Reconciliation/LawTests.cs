using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LicenseSync.Accounts;
using LicenseSync.IO;
using LicenseSync.LicenseReports;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;
using LicenseSync.Tests.LicenseReports;
using LicenseSync.Tests.Reconciliation.Oracle;
using LicenseSync.Tests.Reports;
using LicenseSync.Tests.Transport;
using LicenseSync.UsageFiles;
using Outcome = LicenseSync.Tests.Reconciliation.Oracle.Outcome;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>The laws of semantics E, on hostile worlds.</summary>
public class LawTests
{
    private const int Runs = 1_000;

    /// <summary>Sections A to E as a whole: the engine says what the most obvious code says.</summary>
    [Property(MaxTest = 4_000)]
    public Property Build_AnyWorld_SaysWhatTheOracleSays() => Holds(Generators.Worlds, world =>
        Outcome.Difference(NaiveReconciler.Reconcile(world), Engine.Reconcile(world)));

    /// <summary>Order independence (D12): of files, accounts, rows and identities, where neither A1, A2, A5 nor B2 asks for an order.</summary>
    [Property(MaxTest = Runs)]
    public Property Build_AnyOrder_SaysTheSame() => Holds(
        (from world in Generators.Worlds.Generator.Select(Variations.WithoutRepetitions)
         from servers in Gen.Shuffle(world.Servers.ToArray())
         from rows in Gen.Shuffle(world.Rows.ToArray())
         from identities in Gen.Shuffle(world.Identities.ToArray())
         select (world, world with
         {
             Servers = [.. servers.Select(server => server with { Accounts = [.. server.Accounts.Reverse()] })],
             Rows = rows,
             Identities = identities,
         })).ToArbitrary(),
        pair => SetDifference(Engine.Reconcile(pair.Item1), Engine.Reconcile(pair.Item2)));

    /// <summary>Re-running is idempotent: the same builder and a new one say the same again.</summary>
    [Property(MaxTest = Runs)]
    public Property Build_Again_SaysTheSame() => Holds(Generators.Worlds, world =>
        Engine.Reconcile(world).ToString() == Engine.Reconcile(world).ToString() ? "" : "two runs differ");

    /// <summary>Adding a server account raises licenses_consumed by 0 or 1.</summary>
    [Property(MaxTest = Runs)]
    public Property Build_OneMoreServerAccount_CostsNoneOrOne() => Holds(
        (from world in Generators.Worlds.Generator
         where world.Servers.Count > 0
         from account in Generators.Account
         select (world, world with { Servers = [world.Servers[0] with { Accounts = [.. world.Servers[0].Accounts, account] }, .. world.Servers.Skip(1)] })).ToArbitrary(),
        pair => Consumed(pair.Item2) - Consumed(pair.Item1) is 0 or 1 ? "" : $"{Consumed(pair.Item1)} became {Consumed(pair.Item2)}");

    /// <summary>Letter case never matters (Words, A1, A2, A4, A6, B1, C1, D14).</summary>
    [Property(MaxTest = Runs)]
    public Property Build_AllInUpperCase_SaysTheSame() => Holds(Generators.Worlds, world =>
        SetDifference(Variations.UpperCase(Engine.Reconcile(world)), Variations.UpperCase(Engine.Reconcile(Variations.UpperCase(world)))));

    /// <summary>licenses_consumed is never more than licenses_without_sync.</summary>
    [Property(MaxTest = Runs)]
    public Property Build_AnyWorld_SyncNeverCosts() => Holds(Generators.Worlds, world =>
        Engine.Reconcile(world).Summary.LicensesSaved >= 0 ? "" : "sync costs licenses");

    /// <summary>Every account is in exactly one person, and the numbers add up.</summary>
    [Property(MaxTest = Runs)]
    public Property Build_AnyWorld_EveryAccountIsInOnePerson() => Holds(Generators.Worlds, world =>
    {
        Outcome outcome = Engine.Reconcile(world);
        Numbers summary = outcome.Summary;
        string[] accounts = [.. outcome.People.SelectMany(person => person.Accounts).Order(StringComparer.Ordinal)];
        string[] decided = [.. outcome.People.SelectMany(person => person.Matches).Where(match => match.Rule != "server_primary_email").Select(match => match.Id)
            .Concat(outcome.Unmatched.Select(account => account.Id)).Order(StringComparer.Ordinal)];
        bool holds = accounts.SequenceEqual(decided) && outcome.People.Sum(person => person.Accounts.Count) == summary.ServerAccounts
            && outcome.People.Count(person => person.Login is not null && !person.IsPending) == summary.CloudAccounts
            && outcome.People.Count(person => person.Consumes) == summary.LicensesConsumed
            && summary.People == summary.LicensesConsumed
            && summary.EnterpriseLicensesConsumed + summary.VisualStudioLicensesConsumed == summary.LicensesConsumed
            && summary.Matched + summary.NotMatched + summary.CannotTell == summary.ServerAccounts
            && summary.NotMatched + summary.CannotTell == outcome.Unmatched.Count;
        return holds ? "" : outcome.ToString();
    });

    /// <summary>Every match's two addresses are equal under B1.</summary>
    [Property(MaxTest = Runs)]
    public Property Build_AnyWorld_MatchedAddressesAreEqual() => Holds(Generators.Worlds, world =>
    {
        IReadOnlyList<(string? Login, string Step, string Address)> offers = NaiveReconciler.Offers(world);
        return string.Join(Environment.NewLine, Engine.Reconcile(world).People.SelectMany(person => person.Matches
            .Where(match => match.Rule == "server_primary_email"
                ? person.Login is not null || !person.Matches.All(other => SameEmail(other.Email, match.Email))
                : !offers.Any(offer => offer.Login == person.Login && offer.Step == match.Rule && SameEmail(offer.Address, match.Email)))
            .Select(match => $"{match} in {person}")));
    });

    /// <summary>With the default policy, adding an email to a cloud account never raises licenses_consumed: a verified one, or those of one more identity.</summary>
    [Property(MaxTest = 2 * Runs)]
    public Property Build_OneMoreEmail_NeverCosts() => Holds(
        (from world in Generators.Worlds.Generator
         from extra in Generators.Row
         from identity in Generators.Identity
         from isIdentity in Gen.Elements(false, true)
         from index in Gen.Choose(0, 8)
         where index < world.Rows.Count && world.Rows[index].Kind == ConsumedLicenseKind.CloudAccount
         let row = world.Rows[index]
         let first = world with { LeaveAmbiguities = false }
         let verified = row with { GitHubComVerifiedDomainEmails = [.. row.GitHubComVerifiedDomainEmails, .. extra.GitHubComVerifiedDomainEmails] }
         select (first, isIdentity
             ? first with { Identities = [.. world.Identities, identity with { GitHubComLogin = row.GitHubComLogin }] }
             : first with { Rows = [.. world.Rows.Take(index), verified, .. world.Rows.Skip(index + 1)] })).ToArbitrary(),
        pair => Consumed(pair.Item2) <= Consumed(pair.Item1) ? "" : $"{Consumed(pair.Item1)} became {Consumed(pair.Item2)}");

    /// <summary>With the default policy, an unmatched account's primary email equals no candidate's address.</summary>
    [Property(MaxTest = Runs)]
    public Property Build_DefaultPolicy_UnmatchedEqualNoCandidate() => Holds(Generators.Worlds, world =>
    {
        world = world with { LeaveAmbiguities = false };
        List<string> primaries = [.. Engine.Run(world).Unmatched.Where(account => account.Email is not null).Select(account => account.Email!.Value.Value)];
        return string.Join(", ", NaiveReconciler.Offers(world).Select(offer => offer.Address).Where(address => primaries.Any(primary => SameEmail(address, primary))));
    });

    /// <summary>The totals do not depend on what is kept beside them.</summary>
    [Property(MaxTest = Runs)]
    public Property BuildSummary_AnyWorld_SaysWhatTheResultSays() => Holds(Generators.Worlds, world =>
    {
        ReconciliationOptions options = Engine.OptionsOf(world);
        options.SummaryOnly = true;
        (ReconciliationSummary expected, ReconciliationSummary alone) = (Engine.Run(world).Summary, Engine.BuilderOf(world, options).BuildSummary());
        return expected == alone ? "" : $"expected {expected}, got {alone}";
    });

    /// <summary>Rows from a file, which are taken as bytes, count as the same rows from memory do.</summary>
    [Property(MaxTest = Runs)]
    public Property Build_RowsOfAFile_SaysWhatTheRowsSay() => Prop.ForAll(Generators.Worlds, Gen.Elements(true, false).ToArbitrary(), async (world, isAsked) =>
    {
        // Ids that are not understood are findings of the reader (A6), which memory has not.
        IEnumerable<ConsumedLicense> written = world.Rows.Select(row => row with { EnterpriseServerUserIds = [.. row.EnterpriseServerUserIds.Where(id => id.IsKnown)] });
        using var file = new MemoryStream();
        await ConsumedLicensesWriter.WriteAsync(file, Inputs.Stream(written), null, world.TotalSeatsPurchased);
        Outcome<ConsumedLicense> rows = await Inputs.LicensesAsync(file.ToArray());
        Assert.Equal("", rows.Report);

        ReconciliationBuilder fromMemory = NewBuilder();
        fromMemory.AddConsumedLicenses(rows.Records, null, world.TotalSeatsPurchased, "rows.json");
        ReconciliationBuilder fromFile = NewBuilder();
        file.Position = 0;
        await using (InputFile input = await InputFile.OpenAsync(file, "rows.json"))
        {
            await fromFile.AddCloudFileAsync(input);
        }

        Assert.Equal(await WriteAsync(fromMemory), await WriteAsync(fromFile));

        static Task<string> WriteAsync(ReconciliationBuilder builder)
        {
            ReconciliationResult result = builder.Build();
            return Written.JsonAsync(new() { Result = result, Comparison = result.CompareWithReport(), Suggestions = result.Suggestions });
        }

        ReconciliationBuilder NewBuilder()
        {
            ReconciliationOptions options = Engine.OptionsOf(world);
            if (isAsked)
            {
                options.Rules.Add(new ProfileRule());
            }

            var builder = new ReconciliationBuilder(options);
            foreach (WorldServer server in world.Servers)
            {
                builder.AddServerAccounts(server.Instance, server.Accounts, server.SourceName);
            }

            builder.AddIdentities(world.Identities, "identities.json");
            return builder;
        }
    });

    /// <summary>Files that are read in several places at the same time count as those that are read from front to back, in any order, with everything kept or the totals alone.</summary>
    [Property(MaxTest = 60)]
    public Property Build_FilesInSections_SayWhatTheySayFromFrontToBack() => Prop.ForAll(Generators.Worlds, Gen.Choose(50, 600).ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), async (world, sectionBytes, isCloudFirst) =>
    {
        using var folder = new TemporaryFolder();
        await using (FileStream cloud = File.Create(folder["cloud.json"]))
        {
            await ConsumedLicensesWriter.WriteAsync(cloud, Inputs.Stream(world.Rows), null, world.TotalSeatsPurchased);
        }

        for (int server = 0; server < world.Servers.Count; server++)
        {
            await using FileStream usage = File.Create(folder[$"{server}.json"]);
            await UsageFileWriter.WriteAsync(usage, world.Servers[server].Instance, world.Servers[server].Accounts.ToAsyncEnumerable());
        }

        ReconciliationResult expected = (await ReadAsync(new() { MaxParallelism = 1 }, isSummaryOnly: false, isCloudFirst)).Build();
        ReconciliationResult actual = (await ReadAsync(new() { MaxParallelism = 3, SectionBytes = sectionBytes }, isSummaryOnly: false, isCloudFirst)).Build();
        foreach (bool isFirst in new[] { true, false })
        {
            Assert.Equal(expected.Summary, (await ReadAsync(new() { MaxParallelism = 3, SectionBytes = sectionBytes }, isSummaryOnly: true, isFirst)).BuildSummary());
        }

        Assert.Equal(await Written.JsonAsync(new() { Result = expected, Suggestions = expected.Suggestions }), await Written.JsonAsync(new() { Result = actual, Suggestions = actual.Suggestions }));

        async Task<ReconciliationBuilder> ReadAsync(ReaderOptions reading, bool isSummaryOnly, bool isCloudFirst)
        {
            ReconciliationOptions options = Engine.OptionsOf(world);
            (options.Reading, options.SummaryOnly) = (reading, isSummaryOnly);
            var builder = new ReconciliationBuilder(options);
            builder.AddIdentities(world.Identities, "identities.json");
            if (isCloudFirst)
            {
                await builder.AddCloudFileAsync(folder["cloud.json"]);
            }

            for (int server = 0; server < world.Servers.Count; server++)
            {
                await builder.AddServerFileAsync(folder[$"{server}.json"]);
            }

            if (!isCloudFirst)
            {
                await builder.AddCloudFileAsync(folder["cloud.json"]);
            }

            return builder;
        }
    });

    // Looks at more of a row than the built-in rules do.
    private sealed class ProfileRule() : MatchRule("profile")
    {
        public override void CollectAddresses(CloudAccount account, MatchAddresses addresses) => addresses.Add(account.License!.VisualStudioSubscriptionEmail);
    }

    private static Property Holds<T>(Arbitrary<T> worlds, Func<T, string> findDefect) =>
        Prop.ForAll(worlds, world =>
        {
            string defect = findDefect(world);
            return (defect.Length == 0).Label(defect);
        });

    private static long Consumed(World world) => Engine.Reconcile(world).Summary.LicensesConsumed;

    private static bool SameEmail(string left, string right) => string.Equals(left.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string SetDifference(Outcome left, Outcome right) =>
        left.Summary == right.Summary && Lines(left).SequenceEqual(Lines(right), StringComparer.Ordinal)
            ? ""
            : $"one says{Environment.NewLine}{left}{Environment.NewLine}the other{Environment.NewLine}{right}";

    private static IEnumerable<string> Lines(Outcome outcome) =>
        outcome.People.Concat<OutcomeLine>(outcome.Unmatched).Concat(outcome.Ambiguities).Select(line => line.Text).Order(StringComparer.Ordinal);
}
