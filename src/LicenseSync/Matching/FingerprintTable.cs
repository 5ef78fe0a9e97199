namespace LicenseSync.Matching;

/// <summary>A set of fingerprints that gives each a place: a flat hash table of sixteen bytes a place, beside which its owner keeps what belongs to each in arrays.</summary>
/// <remarks>
/// What makes large tables slow is waiting for memory: who takes several fingerprints asks ahead for all of them (<see cref="Load"/>), so that the waits overlap. Five of six places may be
/// taken: nothing but the fingerprint is looked at, and those next to it mostly share its line of memory. Places change only in <see cref="EnsureCapacity"/>. Adding is not thread-safe; finding is, as long as nobody adds.
/// </remarks>
internal sealed class FingerprintTable
{
    /// <summary>What is found where there is nothing.</summary>
    public const int None = -1;

    /// <summary>How many fingerprints are best asked for at once.</summary>
    public const int Batch = 64;

    private const int FirstSize = 16;

    private TextFingerprint[] _entries = new TextFingerprint[FirstSize];

    /// <summary>How many fingerprints it has.</summary>
    public int Count { get; private set; }

    /// <summary>How many places there are, taken or not.</summary>
    public int Size => _entries.Length;

    /// <summary>Makes room; places may change.</summary>
    /// <param name="count">How many fingerprints there will be.</param>
    /// <returns>The new place of each old one; null where nothing has changed.</returns>
    public int[]? EnsureCapacity(int count)
    {
        if (SizeFor(count) <= Size)
        {
            return null;
        }

        TextFingerprint[] old = _entries;
        _entries = LargeArray.Create<TextFingerprint>(SizeFor(count));
        int[] places = new int[old.Length];
        for (int place = 0; place < old.Length; place++)
        {
            if (!old[place].IsNone)
            {
                places[place] = Seek(old[place]);
                _entries[places[place]] = old[place];
            }
        }

        return places;
    }

    /// <summary>Asks ahead for what looking for a fingerprint needs.</summary>
    public void Load(TextFingerprint fingerprint) => Near.Ask(in _entries[fingerprint.PlaceIn(_entries.Length)]);

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
