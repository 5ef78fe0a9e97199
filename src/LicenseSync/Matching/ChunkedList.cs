namespace LicenseSync.Matching;

/// <summary>A list that grows by pieces and never copies: memory is touched once, which is what growing costs most.</summary>
internal sealed class ChunkedList<T>
{
    private const int ChunkBits = 14;
    private const int ChunkSize = 1 << ChunkBits;
    private readonly List<T[]> _chunks = [];

    public int Count { get; private set; }

    public ref T this[int index] => ref _chunks[index >> ChunkBits][index & (ChunkSize - 1)];

    public void Add(T item)
    {
        if (Count >> ChunkBits == _chunks.Count)
        {
            _chunks.Add(new T[ChunkSize]);
        }

        _chunks[Count >> ChunkBits][Count & (ChunkSize - 1)] = item;
        Count++;
    }

    public T[] ToArray()
    {
        var items = new T[Count];
        CopyTo(items);
        return items;
    }

    public void CopyTo(Span<T> target)
    {
        for (int start = 0; start < Count; start += ChunkSize)
        {
            int length = Math.Min(ChunkSize, Count - start);
            _chunks[start >> ChunkBits].AsSpan(0, length).CopyTo(target[start..]);
        }
    }
}
