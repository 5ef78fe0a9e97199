using System.Runtime.InteropServices;

namespace LicenseSync.Matching;

/// <summary>Takes the keys under which a <see cref="SuggestionRule"/> looks for likely pairs: two accounts with an equal key, ignoring letter case, are a pair.</summary>
/// <remarks>Keys are held as 64-bit hashes, so that a million accounts with dozens of keys each need no texts; <see cref="SuggestionRule.Compare"/> decides, so that two texts of one hash do no harm.</remarks>
public sealed class SuggestionKeys
{
    private const ulong FirstHash = 0xCBF29CE484222325;
    private const ulong Base = 0x9E3779B97F4A7C15;

    // Base to the power of the position.
    private static readonly ulong[] Powers = MakePowers(count: 512);

    private readonly List<ulong> _hashes = [];

    internal SuggestionKeys()
    {
    }

    internal ReadOnlySpan<ulong> Hashes => CollectionsMarshal.AsSpan(_hashes);

    /// <summary>Adds a key.</summary>
    /// <param name="key">The text; white space around it does not count, and nothing is added when it is blank.</param>
    public void Add(ReadOnlySpan<char> key)
    {
        key = key.Trim();
        if (!key.IsEmpty)
        {
            _hashes.Add(Finish(Append(FirstHash, key)));
        }
    }

    /// <summary>Adds a text and each text that is one character shorter, all with one ending: two texts that are one typo apart then have a key in common (their deletion neighborhoods meet). Digits stay: they are no typos.</summary>
    /// <param name="text">The text that may hold a typo.</param>
    /// <param name="ending">What stands behind it, for example a domain.</param>
    /// <remarks>The hash is a polynomial, of which one character can be taken out: all neighbors of a text cost no more than reading it twice.</remarks>
    internal void AddNeighbors(ReadOnlySpan<char> text, ReadOnlySpan<char> ending)
    {
        ulong all = Append(Append(FirstHash, text), ending);
        _hashes.Add(Finish(all));
        ulong before = FirstHash;
        for (int left = 0; left < text.Length; left++)
        {
            ulong with = Append(before, text.Slice(left, 1));
            if (!char.IsDigit(text[left]))
            {
                // What stands before moves by one place; what stands behind stays.
                _hashes.Add(Finish(all + ((before - with) * Power(text.Length + ending.Length - 1 - left))));
            }

            before = with;
        }
    }

    internal void Clear() => _hashes.Clear();

    // A polynomial over upper-cased UTF-16, as OrdinalIgnoreCase compares.
    private static ulong Append(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (char character in text)
        {
            char upper = character is >= 'a' and <= 'z' ? (char)(character & ~0x20) : character < 0x80 ? character : char.ToUpperInvariant(character);
            hash = (hash * Base) + upper;
        }

        return hash;
    }

    // A polynomial leaves the low bits of the hash to the low bits of the text; a filter wants all of them mixed.
    private static ulong Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93;
        return hash ^ (hash >> 32);
    }

    private static ulong Power(int exponent)
    {
        if (exponent < Powers.Length)
        {
            return Powers[exponent];
        }

        ulong power = Powers[^1];
        for (int made = Powers.Length - 1; made < exponent; made++)
        {
            power *= Base;
        }

        return power;
    }

    private static ulong[] MakePowers(int count)
    {
        var powers = new ulong[count];
        powers[0] = 1;
        for (int index = 1; index < count; index++)
        {
            powers[index] = powers[index - 1] * Base;
        }

        return powers;
    }
}
