namespace LicenseSync.Matching;

/// <summary>Numbers the different texts of an arena, letter case aside (semantics B1), and finds them again: a flat hash table of eight bytes a place.</summary>
/// <remarks>
/// Half of an entry is the hash, so that a text is looked at only when it is (nearly always) the right one. What is dear in a large table is waiting for memory:
/// what takes several texts asks for many entries at once, so that the waits overlap. At most five of eight places are taken, so that a free one is near. Adding is not thread-safe; finding is, as long as nobody adds.
/// </remarks>
internal sealed class TextTable(TextArena arena)
{
    /// <summary>How many texts are best looked for at once.</summary>
    public const int Batch = 128;

    /// <summary>What is found where there is nothing.</summary>
    public const int None = -1;

    private const int FirstSize = 16;
    private const int MaxExpected = 1 << 26;
    private const int StackBytes = 512;

    private readonly ChunkedList<TextRef> _texts = new();
    private ulong[] _entries = new ulong[FirstSize];

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
        return exists ? number : Append(text, hash, place);
    }

    /// <summary>The number of a text of a batch; if it has none, the text is added to the arena and gets one.</summary>
    public int Add(TextBatch batch, int text, out bool exists)
    {
        uint hash = batch.HashOf(text);
        int place = Seek(hash, batch[text], out int number);
        exists = number != None;
        return exists ? number : Append(arena.Add(batch.Utf8Of(text)), hash, place);
    }

    /// <summary>Brings near what looking for some texts of a batch needs.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="texts">Numbers of texts in it, or <see cref="TextBatch.None"/>; at most <see cref="Batch"/>.</param>
    public void Load(TextBatch batch, ReadOnlySpan<int> texts) => LoadEntries(batch, texts, stackalloc uint[Batch]);

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
        Span<uint> hashes = stackalloc uint[Batch];
        LoadEntries(texts, hashes);
        for (int index = 0; index < texts.Length; index++)
        {
            int place = Seek(hashes[index], arena[texts[index]], out numbers[index]);
            if (numbers[index] == None)
            {
                numbers[index] = Append(texts[index], hashes[index], place);
            }
        }
    }

    /// <summary>The numbers of several texts of the arena.</summary>
    /// <param name="texts">At most <see cref="Batch"/>.</param>
    /// <param name="numbers">Takes a number, or <see cref="None"/>, for each.</param>
    public void Find(ReadOnlySpan<TextRef> texts, Span<int> numbers)
    {
        Span<uint> hashes = stackalloc uint[Batch];
        LoadEntries(texts, hashes);

        // The same again for the texts that the entries lead to, and for their bytes.
        Span<TextRef> found = stackalloc TextRef[Batch];
        LoadTexts(hashes[..texts.Length], numbers, found);
        for (int index = 0; index < texts.Length; index++)
        {
            if (numbers[index] != None && arena[texts[index]] is var text && !arena[found[index]].EqualsFolded(text))
            {
                Seek(hashes[index], text, out numbers[index]);
            }
        }
    }

    /// <summary>Finds any number of texts of the arena, as many at a time as is best.</summary>
    /// <param name="count">How many.</param>
    /// <param name="textOf">A text by its position.</param>
    /// <param name="found">Takes the position and the number of each that has one.</param>
    public void FindAll(int count, Func<int, TextRef> textOf, Action<int, int> found)
    {
        Span<TextRef> texts = stackalloc TextRef[Batch];
        Span<int> numbers = stackalloc int[Batch];
        for (int start = 0; start < count; start += Batch)
        {
            int length = Math.Min(Batch, count - start);
            for (int index = 0; index < length; index++)
            {
                texts[index] = textOf(start + index);
            }

            Find(texts[..length], numbers);
            for (int index = 0; index < length; index++)
            {
                if (numbers[index] != None)
                {
                    found(start + index, numbers[index]);
                }
            }
        }
    }

    // What asks for memory stands in loops that do nothing else: then the processor waits for all of it together.
    private void LoadEntries(TextBatch batch, ReadOnlySpan<int> texts, Span<uint> hashes)
    {
        int count = 0;
        foreach (int text in texts)
        {
            if (text != TextBatch.None)
            {
                hashes[count++] = batch.HashOf(text);
            }
        }

        LoadEntries(hashes[..count]);
    }

    private void LoadEntries(ReadOnlySpan<TextRef> texts, Span<uint> hashes)
    {
        for (int index = 0; index < texts.Length; index++)
        {
            hashes[index] = arena[texts[index]].FoldedHash();
        }

        LoadEntries(hashes[..texts.Length]);
    }

    private void LoadEntries(ReadOnlySpan<uint> hashes)
    {
        foreach (uint hash in hashes)
        {
            Near.Ask(in _entries[PlaceOf(hash)]);
        }
    }

    private void LoadTexts(ReadOnlySpan<uint> hashes, Span<int> numbers, Span<TextRef> texts)
    {
        for (int index = 0; index < hashes.Length; index++)
        {
            numbers[index] = NumberBy(hashes[index]);
        }

        foreach (int number in numbers[..hashes.Length])
        {
            if (number != None)
            {
                Near.Ask(in _texts[number]);
            }
        }

        for (int index = 0; index < hashes.Length; index++)
        {
            texts[index] = numbers[index] == None ? default : _texts[numbers[index]];
        }

        foreach (TextRef text in texts[..hashes.Length])
        {
            if (!text.IsNone)
            {
                arena.Load(text);
            }
        }
    }

    /// <summary>The number of the first text that has a hash, and so nearly always of the one that is looked for.</summary>
    private int NumberBy(uint hash)
    {
        ulong[] entries = _entries;
        int place = PlaceOf(hash);
        while (entries[place] != 0 && (uint)(entries[place] >> 32) != hash)
        {
            place = place + 1 < entries.Length ? place + 1 : 0;
        }

        return NumberOf(entries[place]);
    }

    // The hash as a fraction of the table: its length may be any.
    private int PlaceOf(uint hash) => (int)(((ulong)hash * (uint)_entries.Length) >> 32);

    private int Seek(uint hash, ArenaText text, out int number)
    {
        ulong[] entries = _entries;
        for (int place = PlaceOf(hash); ; place = place + 1 < entries.Length ? place + 1 : 0)
        {
            ulong entry = entries[place];
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
        if (SizeFor(count) > _entries.Length)
        {
            Resize(SizeFor(count * 2));
        }
    }

    private void Resize(int size)
    {
        ulong[] old = _entries;
        _entries = LargeArray.Create<ulong>(size);
        foreach (ulong entry in old)
        {
            if (entry != 0)
            {
                int place = PlaceOf((uint)(entry >> 32));
                while (_entries[place] != 0)
                {
                    place = place + 1 < size ? place + 1 : 0;
                }

                _entries[place] = entry;
            }
        }
    }

    private static int SizeFor(int count) => Math.Max(FirstSize, (int)Math.Min(count * 8L / 5, Array.MaxLength));

    private static ulong Entry(uint hash, int number) => ((ulong)hash << 32) | (uint)(number + 1);

    private static int NumberOf(ulong entry) => (int)(uint)entry - 1;
}
