using System.Globalization;
using LicenseSync.Accounts;
using LicenseSync.Cli.Generation;
using LicenseSync.Reconciliation;

namespace LicenseSync.Samples.Tests;

/// <summary>Semantics G: a planted pair consumes two licenses, and shows what it was planted with.</summary>
public sealed class PlantedPairsTests
{
    private static readonly Lazy<PlantedWorld> LazyWorld = new(() => new(new() { Users = 12_000, Overlap = 0.6, Mismatches = 1, Seed = 3 }));
    private static readonly string[] EnterpriseDomains = ["octo-corp.example", "octo-labs.example", "octocat-systems.example"];

    private static PlantedWorld World => LazyWorld.Value;

    [Fact]
    public void PlantedPairs_EachPair_ConsumesTwoLicensesAndHasNoCloudAccount()
    {
        Assert.All(World.Pairs, pair =>
        {
            Person planted = World.PersonOf(pair.Accounts[0]);
            Person model = World.PersonOf(pair.Accounts[1]);
            Assert.Equal((true, false, true), (planted.ConsumesLicense, planted.HasCloudAccount, model.ConsumesLicense));
            Assert.Equal(pair.Accounts[0], Assert.Single(planted.ServerAccounts).Id.ToString());
            Assert.DoesNotContain(model.ServerAccounts, account => account.Id.ToString() == pair.Accounts[0]);
        });
    }

    [Fact]
    public void PlantedPairs_EachServerAccount_IsPlantedOnce() => Assert.Distinct(World.Pairs.Select(pair => pair.Accounts[0]));

    [Theory]
    [InlineData("secondary_email")]
    [InlineData("normalized_email")]
    [InlineData("domain_alias")]
    [InlineData("same_login")]
    [InlineData("similar_email")]
    [InlineData("same_name")]
    public void PlantedPairs_OfAKind_ShowItsEvidence(string kind)
    {
        PlantedPair[] pairs = [.. World.Pairs.Where(pair => pair.Kind == kind)];

        Assert.True(pairs.Count(pair => !pair.IsDecoy) > 300);
        Assert.Contains(pairs, pair => pair.IsDecoy);
        Assert.All(pairs, pair => Assert.True(Shows(kind, World.Server(pair.Accounts[0]), World.Model(pair.Accounts[1])), string.Join(" ", pair.Accounts)));
    }

    [Theory]
    [InlineData("same_login")]
    [InlineData("normalized_email")]
    public void PlantedPairs_OfTwoInstances_OccurInKindsThatHaveThem(string kind) =>
        Assert.Contains(World.Pairs, pair => pair.Kind == kind && pair.Accounts[1].Contains(':', StringComparison.Ordinal));

    [Fact]
    public void PlantedPairs_SomeCloudAccounts_HaveAServerAccountAlready() =>
        Assert.InRange(World.Pairs.Count(pair => World.PersonOf(pair.Accounts[1]) is { HasCloudAccount: true, ServerAccounts.Count: 1 }), 300, 3_000);

    // So many in a big company; else nothing could be concluded from a name.
    [Fact]
    public void ConsumedLicenses_WithMismatches_FewPeopleHaveANamesake()
    {
        string[] names = [.. new WorldGenerator(new() { Users = 100_000, Mismatches = 0.3 }).ConsumedLicenses()
            .Where(row => row.Kind == ConsumedLicenseKind.CloudAccount)
            .Select(row => row.GitHubComName!)];

        Assert.InRange(names.GroupBy(name => name).Where(group => group.Count() > 1).Sum(group => group.Count()) / (double)names.Length, 0.01, 0.05);
    }

    private static bool Shows(string kind, ServerAccount planted, (string? Login, string? Name, string[] Addresses) model)
    {
        string primary = planted.PrimaryEmail?.Value.ToLowerInvariant() ?? "(none)@(none)";
        return kind switch
        {
            "secondary_email" => planted.Emails.Any(other => other.IsPrimary == false && model.Addresses.Contains(other.Address, StringComparer.OrdinalIgnoreCase)),
            "normalized_email" => model.Addresses.Any(address => Normalized(address) == Normalized(primary)),
            "domain_alias" => model.Addresses.Any(address => Local(address) == Local(primary) && Domain(address) != Domain(primary)
                && EnterpriseDomains.Contains(Domain(address)) && EnterpriseDomains.Contains(Domain(primary))),
            "same_login" => string.Equals(planted.Login, model.Login, StringComparison.OrdinalIgnoreCase),
            "similar_email" => model.Addresses.Any(address => Domain(address) == Domain(primary) && IsOneSlip(Local(address), Local(primary))),
            _ => string.Equals(planted.ProfileName, model.Name, StringComparison.OrdinalIgnoreCase),
        };
    }

    private static string Local(string address) => address.Split('@')[0];

    private static string Domain(string address) => address.Split('@')[1];

    private static string Normalized(string address) => $"{Local(address).Split('+')[0]}@{new IdnMapping().GetAscii(Domain(address))}";

    // One is the other with a letter changed, or two neighbours swapped, or a letter put in.
    private static bool IsOneSlip(string a, string b)
    {
        if (a.Length != b.Length)
        {
            (string longer, string shorter) = a.Length > b.Length ? (a, b) : (b, a);
            return Enumerable.Range(0, longer.Length).Any(place => longer.Remove(place, 1) == shorter);
        }

        int[] differing = [.. Enumerable.Range(0, a.Length).Where(place => a[place] != b[place])];
        return differing.Length == 1
            || (differing.Length == 2 && differing[1] == differing[0] + 1 && a[differing[0]] == b[differing[1]] && a[differing[1]] == b[differing[0]]);
    }
}
