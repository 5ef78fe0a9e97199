using System.CommandLine;
using System.Globalization;
using LicenseSync.Cli.Generation;
using LicenseSync.Reconciliation;

namespace LicenseSync.Benchmarks.Quality;

/// <summary><c>quality</c>: how good suggestions are, on invented worlds whose truth is known.</summary>
internal static class QualityCommand
{
    private static readonly Option<int> Users = new("--users") { HelpName = "N", Description = "Server accounts of each world.", DefaultValueFactory = _ => 100_000 };
    private static readonly Option<int> Seeds = new("--seeds") { HelpName = "K", Description = "Worlds: those of the seeds 1 to K.", DefaultValueFactory = _ => 5 };
    private static readonly Option<double> Mismatches = new("--mismatches")
    {
        HelpName = "P",
        Description = "Share of server accounts without a cloud account that look like somebody else's. The smaller, the more of the suggestions came by chance.",
        DefaultValueFactory = _ => 0.3,
    };

    public static int Run(string[] arguments)
    {
        var command = new RootCommand("Measures how often suggestions are right and how many mismatches they find, as a table in Markdown.") { Users, Seeds, Mismatches };
        command.SetAction(Measure);
        return command.Parse(arguments).Invoke();
    }

    private static void Measure(ParseResult parsed)
    {
        (int users, int seeds, double mismatches) = (parsed.GetValue(Users), parsed.GetValue(Seeds), parsed.GetValue(Mismatches));
        var table = new QualityTable();
        for (int seed = 1; seed <= seeds; seed++)
        {
            var world = new WorldGenerator(new() { Users = users, Mismatches = mismatches, Seed = seed });
            table.Add([.. world.PlantedPairs()], SuggestionsOf(Reconcile(world)));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{users:N0} server accounts, seeds 1 to {seeds}, mismatches {mismatches}\n"));
        Console.Write(table);
    }

    private static ReconciliationResult Reconcile(WorldGenerator world)
    {
        var builder = new ReconciliationBuilder();
        for (int instance = 0; instance < world.Instances; instance++)
        {
            builder.AddServerAccounts(world.Instance(instance), world.ServerAccounts(instance));
        }

        builder.AddConsumedLicenses(world.ConsumedLicenses(), world.TotalSeatsConsumed);
        builder.AddIdentities(world.Identities());
        return builder.Build();
    }

    private static IReadOnlyCollection<FoundPair> SuggestionsOf(ReconciliationResult result) =>
        [.. result.Suggestions.Select(suggestion => new FoundPair(suggestion.Code, suggestion.Accounts[0], suggestion.Accounts[^1]))];
}
