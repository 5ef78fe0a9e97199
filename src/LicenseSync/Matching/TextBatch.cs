namespace LicenseSync.Matching;

/// <summary>Short texts of some records, copied together with their hashes: made on one processor, taken over on another that then needs to touch little.</summary>
internal sealed class TextBatch
{
    /// <summary>The number of no text.</summary>
    public const int None = -1;

    private readonly List<(int Start, int Length, uint Hash)> _texts = [];
    private byte[] _bytes = new byte[4096];
    private int _end;

    /// <summary>How many texts there are.</summary>
    public int Count => _texts.Count;

    /// <summary>A text by its number.</summary>
    public ArenaText this[int number] => new(Utf8Of(number), isUtf16: false);

    /// <summary>The bytes of a text.</summary>
    public ReadOnlySpan<byte> Utf8Of(int number) => _bytes.AsSpan(_texts[number].Start, _texts[number].Length);

    /// <summary>The hash of a text (<see cref="ArenaText.FoldedHash"/>).</summary>
    public uint HashOf(int number) => _texts[number].Hash;

    /// <summary>Forgets all texts, to be used again.</summary>
    public void Clear()
    {
        _texts.Clear();
        _end = 0;
    }

    /// <summary>Adds a text in UTF-8 as it is.</summary>
    /// <returns>Its number.</returns>
    public int Add(ReadOnlySpan<byte> utf8)
    {
        if (_bytes.Length - _end < utf8.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _end + utf8.Length));
        }

        utf8.CopyTo(_bytes.AsSpan(_end));
        _texts.Add((_end, utf8.Length, new ArenaText(utf8, isUtf16: false).FoldedHash()));
        _end += utf8.Length;
        return _texts.Count - 1;
    }

    /// <summary>Adds a text without the white space around it.</summary>
    /// <returns>Its number; <see cref="None"/> where it is blank.</returns>
    public int AddTrimmed(ReadOnlySpan<byte> utf8) => ArenaText.Trim(utf8) is { IsEmpty: false } trimmed ? Add(trimmed) : None;

    /// <summary>Adds a text without the white space around it, if it can be an address: one with an <c>@</c> (semantics B4).</summary>
    /// <returns>Its number; <see cref="None"/> where it can be none.</returns>
    public int AddAddress(ReadOnlySpan<byte> utf8) => utf8.Contains((byte)'@') ? AddTrimmed(utf8) : None;
}
