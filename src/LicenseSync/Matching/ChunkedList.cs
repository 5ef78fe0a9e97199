namespace LicenseSync.Matching;

/// <summary>A list that grows by large pieces which are never copied: memory is touched once, which is what growing costs most. Only the first piece starts small.</summary>
internal sealed class ChunkedList<T>
{
    private const int ChunkBits = 18;
    private const int ChunkSize = 1 << ChunkBits;
    private const int FirstSize = 1 << 6;
    private const int FirstGrowth = 1 << 4;

    private readonly List<T[]> _chunks = [];
    private T[] _last = [];
    private int _lastCount;

    public int Count { get; private set; }

    public ref T this[int index] => ref _chunks[index >> ChunkBits][index & (ChunkSize - 1)];

    public void Add(T item)
    {
        if (_lastCount == _last.Length)
        {
            Grow();
        }

        _last[_lastCount++] = item;
        Count++;
    }

    /// <summary>Makes room, to the piece: pieces made one after another lie together and share large pages.</summary>
    public void EnsureCapacity(int capacity)
    {
        int first = Math.Min(capacity, ChunkSize);
        if (_chunks.Count <= 1 && _last.Length < first)
        {
            GrowFirst(first);
        }

        while (_chunks.Count << ChunkBits < capacity)
        {
            _chunks.Add(LargeArray.CreateUninitialized<T>(ChunkSize));
        }
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

    private void Grow()
    {
        if (Count < ChunkSize)
        {
            GrowFirst(Math.Clamp(_last.Length * FirstGrowth, FirstSize, ChunkSize));
            return;
        }

        EnsureCapacity(Count + 1);
        (_last, _lastCount) = (_chunks[Count >> ChunkBits], 0);
    }

    private void GrowFirst(int size)
    {
        T[] larger = LargeArray.CreateUninitialized<T>(size);
        _last.CopyTo(larger, 0);
        _last = larger;
        _chunks.Clear();
        _chunks.Add(larger);
    }
}
