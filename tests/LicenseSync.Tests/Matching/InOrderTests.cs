using LicenseSync.Matching;

namespace LicenseSync.Tests.Matching;

public class InOrderTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(int.MaxValue)]
    public void Select_WorkOfDifferentLength_GivesResultsInOrder(int maxParallelism)
    {
        int[] items = [.. Enumerable.Range(0, 200)];

        IEnumerable<int> results = InOrder.Select(items, maxParallelism, item =>
        {
            Thread.SpinWait(item * 7919 % 5_000);
            return item * 2;
        });

        Assert.Equal(items.Select(item => item * 2), results);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 3)]
    [InlineData(3, 4)]
    [InlineData(3, 13)]
    [InlineData(3, 14)]
    [InlineData(14, 3)]
    public void SelectBlocks_AnyRange_CoversItOnceInOrder(int first, int end)
    {
        var covered = new List<int>();
        foreach ((int start, int stop) in InOrder.SelectBlocks(first, end, size: 5, maxParallelism: 3, (start, stop) => (start, stop)))
        {
            Assert.InRange(stop - start, 1, 5);
            covered.AddRange(Enumerable.Range(start, stop - start));
        }

        Assert.Equal(Enumerable.Range(first, Math.Max(end - first, 0)), covered);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Select_WorkThatThrows_ThrowsInItsTurnWhenAllWorkHasEnded(int maxParallelism)
    {
        int running = 0;
        var taken = new List<int>();
        IEnumerable<int> results = InOrder.Select(Enumerable.Range(0, 100), maxParallelism, item =>
        {
            Interlocked.Increment(ref running);
            Thread.SpinWait(item > 5 ? 500_000 : 0);
            Interlocked.Decrement(ref running);
            return item == 5 ? throw new InvalidDataException("five") : item;
        });

        Assert.Equal("five", Assert.Throws<InvalidDataException>(() => taken.AddRange(results.Select(result => result))).Message);

        Assert.Equal(Enumerable.Range(0, 5), results.Take(5));
        Assert.Equal(0, running);
    }
}
