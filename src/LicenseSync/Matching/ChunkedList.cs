namespace LicenseSync.Matching;

/// <summary>A list that grows by large pieces which are never copied: memory is touched once, which is what growing costs most. Only the first piece starts small.</summary>
internal sealed class ChunkedList<T>
{
    private const int ChunkBits = 18;
    private const int ChunkSize = 1 << ChunkBits;
    private const int FirstSize = 16;

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
        if (_chunks.Count > 1 || _last.Length == ChunkSize)
        {
            (_last, _lastCount) = (LargeArray.CreateUninitialized<T>(ChunkSize), 0);
            _chunks.Add(_last);
            return;
        }

        T[] larger = LargeArray.CreateUninitialized<T>(Math.Max(FirstSize, _last.Length * 2));
        _last.CopyTo(larger, 0);
        _last = larger;
        _chunks.Clear();
        _chunks.Add(larger);
    }
}
