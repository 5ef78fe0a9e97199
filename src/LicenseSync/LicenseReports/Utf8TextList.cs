namespace LicenseSync.LicenseReports;

/// <summary>A list of texts as UTF-8 bytes in a reader's buffer. Valid as long as what it was taken from.</summary>
public readonly ref struct Utf8TextList
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly ReadOnlySpan<(int Start, int End)> _quoted;

    /// <param name="source">Where the texts stand.</param>
    /// <param name="quoted">Where they begin and end, with the quotes around them.</param>
    internal Utf8TextList(ReadOnlySpan<byte> source, ReadOnlySpan<(int Start, int End)> quoted)
    {
        _source = source;
        _quoted = quoted;
    }

    /// <summary>How many texts there are.</summary>
    public int Count => _quoted.Length;

    /// <summary>A text, decoded: escapes are resolved.</summary>
    /// <param name="index">Its position, from 0, below <see cref="Count"/>.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such text.</exception>
    public ReadOnlySpan<byte> this[int index] => _source[(_quoted[index].Start + 1)..(_quoted[index].End - 1)];
}
