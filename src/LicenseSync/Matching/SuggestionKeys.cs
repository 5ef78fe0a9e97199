using System.Runtime.InteropServices;

namespace LicenseSync.Matching;

/// <summary>Takes the keys under which a <see cref="SuggestionRule"/> looks for likely pairs: two accounts with an equal key, ignoring letter case, are a pair.</summary>
/// <remarks>Keys are held as 64-bit hashes, so that a million accounts with dozens of keys each need no texts; <see cref="SuggestionRule.Compare"/> decides, so that two texts of one hash do no harm.</remarks>
public sealed class SuggestionKeys
{
    private const ulong FirstHash = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

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
    internal void AddNeighbors(ReadOnlySpan<char> text, ReadOnlySpan<char> ending)
    {
        ulong before = FirstHash;
        _hashes.Add(Finish(Append(Append(before, text), ending)));
        for (int left = 0; left < text.Length; left++)
        {
            if (!char.IsDigit(text[left]))
            {
                _hashes.Add(Finish(Append(Append(before, text[(left + 1)..]), ending)));
            }

            before = Append(before, text.Slice(left, 1));
        }
    }

    internal void Clear() => _hashes.Clear();

    // FNV-1a over upper-cased UTF-16, as OrdinalIgnoreCase compares.
    private static ulong Append(ulong hash, ReadOnlySpan<char> text)
    {
        foreach (char character in text)
        {
            char upper = character is >= 'a' and <= 'z' ? (char)(character & ~0x20) : character < 0x80 ? character : char.ToUpperInvariant(character);
            hash = (hash ^ upper) * Prime;
        }

        return hash;
    }

    // FNV leaves the high bits of short texts weak, and a filter looks at those.
    private static ulong Finish(ulong hash)
    {
        hash = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93;
        return hash ^ (hash >> 32);
    }
}
