using LicenseSync.Matching;

namespace LicenseSync.Tests.Matching;

public sealed class ChunkedListTests
{
    private const int Chunk = 1 << 18;

    [Theory]
    [InlineData(0, 0)]
    [InlineData(10, 0)]
    [InlineData(2 * Chunk, 0)]
    [InlineData(Chunk / 2, 100)]
    [InlineData(3 * Chunk, Chunk)]
    [InlineData(3 * Chunk, Chunk + 1)]
    public void EnsureCapacity_AtAnyTime_KeepsWhatIsThere(int capacity, int countBefore)
    {
        var list = new ChunkedList<int>();
        for (int item = 0; item < 2 * Chunk + 5; item++)
        {
            if (item == countBefore)
            {
                list.EnsureCapacity(capacity);
            }

            list.Add(item);
        }

        Assert.Equal(2 * Chunk + 5, list.Count);
        Assert.Equal(Enumerable.Range(0, 2 * Chunk + 5), list.ToArray());
        Assert.Equal(Chunk, list[Chunk]);
    }
}
