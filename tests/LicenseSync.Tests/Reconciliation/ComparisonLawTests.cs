using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LicenseSync.Accounts;
using LicenseSync.Reconciliation;
using LicenseSync.Tests.Reconciliation.Oracle;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>Semantics F on hostile worlds, against the most obvious code.</summary>
public class ComparisonLawTests
{
    private const int Runs = 1_000;

    [Property(MaxTest = Runs)]
    public Property CompareWithReport_AnyWorld_SaysWhatNaiveSetsSay() => Prop.ForAll(Worlds, world =>
    {
        ReconciliationResult result = Engine.Run(world);
        string[] said = [.. result.CompareWithReport().Accounts.Select(account => $"{account.Id} {account.State}".ToUpperInvariant()).Order(StringComparer.Ordinal)];
        string[] expected = [.. NaiveComparison(world, result).Select(text => text.ToUpperInvariant()).Order(StringComparer.Ordinal)];
        return said.SequenceEqual(expected).Label($"said [{string.Join(", ", said)}], expected [{string.Join(", ", expected)}]");
    });

    [Property(MaxTest = Runs)]
    public Property CompareWithReport_AnyWorld_DifferencesAddUp() => Prop.ForAll(Worlds, world =>
    {
        LicenseComparison comparison = Engine.Run(world).CompareWithReport();
        return (comparison.Differences.Sum(difference => difference.Licenses) == comparison.Explained
            && comparison.Explained + comparison.Unexplained == comparison.LicensesConsumed - comparison.ReportedLicensesConsumed
            && comparison.Unexplained == 0 // no total is given beyond the rows
            && comparison.Differences.All(difference => difference.Licenses != 0)
            && Enum.GetValues<ComparisonState>().All(state => comparison.CountOf(state) == comparison.Accounts.Count(account => account.State == state))).ToProperty();
    });

    private static Arbitrary<World> Worlds { get; } = Arb.From(
        from world in Generators.Worlds.Generator
        from ids in Gen.Elements("h.example:0", "H.example:1", "h.example:2", "1:g.example:Member", "g.example:9", "other.example:1").ArrayOf().ArrayOf(world.Rows.Count)
        select world with { Rows = [.. world.Rows.Select((row, index) => row with { EnterpriseServerUserIds = [.. ids[index].Take(3).Select(ServerUserId.Parse)] })] },
        Generators.Worlds.Shrinker);

    private static IEnumerable<string> NaiveComparison(World world, ReconciliationResult result)
    {
        // GitHub's groups: rows of one cloud account or one invitation are one.
        var groups = new List<(string? Login, List<ServerUserId> Ids)>();
        foreach (IGrouping<string, ConsumedLicense> rows in world.Rows.Select((row, index) => (row, key: KeyOf(row, index))).GroupBy(pair => pair.key, pair => pair.row, StringComparer.OrdinalIgnoreCase))
        {
            ConsumedLicense first = rows.First();
            string? login = first.Kind == ConsumedLicenseKind.CloudAccount ? first.GitHubComLogin!.Trim()
                : first.Kind == ConsumedLicenseKind.PendingInvitation && !string.IsNullOrWhiteSpace(first.GitHubComLogin) ? first.GitHubComLogin.Trim()
                : null;
            bool isPerson = login is not null && result.People.Any(person => IsSame(person.GitHubComLogin, login) && person.IsPendingInvitation == (first.Kind == ConsumedLicenseKind.PendingInvitation));
            groups.Add((isPerson ? $"{first.Kind} {login}" : null, [.. rows.SelectMany(row => row.EnterpriseServerUserIds).Distinct()]));
        }

        // A server id that stands in two rows belongs to the first that names it.
        List<ServerUserId> seen = [];
        List<string> keys = [.. world.Rows.Select(KeyOf)];
        List<string> groupKeys = [.. keys.Distinct(StringComparer.OrdinalIgnoreCase)];
        for (int row = 0; row < keys.Count; row++)
        {
            int own = groupKeys.FindIndex(key => IsSame(key, keys[row]));
            foreach (ServerUserId id in world.Rows[row].EnterpriseServerUserIds.Where(id => !seen.Contains(id)).Distinct().ToList())
            {
                seen.Add(id);
                for (int other = 0; other < groups.Count; other++)
                {
                    if (other != own)
                    {
                        groups[other].Ids.Remove(id);
                    }
                }
            }
        }

        List<ServerUserId> known = [.. result.People.SelectMany(person => person.ServerAccounts).Select(account => account.Id)];
        foreach (Person person in result.People)
        {
            string? login = person.GitHubComLogin is null ? null : $"{(person.IsPendingInvitation ? ConsumedLicenseKind.PendingInvitation : ConsumedLicenseKind.CloudAccount)} {person.GitHubComLogin}";
            HashSet<string> ours = [.. person.ServerAccounts.Where(account => seen.Contains(account.Id)).Select(account => account.Id.ToString().ToUpperInvariant()), .. login is null ? Array.Empty<string>() : [login.ToUpperInvariant()]];
            foreach (PersonServerAccount account in person.ServerAccounts)
            {
                if (!seen.Contains(account.Id))
                {
                    yield return $"{account.Id} {ComparisonState.NotInReport}";
                    continue;
                }

                (string? theirLogin, List<ServerUserId> ids) = groups.First(group => group.Ids.Contains(account.Id));
                HashSet<string> theirs = [.. ids.Where(known.Contains).Select(id => id.ToString().ToUpperInvariant()), .. theirLogin is null ? Array.Empty<string>() : [theirLogin.ToUpperInvariant()]];
                ComparisonState state = account.IsSuspended ? ComparisonState.NotInExport
                    : ours.SetEquals(theirs) ? ComparisonState.Agree
                    : ours.IsSupersetOf(theirs) ? ComparisonState.OnlyOurs
                    : ours.IsSubsetOf(theirs) ? ComparisonState.OnlyGitHub
                    : ComparisonState.Differ;
                yield return $"{account.Id} {state}";
            }
        }

        foreach (ServerUserId id in seen.Where(id => !known.Contains(id)))
        {
            yield return $"{id} {ComparisonState.NotInExport}";
        }
    }

    private static string KeyOf(ConsumedLicense row, int index) => row.Kind switch
    {
        ConsumedLicenseKind.CloudAccount => $"cloud {row.GitHubComLogin!.Trim()}",
        ConsumedLicenseKind.PendingInvitation when !string.IsNullOrWhiteSpace(row.GitHubComLogin) => $"pending {row.GitHubComLogin.Trim()}",
        _ => $"row {index}",
    };

    private static bool IsSame(string? one, string? other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
