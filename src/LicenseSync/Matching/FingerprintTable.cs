namespace LicenseSync.Matching;

/// <summary>A set of fingerprints that gives each a place: a flat hash table of sixteen bytes a place, beside which its owner keeps what belongs to each in arrays.</summary>
/// <remarks>
/// What makes large tables slow is waiting for memory: who takes several fingerprints asks ahead for all of them (<see cref="Load"/>), so that the waits overlap. Five of six places may be
/// taken: nothing but the fingerprint is looked at, and those next to it mostly share its line of memory. Places change only where room is made. Adding is not thread-safe; finding is, as long as nobody adds.
/// </remarks>
internal sealed class FingerprintTable
{
    /// <summary>What is found where there is nothing.</summary>
    public const int None = -1;

    /// <summary>How many fingerprints are best asked for at once.</summary>
    public const int Batch = 64;

    /// <summary>How many places there are at first.</summary>
    public const int FirstSize = 16;

    private TextFingerprint[] _entries = new TextFingerprint[FirstSize];

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
        int[] moves = new int[old.Length];
        for (int place = 0; place < old.Length; place++)
        {
            moves[place] = old[place].IsNone ? None : Seek(old[place]);
            if (moves[place] != None)
            {
                _entries[moves[place]] = old[place];
            }
        }

        return moves;
    }

    /// <summary>Asks ahead for what looking for a fingerprint needs.</summary>
    /// <returns>A place at which, or shortly behind which, it most likely is.</returns>
    public int Load(TextFingerprint fingerprint)
    {
        int place = fingerprint.PlaceIn(_entries.Length);
        Near.Ask(in _entries[place]);
        return place;
    }

    /// <summary>The place of a fingerprint, which gets one if it has none; there has to be room.</summary>
    public int Add(TextFingerprint fingerprint, out bool exists)
    {
        int place = Seek(fingerprint);
        ref TextFingerprint entry = ref _entries[place];
        exists = !entry.IsNone;
        if (!exists)
        {
            entry = fingerprint;
            Count++;
        }

        return place;
    }

    /// <summary>The place of a fingerprint; <see cref="None"/> where it has none.</summary>
    public int Find(TextFingerprint fingerprint)
    {
        int place = Seek(fingerprint);
        return _entries[place].IsNone ? None : place;
    }

    private bool HasRoomFor(int more) => SizeFor(Count + more) <= Size;

    private int Seek(TextFingerprint fingerprint)
    {
        TextFingerprint[] entries = _entries;
        int place = fingerprint.PlaceIn(entries.Length);
        while (entries[place] != fingerprint && !entries[place].IsNone)
        {
            place = place + 1 < entries.Length ? place + 1 : 0;
        }

        return place;
    }

    private static int SizeFor(int count) => Math.Max(FirstSize, (int)Math.Min((count * 6L / 5) + 1, Array.MaxLength));
}
