using LicenseSync.IO;

namespace LicenseSync.Tests.IO;

/// <summary>A set of user ids is what a hash set is, whether its pages have few ids or many.</summary>
public sealed class UserIdSetTests
{
    private static readonly int[] Counts = [0, 1, 300, 4_096, 4_097, 20_000];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TryTakeOver_AnotherPart_TakesAllOrNothing(bool areApart)
    {
        foreach ((int firstCount, int secondCount) in Counts.SelectMany(first => Counts.Select(second => (first, second))))
        {
            // Two pages and a little of a third; where the parts are apart, one has the even ids and one the odd.
            var random = new Random((firstCount * 31) + secondCount);
            HashSet<long> first = Ids(random, firstCount, isEven: true);
            HashSet<long> second = Ids(random, secondCount, isEven: false);
            if (!areApart && firstCount > 0)
            {
                second.Add(first.ElementAt(random.Next(first.Count)));
            }

            UserIdSet set = SetOf(first);
            bool isNew = !first.Overlaps(second);
            Assert.Equal(isNew, set.TryTakeOver(SetOf(second)));
            HashSet<long> expected = isNew ? [.. first, .. second] : first;
            for (long id = 0; id < 140_000; id++)
            {
                Assert.Equal(!expected.Contains(id), set.Add(id));
            }
        }
    }

    private static HashSet<long> Ids(Random random, int count, bool isEven)
    {
        var ids = new HashSet<long>();
        while (ids.Count < count)
        {
            ids.Add((random.NextInt64(70_000) * 2) + (isEven ? 0 : 1));
        }

        return ids;
    }

    private static UserIdSet SetOf(IEnumerable<long> ids)
    {
        var set = new UserIdSet();
        foreach (long id in ids)
        {
            Assert.True(set.Add(id));
            Assert.False(set.Add(id));
        }

        return set;
    }
}
