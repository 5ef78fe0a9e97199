using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LicenseSync.Matching;

/// <summary>Numbers the different texts of an arena, letter case aside (semantics B1), and finds them again: a flat hash table of eight bytes a place.</summary>
/// <remarks>
/// Half of an entry is the hash, so that a text is looked at only when it is (nearly always) the right one. Places stand in buckets of eight, which are a line of memory and are compared at once; a bucket that is full goes on
/// in the next, and at most five of eight places are taken, so that few are full. What is dear in a large table is waiting for memory and guessing wrong whether a text is there: what takes several texts asks for many
/// entries at once, so that the waits overlap, and goes on with those that are there, without a branch. Adding is not thread-safe; finding is, as long as nobody adds.
/// </remarks>
internal sealed partial class TextTable(TextArena arena)
{
    /// <summary>What is found where there is nothing.</summary>
    public const int None = -1;

    private const int BucketSize = 8;
    private const int PlacesTaken = 5;
    private const uint NumberLanes = 0x5555;
    private const uint HashLanes = 0xAAAA;
    private const int MaxExpected = 1 << 26;
    private const int StackBytes = 512;

    private readonly ChunkedList<TextRef> _texts = new();
    private ulong[] _entries = new ulong[BucketSize];
    private int _first;
    private int _buckets = 1;

    /// <summary>How many texts have a number: the numbers below it are taken.</summary>
    public int Count => _texts.Count;

    /// <summary>The first spelling of a number's text.</summary>
    public TextRef this[int number] => _texts[number];

    /// <summary>Asks ahead for the name of a text by its number.</summary>
    public void Load(int number) => Near.Ask(in _texts[number]);

    /// <summary>Room for texts of which about so many will come.</summary>
    public static int CapacityFor(long expected) => (int)Math.Min(expected + (expected / 32), MaxExpected);

    /// <summary>Makes room.</summary>
    public void EnsureCapacity(int count)
    {
        _texts.EnsureCapacity(count);
        if (BucketsFor(count) > _buckets)
        {
            Resize(BucketsFor(count));
        }
    }

    /// <summary>The number of a text, which gets one if it has none.</summary>
    public int Add(TextRef text, out bool exists) => Add(text, arena[text].FoldedHash(), out exists);

    /// <summary>The number of a text of a batch; if it has none, the text is added to the arena and gets one.</summary>
    public int Add(TextBatch batch, int text, out bool exists)
    {
        uint hash = batch.HashOf(text);
        int place = Seek(hash, batch[text], out int number);
        exists = number != None;
        return exists ? number : Append(arena.Add(batch.Utf8Of(text)), hash, place);
    }

    /// <summary>Asks ahead for what looking for a text of a batch needs.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="text">The number of the text in it.</param>
    public void Load(TextBatch batch, int text) => Near.Ask(in _entries[PlaceOf(batch.HashOf(text))]);

    /// <summary>The number of a text of the arena; <see cref="None"/> where it has none.</summary>
    public int Find(TextRef text)
    {
        ArenaText wanted = arena[text];
        Seek(wanted.FoldedHash(), wanted, out int number);
        return number;
    }

    /// <summary>The number of a text; <see cref="None"/> where it has none.</summary>
    public int Find(ReadOnlySpan<char> text)
    {
        int size = ArenaText.MaxBytesOf(text);
        ArenaText wanted = ArenaText.Encode(text, size <= StackBytes ? stackalloc byte[size] : new byte[size]);
        Seek(wanted.FoldedHash(), wanted, out int number);
        return number;
    }

    // The hash as a fraction of the table: it may have any number of buckets.
    private int PlaceOf(uint hash) => _first + ((int)(((ulong)hash * (uint)_buckets) >> 32) * BucketSize);

    private int Next(int place) => place + BucketSize < _first + (_buckets * BucketSize) ? place + BucketSize : _first;

    /// <summary>Where in a bucket a hash stands, and what is free: a bit each, two for each place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private (uint Alike, uint Free) Compare(int place, uint hash)
    {
        Vector256<uint> low = Vector256.LoadUnsafe(ref _entries[place]).AsUInt32(), high = Vector256.LoadUnsafe(ref _entries[place + (BucketSize / 2)]).AsUInt32();
        Vector256<uint> wanted = Vector256.Create(hash);
        uint free = BitsOf(Vector256.Equals(low, Vector256<uint>.Zero), Vector256.Equals(high, Vector256<uint>.Zero)) & NumberLanes;

        // What is free is no hash of zero.
        return (BitsOf(Vector256.Equals(low, wanted), Vector256.Equals(high, wanted)) & HashLanes & ~(free << 1), free);

        static uint BitsOf(Vector256<uint> low, Vector256<uint> high) => low.ExtractMostSignificantBits() | (high.ExtractMostSignificantBits() << BucketSize);
    }

    private int Seek(uint hash, ArenaText text, out int number)
    {
        for (int place = PlaceOf(hash); ; place = Next(place))
        {
            (uint alike, uint free) = Compare(place, hash);
            for (; alike != 0; alike &= alike - 1)
            {
                number = NumberOf(_entries[place + (BitOperations.TrailingZeroCount(alike) >> 1)]);
                if (arena[_texts[number]].EqualsFolded(text))
                {
                    return place;
                }
            }

            if (free != 0)
            {
                number = None;
                return place + (BitOperations.TrailingZeroCount(free) >> 1);
            }
        }
    }

    private int Add(TextRef text, uint hash, out bool exists)
    {
        int place = Seek(hash, arena[text], out int number);
        exists = number != None;
        return exists ? number : Append(text, hash, place);
    }

    private int Append(TextRef text, uint hash, int place)
    {
        int number = _texts.Count;
        _texts.Add(text);
        _entries[place] = Entry(hash, number);
        Grow(number + 1);
        return number;
    }

    private void Grow(int count)
    {
        if (BucketsFor(count) > _buckets)
        {
            Resize(BucketsFor(count * 2));
        }
    }

    private void Resize(int buckets)
    {
        ulong[] old = _entries;
        _entries = LargeArray.Create<ulong>((buckets + 1) * BucketSize);
        (_first, _buckets) = (LargeArray.FirstInLine(_entries), buckets);
        foreach (ulong entry in old)
        {
            if (entry != 0)
            {
                int place = PlaceOf((uint)(entry >> 32));
                uint free = Compare(place, 0).Free;
                for (; free == 0; free = Compare(place, 0).Free)
                {
                    place = Next(place);
                }

                _entries[place + (BitOperations.TrailingZeroCount(free) >> 1)] = entry;
            }
        }
    }

    private static int BucketsFor(int count) => (int)Math.Min((count / PlacesTaken) + 1, (Array.MaxLength / BucketSize) - 1);

    private static ulong Entry(uint hash, int number) => ((ulong)hash << 32) | (uint)(number + 1);

    private static int NumberOf(ulong entry) => (int)(uint)entry - 1;
}
