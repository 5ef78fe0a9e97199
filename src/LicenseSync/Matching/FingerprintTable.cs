using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LicenseSync.Matching;

/// <summary>A set of fingerprints that gives each a place: a flat hash table of thirteen bytes a place, beside which its owner keeps what belongs to each in arrays.</summary>
/// <remarks>
/// What makes large tables slow is waiting for memory: who takes several fingerprints asks ahead for all of them, first for tags (<see cref="LoadTags"/>), then for entries (<see cref="LoadEntry"/>), so that the waits overlap.
/// Places stand in buckets of sixteen, and each has a tag of seven bits, zero where it is free: the tags of a bucket are looked at at once, and a fingerprint only where its tag is right, so that seven of eight places may be
/// taken. A bucket that is full goes on in the next. Places change only where room is made. Adding is not thread-safe; finding is, as long as nobody adds.
/// </remarks>
internal sealed class FingerprintTable
{
    /// <summary>What is found where there is nothing.</summary>
    public const int None = -1;

    /// <summary>How many fingerprints are best asked for at once.</summary>
    public const int Batch = 64;

    /// <summary>How many places there are at first.</summary>
    public const int FirstSize = BucketSize;

    private const int BucketSize = 16;

    private TextFingerprint[] _entries = new TextFingerprint[FirstSize];
    private byte[] _tags = new byte[FirstSize];

    /// <summary>How many fingerprints it has.</summary>
    public int Count { get; private set; }

    /// <summary>How many places there are, taken or not.</summary>
    public int Size => _entries.Length;

    /// <summary>What is at a place.</summary>
    public TextFingerprint this[int place] => _entries[place];

    /// <summary>Puts what belongs to fingerprints where they now are.</summary>
    /// <param name="values">What belongs to them, by their old places.</param>
    /// <param name="moves">What <see cref="EnsureCapacity"/> has returned.</param>
    public T[] Move<T>(T[] values, int[] moves)
    {
        T[] moved = LargeArray.Create<T>(Size);
        for (int place = 0; place < values.Length; place++)
        {
            if (moves[place] != None)
            {
                moved[moves[place]] = values[place];
            }
        }

        return moved;
    }

    /// <summary>Makes room for more; twice as much as there was, so that adding some at a time costs the same for each.</summary>
    /// <param name="more">How many fingerprints will be added at most.</param>
    /// <returns>See <see cref="EnsureCapacity"/>.</returns>
    public int[]? MakeRoom(int more) => HasRoomFor(more) ? null : EnsureCapacity(Math.Max(Count * 2, Count + more));

    /// <summary>Makes room for more of a file: at first for a part of it, then for the whole as that part was.</summary>
    /// <param name="more">How many fingerprints will be added at most.</param>
    /// <param name="file">How far the file is read.</param>
    /// <returns>See <see cref="EnsureCapacity"/>.</returns>
    public int[]? MakeRoom(int more, FileProgress file) => HasRoomFor(more) ? null : EnsureCapacity(Math.Max(Count + more, file.Expect(Count)));

    /// <summary>Makes room; places may change.</summary>
    /// <param name="count">How many fingerprints there will be.</param>
    /// <returns>The new place of what was at each old one, or <see cref="None"/>; null where nothing has changed.</returns>
    public int[]? EnsureCapacity(int count)
    {
        if (SizeFor(count) <= Size)
        {
            return null;
        }

        TextFingerprint[] old = _entries;
        _entries = LargeArray.Create<TextFingerprint>(SizeFor(count));
        _tags = LargeArray.Create<byte>(_entries.Length);
        int[] moves = new int[old.Length];
        for (int place = 0; place < old.Length; place++)
        {
            moves[place] = old[place].IsNone ? None : Put(old[place], out _);
        }

        return moves;
    }

    /// <summary>Asks ahead for the tags that looking for a fingerprint needs.</summary>
    public void LoadTags(TextFingerprint fingerprint) => Near.Ask(in _tags[BucketOf(fingerprint) * BucketSize]);

    /// <summary>Asks ahead for the entry that looking for a fingerprint needs, by the tags that are there by now.</summary>
    /// <returns>Where it most likely is, or would be.</returns>
    public int LoadEntry(TextFingerprint fingerprint)
    {
        int bucket = BucketOf(fingerprint);
        Vector128<byte> tags = TagsOf(bucket);
        uint alike = Vector128.Equals(tags, Vector128.Create(TagOf(fingerprint))).ExtractMostSignificantBits();
        uint free = Vector128.Equals(tags, Vector128<byte>.Zero).ExtractMostSignificantBits();
        int place = (bucket * BucketSize) + (BitOperations.TrailingZeroCount(alike != 0 ? alike : free) & (BucketSize - 1));
        Near.Ask(in _entries[place]);
        return place;
    }

    /// <summary>The place of a fingerprint, which gets one if it has none; there has to be room.</summary>
    public int Add(TextFingerprint fingerprint, out bool exists)
    {
        int place = Put(fingerprint, out exists);
        Count += exists ? 0 : 1;
        return place;
    }

    /// <summary>The place of a fingerprint; <see cref="None"/> where it has none.</summary>
    public int Find(TextFingerprint fingerprint)
    {
        int place = Seek(fingerprint, out bool exists);
        return exists ? place : None;
    }

    private int Put(TextFingerprint fingerprint, out bool exists)
    {
        int place = Seek(fingerprint, out exists);
        if (!exists)
        {
            _entries[place] = fingerprint;
            _tags[place] = TagOf(fingerprint);
        }

        return place;
    }

    /// <summary>Finds a fingerprint, or the place where it would be.</summary>
    private int Seek(TextFingerprint fingerprint, out bool exists)
    {
        TextFingerprint[] entries = _entries;
        Vector128<byte> wanted = Vector128.Create(TagOf(fingerprint));
        for (int bucket = BucketOf(fingerprint); ; bucket = (bucket + 1) * BucketSize < entries.Length ? bucket + 1 : 0)
        {
            Vector128<byte> tags = TagsOf(bucket);
            for (uint alike = Vector128.Equals(tags, wanted).ExtractMostSignificantBits(); alike != 0; alike &= alike - 1)
            {
                int place = (bucket * BucketSize) + BitOperations.TrailingZeroCount(alike);
                if (entries[place] == fingerprint)
                {
                    exists = true;
                    return place;
                }
            }

            uint free = Vector128.Equals(tags, Vector128<byte>.Zero).ExtractMostSignificantBits();
            if (free != 0)
            {
                exists = false;
                return (bucket * BucketSize) + BitOperations.TrailingZeroCount(free);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<byte> TagsOf(int bucket) => Vector128.Create(_tags, bucket * BucketSize);

    // The hash as a fraction of the table: its size may be any.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int BucketOf(TextFingerprint fingerprint) => (int)(((ulong)fingerprint.Hash * (uint)(_entries.Length / BucketSize)) >> 32);

    private static byte TagOf(TextFingerprint fingerprint) => (byte)(fingerprint.SecondHash | 0x80);

    private bool HasRoomFor(int more) => SizeFor(Count + more) <= Size;

    private static int SizeFor(int count) => (int)Math.Min(((count * 8L / 7) + BucketSize) / BucketSize * BucketSize, Array.MaxLength / BucketSize * BucketSize);
}
