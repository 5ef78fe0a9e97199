using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>A list of texts as UTF-8 bytes in a reader's buffer. Valid as long as what it was taken from.</summary>
public readonly ref struct Utf8TextList
{
    private readonly ReadOnlySpan<byte> _source;
    private readonly ReadOnlySpan<TextSpan> _texts;

    internal Utf8TextList(ReadOnlySpan<byte> source, ReadOnlySpan<TextSpan> texts)
    {
        _source = source;
        _texts = texts;
    }

    /// <summary>How many texts there are.</summary>
    public int Count => _texts.Length;

    /// <summary>A text, decoded: escapes are resolved.</summary>
    /// <param name="index">Its position, from 0, below <see cref="Count"/>.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such text.</exception>
    public ReadOnlySpan<byte> this[int index] => _source.Slice(_texts[index].Start, _texts[index].Length);
}
