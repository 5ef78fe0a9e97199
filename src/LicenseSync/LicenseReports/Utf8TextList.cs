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

    /// <summary>Goes through the texts, as <c>foreach</c> does.</summary>
    /// <returns>The enumerator, before the first text.</returns>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Goes through the texts of a <see cref="Utf8TextList"/>, in order.</summary>
    public ref struct Enumerator
    {
        private readonly Utf8TextList _texts;
        private int _index = -1;

        internal Enumerator(Utf8TextList texts) => _texts = texts;

        /// <summary>The text that <see cref="MoveNext"/> came to, decoded.</summary>
        /// <exception cref="IndexOutOfRangeException">It came to none.</exception>
        public readonly ReadOnlySpan<byte> Current => _texts[_index];

        /// <summary>Goes on to the next text.</summary>
        /// <returns>False behind the last.</returns>
        public bool MoveNext() => ++_index < _texts.Count;
    }
}
