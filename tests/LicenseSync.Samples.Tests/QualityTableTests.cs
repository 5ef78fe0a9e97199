using LicenseSync.Benchmarks.Quality;
using LicenseSync.Cli.Generation;

namespace LicenseSync.Samples.Tests;

/// <summary>The measure of suggestions, on a truth and suggestions made by hand.</summary>
public sealed class QualityTableTests
{
    private static readonly PlantedPair[] Truth =
    [
        Planted("same_login", "h:1", "ana"), Planted("same_login", "h:2", "ben"), Planted("same_name", "h:3", "g:4"), Planted("same_name", "h:5", "eva", isDecoy: true),
    ];

    [Fact]
    public void ToString_NothingSuggested_NothingFound()
    {
        var table = new QualityTable();
        table.Add(Truth, []);

        Assert.Equal(["| same_login | 0 | 0 | 0 | – | – | 2 | 0 | 0.0 % |", "| same_name | 0 | 0 | 0 | – | – | 1 | 0 | 0.0 % |", "| all | 0 | 0 | 0 | – | – | 3 | 0 | 0.0 % |"], LinesOf(table));
    }

    // A pair counts in either order, in any letters and under any code; a wrong suggestion is a decoy or came by chance.
    [Fact]
    public void ToString_RightWrongAndMissed_CountsEach()
    {
        var table = new QualityTable();
        table.Add(Truth, [new("same_login", "h:1", "ANA"), new("similar_email", "h:2", "ben"), new("same_name", "g:4", "h:3"), new("same_name", "h:5", "eva"), new("same_name", "h:9", "ana")]);

        Assert.Equal(
            [
                "| same_login | 1 | 1 | 0 | 100.0 % | 100.0 % | 2 | 2 | 100.0 % |",
                "| similar_email | 1 | 1 | 0 | 100.0 % | 100.0 % | 0 | 0 | – |",
                "| same_name | 3 | 1 | 1 | 33.3 % | 33.3 % | 1 | 1 | 100.0 % |",
                "| all | 5 | 3 | 1 | 60.0 % | 60.0 % | 3 | 3 | 100.0 % |",
            ],
            LinesOf(table));
    }

    [Fact]
    public void ToString_TwoWorlds_SumsAndKeepsTheWorstPrecision()
    {
        var table = new QualityTable();
        table.Add(Truth, [new("same_login", "h:1", "ana")]);
        table.Add(Truth, [new("same_login", "h:1", "ben"), new("same_login", "h:2", "ben")]);

        Assert.Equal("| same_login | 3 | 2 | 0 | 66.7 % | 50.0 % | 4 | 2 | 50.0 % |", LinesOf(table)[0]);
    }

    private static PlantedPair Planted(string kind, string account, string target, bool isDecoy = false) => new() { Kind = kind, Accounts = [account, target], IsDecoy = isDecoy };

    private static string[] LinesOf(QualityTable table) => [.. table.ToString().TrimEnd('\n').Split('\n').Skip(2)];
}
