using System.Numerics;

namespace LicenseSync.IO;

/// <summary>A set of user ids, small where they lie close together, as an instance's do: a bit for each of the 65,536 of a page that has many, two bytes for each of one that has few.</summary>
internal sealed class UserIdSet
{
    private const int PageBits = 16;
    private const int MaxListed = 1 << 12;

    private readonly Dictionary<long, Page> _pages = new(new SeededComparer());
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
            if (!_pages.TryGetValue(key, out _last))
            {
                _pages.Add(key, _last = new());
            }

            _lastKey = key;
        }

        return _last.Add((ushort)id);
    }

    /// <summary>Adds the ids of another set, unless any of them is there already.</summary>
    /// <param name="others">Given up: its pages may be taken over.</param>
    /// <returns>False when one is there; then none is added.</returns>
    public bool TryTakeOver(UserIdSet others)
    {
        foreach ((long key, Page page) in others._pages)
        {
            if (_pages.TryGetValue(key, out Page? known) && known.Overlaps(page))
            {
                return false;
            }
        }

        foreach ((long key, Page page) in others._pages)
        {
            if (!_pages.TryAdd(key, page))
            {
                _pages[key].AddAll(page);
            }
        }

        return true;
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

        public bool Overlaps(Page other)
        {
            if (_sorted is null && other._sorted is null)
            {
                return _bits.Zip(other._bits).Any(words => (words.First & words.Second) != 0);
            }

            (Page listed, Page asked) = other._sorted is null ? (this, other) : (other, this);
            foreach (ushort id in listed.Listed)
            {
                if (asked.Contains(id))
                {
                    return true;
                }
            }

            return false;
        }

        public void AddAll(Page other)
        {
            foreach (ushort id in other.Listed)
            {
                Add(id);
            }

            if (other._sorted is null && _sorted is not null)
            {
                ToBits();
            }

            for (int word = 0; word < other._bits.Length; word++)
            {
                _bits[word] |= other._bits[word];
            }
        }

        private ReadOnlySpan<ushort> Listed => _sorted is null ? [] : _sorted.AsSpan(0, _count);

        private bool Contains(ushort id) => _sorted is null ? (_bits[id >> 6] & (1UL << id)) != 0 : Array.BinarySearch(_sorted, 0, _count, id) >= 0;

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
