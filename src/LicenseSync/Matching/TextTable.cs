using System.Numerics;

namespace LicenseSync.Matching;

/// <summary>Numbers the different texts of an arena, letter case aside (semantics B1), and finds them again: a flat hash table of eight bytes a place.</summary>
/// <remarks>
/// Half of an entry is the hash, so that a text is looked at only when it is (nearly always) the right one. What is dear in a large table is waiting for memory:
/// what takes several texts asks for many entries at once, so that the waits overlap. Adding is not thread-safe; finding is, as long as nobody adds.
/// </remarks>
internal sealed class TextTable(TextArena arena)
{
    /// <summary>How many texts are best looked for at once.</summary>
    public const int Batch = 32;

    /// <summary>What is found where there is nothing.</summary>
    public const int None = -1;

    private const int FirstSize = 16;
    private const int StackBytes = 512;

    private readonly ChunkedList<TextRef> _texts = new();
    private ulong[] _entries = new ulong[FirstSize];

    /// <summary>How many texts have a number: the numbers below it are taken.</summary>
    public int Count => _texts.Count;

    /// <summary>The first spelling of a number's text.</summary>
    public TextRef this[int number] => _texts[number];

    /// <summary>Makes room.</summary>
    public void EnsureCapacity(int count)
    {
        if (SizeFor(count) > _entries.Length)
        {
            Resize(SizeFor(count));
        }
    }

    /// <summary>The number of a text, which gets one if it has none.</summary>
    public int Add(TextRef text, out bool exists)
    {
        uint hash = arena[text].FoldedHash();
        int place = Seek(hash, arena[text], out int number);
        exists = number != None;
        if (exists)
        {
            return number;
        }

        number = _texts.Count;
        _texts.Add(text);
        _entries[place] = Entry(hash, number);
        EnsureCapacity(number + 2);
        return number;
    }

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

    /// <summary>The numbers of several texts of the arena, each of which gets one if it has none.</summary>
    /// <param name="texts">At most <see cref="Batch"/>.</param>
    /// <param name="numbers">Takes a number for each.</param>
    public void Add(ReadOnlySpan<TextRef> texts, Span<int> numbers)
    {
        EnsureCapacity(Count + texts.Length);
        Span<uint> hashes = stackalloc uint[Batch];
        Span<ulong> entries = stackalloc ulong[Batch];
        LoadEntries(texts, hashes, entries);
        for (int index = 0; index < texts.Length; index++)
        {
            int place = Seek(hashes[index], arena[texts[index]], out numbers[index]);
            if (numbers[index] == None)
            {
                numbers[index] = _texts.Count;
                _texts.Add(texts[index]);
                _entries[place] = Entry(hashes[index], numbers[index]);
            }
        }
    }

    /// <summary>The numbers of several texts of the arena.</summary>
    /// <param name="texts">At most <see cref="Batch"/>.</param>
    /// <param name="numbers">Takes a number, or <see cref="None"/>, for each.</param>
    public void Find(ReadOnlySpan<TextRef> texts, Span<int> numbers)
    {
        Span<uint> hashes = stackalloc uint[Batch];
        Span<ulong> entries = stackalloc ulong[Batch];
        LoadEntries(texts, hashes, entries);

        // The same again for the texts that the entries lead to, and for their bytes.
        Span<TextRef> found = stackalloc TextRef[Batch];
        for (int index = 0; index < texts.Length; index++)
        {
            found[index] = entries[index] != 0 && (uint)(entries[index] >> 32) == hashes[index] ? _texts[NumberOf(entries[index])] : default;
        }

        arena.Load(found[..texts.Length]);
        for (int index = 0; index < texts.Length; index++)
        {
            numbers[index] = None;
            if (!found[index].IsNone && arena[found[index]].EqualsFolded(arena[texts[index]]))
            {
                numbers[index] = NumberOf(entries[index]);
            }
            else if (entries[index] != 0)
            {
                Seek(hashes[index], arena[texts[index]], out numbers[index]);
            }
        }
    }

    // Nothing here depends on what was loaded before: the processor waits for all of them together.
    private void LoadEntries(ReadOnlySpan<TextRef> texts, Span<uint> hashes, Span<ulong> entries)
    {
        for (int index = 0; index < texts.Length; index++)
        {
            hashes[index] = arena[texts[index]].FoldedHash();
        }

        for (int index = 0; index < texts.Length; index++)
        {
            entries[index] = _entries[hashes[index] & (uint)(_entries.Length - 1)];
        }
    }

    // Of a table at most half is taken, so that a free place is near.
    private int Seek(uint hash, ArenaText text, out int number)
    {
        int mask = _entries.Length - 1;
        for (int place = (int)hash & mask; ; place = (place + 1) & mask)
        {
            ulong entry = _entries[place];
            if (entry == 0)
            {
                number = None;
                return place;
            }

            if ((uint)(entry >> 32) == hash && arena[_texts[NumberOf(entry)]].EqualsFolded(text))
            {
                number = NumberOf(entry);
                return place;
            }
        }
    }

    private void Resize(int size)
    {
        ulong[] old = _entries;
        _entries = new ulong[size];
        foreach (ulong entry in old)
        {
            if (entry != 0)
            {
                int place = (int)(entry >> 32) & (size - 1);
                while (_entries[place] != 0)
                {
                    place = (place + 1) & (size - 1);
                }

                _entries[place] = entry;
            }
        }
    }

    private static int SizeFor(int count) => (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(count * 2L, FirstSize));

    private static ulong Entry(uint hash, int number) => ((ulong)hash << 32) | (uint)(number + 1);

    private static int NumberOf(ulong entry) => (int)(uint)entry - 1;
}
