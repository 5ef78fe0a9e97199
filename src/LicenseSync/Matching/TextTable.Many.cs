using System.Numerics;

namespace LicenseSync.Matching;

// Many texts at a time: on several processors, each of which waits for the memory of many texts at once.
internal sealed partial class TextTable
{
    /// <summary>How many texts are best looked for at once.</summary>
    public const int Batch = 128;

    private const int BlockSize = 1 << 12;

    /// <summary>Gives any number of texts of the arena a number each, if they have none.</summary>
    /// <param name="count">How many.</param>
    /// <param name="textOf">A text by its position; none is passed over.</param>
    /// <param name="added">Takes the position and the number of each, in order.</param>
    /// <param name="maxParallelism">How many processors look at the texts.</param>
    public void AddAll(int count, Func<int, TextRef> textOf, Action<int, int> added, int maxParallelism)
    {
        foreach ((int start, uint[] hashes) in InOrder.SelectBlocks(0, count, BlockSize, maxParallelism, (start, end) => (start, HashAll(textOf, start, end))))
        {
            for (int index = 0; index < hashes.Length; index++)
            {
                if (index % Batch == 0)
                {
                    LoadEntries(hashes.AsSpan(index, Math.Min(Batch, hashes.Length - index)));
                }

                if (textOf(start + index) is { IsNone: false } text)
                {
                    added(start + index, Add(text, hashes[index], out _));
                }
            }
        }
    }

    /// <summary>Finds any number of texts of the arena.</summary>
    /// <param name="count">How many.</param>
    /// <param name="textOf">A text by its position.</param>
    /// <param name="maxParallelism">How many processors search.</param>
    /// <returns>The position and the number of each that has one, in order, many at a time.</returns>
    public IEnumerable<List<(int Position, int Number)>> FindAll(int count, Func<int, TextRef> textOf, int maxParallelism) =>
        InOrder.SelectBlocks(0, count, BlockSize, maxParallelism, (start, end) => FindAll(textOf, start, end));

    private uint[] HashAll(Func<int, TextRef> textOf, int start, int end)
    {
        var hashes = new uint[end - start];
        for (int index = 0; index < hashes.Length; index++)
        {
            hashes[index] = textOf(start + index) is { IsNone: false } text ? arena[text].FoldedHash() : 0;
        }

        return hashes;
    }

    private List<(int Position, int Number)> FindAll(Func<int, TextRef> textOf, int start, int end)
    {
        var found = new List<(int, int)>(end - start);
        var search = new Search();
        for (; start < end; start += Batch)
        {
            int length = Math.Min(Batch, end - start);
            for (int index = 0; index < length; index++)
            {
                search.Texts[index] = textOf(start + index);
            }

            FindAll(search, length, start, found);
        }

        return found;
    }

    private void FindAll(Search search, int length, int start, List<(int Position, int Number)> found)
    {
        Span<TextRef> texts = search.Texts.AsSpan(0, length);
        Span<uint> hashes = search.Hashes.AsSpan(0, length);
        Span<int> numbers = search.Numbers;
        Span<int> hits = search.Hits;
        for (int index = 0; index < texts.Length; index++)
        {
            hashes[index] = arena[texts[index]].FoldedHash();
        }

        LoadEntries(hashes);
        int count = 0;
        for (int index = 0; index < texts.Length; index++)
        {
            numbers[index] = NumberBy(hashes[index]);
            hits[count] = index;
            count += numbers[index] == None ? 0 : 1;
        }

        // The same again for the texts that the entries lead to, and for their bytes.
        hits = hits[..count];
        foreach (int hit in hits)
        {
            Near.Ask(in _texts[numbers[hit]]);
        }

        foreach (int hit in hits)
        {
            arena.Load(_texts[numbers[hit]]);
        }

        foreach (int hit in hits)
        {
            ArenaText text = arena[texts[hit]];
            int number = numbers[hit];
            if (!arena[_texts[number]].EqualsFolded(text))
            {
                Seek(hashes[hit], text, out number);
            }

            if (number != None)
            {
                found.Add((start + hit, number));
            }
        }
    }

    // What asks for memory stands in loops that do nothing else: then the processor waits for all of it together.
    private void LoadEntries(ReadOnlySpan<uint> hashes)
    {
        foreach (uint hash in hashes)
        {
            Near.Ask(in _entries[PlaceOf(hash)]);
        }
    }

    /// <summary>The number of a text that has a hash, and so nearly always of the one that is looked for.</summary>
    private int NumberBy(uint hash)
    {
        int place = PlaceOf(hash);
        (uint alike, uint free) = Compare(place, hash);
        for (; alike == 0 && free == 0; (alike, free) = Compare(place, hash))
        {
            place = Next(place);
        }

        // None where none is alike, without a branch: -1 has all bits.
        int number = NumberOf(_entries[place + ((BitOperations.TrailingZeroCount(alike) >> 1) & (BucketSize - 1))]);
        return number | -(alike == 0 ? 1 : 0);
    }

    /// <summary>What a search for several texts knows so far.</summary>
    /// <remarks>Not on the stack: what has so much there is compiled once, before its first run has shown what it does.</remarks>
    private sealed class Search
    {
        public readonly TextRef[] Texts = new TextRef[Batch];
        public readonly uint[] Hashes = new uint[Batch];
        public readonly int[] Numbers = new int[Batch];

        /// <summary>The positions of those that have a number.</summary>
        public readonly int[] Hits = new int[Batch];
    }
}
