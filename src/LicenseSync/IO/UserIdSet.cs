using System.Numerics;

namespace LicenseSync.IO;

/// <summary>A set of user ids, small where they lie close together, as an instance's do: a bit for each of the 65,536 of a page that has many, two bytes for each of one that has few.</summary>
internal sealed class UserIdSet
{
    private const int PageBits = 16;
    private const int MaxListed = 1 << 12;

    private readonly Dictionary<long, Page> _pages = new(new SeededComparer());
    private readonly Stack<Page> _idle = [];
    private Page? _last;
    private long _lastKey = -1;

    /// <summary>Adds an id.</summary>
    /// <param name="id">0 or more.</param>
    /// <returns>False when it was there already.</returns>
    public bool Add(long id)
    {
        long key = id >> PageBits;
        if (key != _lastKey || _last is null)
        {
            (_last, _lastKey) = (PageOf(key), key);
        }

        return _last.Add((ushort)id);
    }

    /// <summary>Adds the ids of another set, unless any of them is there already.</summary>
    /// <returns>False when one is there; then none is added.</returns>
    public bool TryTakeOver(UserIdSet others)
    {
        foreach ((long key, Page page) in others._pages)
        {
            if (_pages.TryGetValue(key, out Page? known) && known.HasAny(page))
            {
                return false;
            }
        }

        foreach ((long key, Page page) in others._pages)
        {
            PageOf(key).AddAll(page);
        }

        return true;
    }

    /// <summary>Forgets all ids, to be used again.</summary>
    public void Clear()
    {
        foreach (Page page in _pages.Values)
        {
            page.Clear();
            _idle.Push(page);
        }

        _pages.Clear();
        (_last, _lastKey) = (null, -1);
    }

    private Page PageOf(long key)
    {
        if (!_pages.TryGetValue(key, out Page? page))
        {
            _pages.Add(key, page = _idle.TryPop(out Page? idle) ? idle : new());
        }

        return page;
    }

    private sealed class Page
    {
        private ushort[]? _sorted = new ushort[4];
        private ulong[] _bits = [];
        private int _count;

        public bool Add(ushort id)
        {
            if (_sorted is null)
            {
                ref ulong word = ref _bits[id >> 6];
                ulong before = word;
                word |= 1UL << id;
                return word != before;
            }

            int place = _count == 0 || _sorted[_count - 1] < id ? ~_count : Array.BinarySearch(_sorted, 0, _count, id);
            if (place >= 0)
            {
                return false;
            }

            if (_count == MaxListed)
            {
                ToBits();
                return Add(id);
            }

            if (_count == _sorted.Length)
            {
                Array.Resize(ref _sorted, (int)BitOperations.RoundUpToPowerOf2((uint)_count + 1));
            }

            _sorted.AsSpan(~place, _count - ~place).CopyTo(_sorted.AsSpan(~place + 1));
            _sorted[~place] = id;
            _count++;
            return true;
        }

        public bool HasAny(Page others)
        {
            foreach (ushort id in others.Listed)
            {
                if (Contains(id))
                {
                    return true;
                }
            }

            for (int word = 0; word < others._bits.Length; word++)
            {
                for (ulong bits = others._bits[word]; bits != 0; bits &= bits - 1)
                {
                    if (Contains(IdOf(word, bits)))
                    {
                        return true;
                    }
                }
            }

            return false;
        }

        public void AddAll(Page others)
        {
            foreach (ushort id in others.Listed)
            {
                Add(id);
            }

            for (int word = 0; word < others._bits.Length; word++)
            {
                for (ulong bits = others._bits[word]; bits != 0; bits &= bits - 1)
                {
                    Add(IdOf(word, bits));
                }
            }
        }

        public void Clear() => (_sorted, _bits, _count) = (_sorted ?? new ushort[4], [], 0);

        private ReadOnlySpan<ushort> Listed => _sorted is null ? [] : _sorted.AsSpan(0, _count);

        private bool Contains(ushort id) => _sorted is null ? (_bits[id >> 6] & (1UL << id)) != 0 : Array.BinarySearch(_sorted, 0, _count, id) >= 0;

        private static ushort IdOf(int word, ulong bits) => (ushort)((word << 6) | BitOperations.TrailingZeroCount(bits));

        private void ToBits()
        {
            _bits = new ulong[1 << (PageBits - 6)];
            foreach (ushort id in _sorted.AsSpan(0, _count))
            {
                _bits[id >> 6] |= 1UL << id;
            }

            _sorted = null;
        }
    }

    // Ids come from outside: hashed by a number that is different in each process, they cannot be chosen to collide.
    private sealed class SeededComparer : IEqualityComparer<long>
    {
        public bool Equals(long one, long other) => one == other;

        public int GetHashCode(long key) => HashCode.Combine(key);
    }
}
