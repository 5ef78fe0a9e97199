using System.Numerics;
using System.Runtime.Intrinsics;

namespace LicenseSync.Matching;

/// <summary>A set of fingerprints that gives each a place: a flat hash table of seventeen bytes a place, beside which its owner keeps what belongs to each in arrays.</summary>
/// <remarks>
/// What makes large tables slow is waiting for memory: who takes several fingerprints asks ahead for all of them (<see cref="Load"/>), so that the waits overlap. Each place has a tag of seven bits of the hash, zero where
/// it is free; sixteen tags are looked at at once, and a fingerprint only where its tag is right, so that seven of eight places may be taken. Places change only where room is made. Adding is not thread-safe; finding is, as long as nobody adds.
/// </remarks>
internal sealed class FingerprintTable
{
    /// <summary>What is found where there is nothing.</summary>
    public const int None = -1;

    /// <summary>How many fingerprints are best asked for at once.</summary>
    public const int Batch = 64;

    /// <summary>How many places there are at first.</summary>
    public const int FirstSize = 16;

    private static readonly int TagsAtOnce = Vector128<byte>.Count;

    private TextFingerprint[] _entries = new TextFingerprint[FirstSize];

    // The first ones stand behind the last ones once more, so that sixteen can be read from any place.
    private byte[] _tags = new byte[FirstSize + Vector128<byte>.Count];

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
        _tags = LargeArray.Create<byte>(_entries.Length + TagsAtOnce);
        int[] moves = new int[old.Length];
        for (int place = 0; place < old.Length; place++)
        {
            moves[place] = old[place].IsNone ? None : Put(old[place], out _);
        }

        return moves;
    }

    /// <summary>Asks ahead for what looking for a fingerprint needs.</summary>
    /// <returns>A place at which, or shortly behind which, it most likely is.</returns>
    public int Load(TextFingerprint fingerprint)
    {
        int place = HomeOf(fingerprint.Hash());
        Near.Ask(in _tags[place]);
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
        Seek(fingerprint, fingerprint.Hash(), out int place, out bool exists);
        return exists ? place : None;
    }

    private int Put(TextFingerprint fingerprint, out bool exists)
    {
        ulong hash = fingerprint.Hash();
        Seek(fingerprint, hash, out int place, out exists);
        if (!exists)
        {
            _entries[place] = fingerprint;
            _tags[place] = TagOf(hash);
            if (place < TagsAtOnce)
            {
                _tags[_entries.Length + place] = TagOf(hash);
            }
        }

        return place;
    }

    /// <summary>Finds a fingerprint, or the place where it would be.</summary>
    private void Seek(TextFingerprint fingerprint, ulong hash, out int place, out bool exists)
    {
        TextFingerprint[] entries = _entries;
        Vector128<byte> wanted = Vector128.Create(TagOf(hash));
        for (int start = HomeOf(hash); ; start = Wrap(start + TagsAtOnce, entries.Length))
        {
            Vector128<byte> tags = Vector128.Create<byte>(_tags.AsSpan(start, TagsAtOnce));
            uint free = Vector128.Equals(tags, Vector128<byte>.Zero).ExtractMostSignificantBits();
            uint alike = Vector128.Equals(tags, wanted).ExtractMostSignificantBits();
            for (; alike != 0; alike &= alike - 1)
            {
                place = Wrap(start + BitOperations.TrailingZeroCount(alike), entries.Length);
                if (entries[place] == fingerprint)
                {
                    exists = true;
                    return;
                }
            }

            if (free != 0)
            {
                place = Wrap(start + BitOperations.TrailingZeroCount(free), entries.Length);
                exists = false;
                return;
            }
        }
    }

    // The hash as a fraction of the table: its size may be any.
    private int HomeOf(ulong hash) => (int)Math.BigMul(hash, (uint)_entries.Length, out _);

    private static byte TagOf(ulong hash) => (byte)(hash | 0x80);

    private static int Wrap(int place, int size) => place < size ? place : place - size;

    private bool HasRoomFor(int more) => SizeFor(Count + more) <= Size;

    private static int SizeFor(int count) => Math.Max(FirstSize, (int)Math.Min((count * 8L / 7) + 1, Array.MaxLength));
}
