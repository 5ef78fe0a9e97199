namespace LicenseSync.IO.Internal;

/// <summary>The gaps that a record consists of, in order. What they mean to the reader of the records is worked out once for all records that have them.</summary>
/// <remarks>Most records have the layout of the one before, or one of few. Where there are very many, a layout gives its place to the next: then <see cref="Learn"/> is called again.</remarks>
internal abstract class JsonLayout
{
    private JsonGap[] _gaps = [];
    private int[] _numbers = [];
    private int _count;
    private List<JsonGap>? _known;

    /// <summary>The gaps.</summary>
    protected ReadOnlySpan<JsonGap> Gaps => _gaps.AsSpan(0, _count);

    /// <summary>Whether it consists of these gaps.</summary>
    /// <param name="numbers">Their numbers, in order.</param>
    /// <param name="known">All gaps by their numbers.</param>
    public bool Has(ReadOnlySpan<int> numbers, List<JsonGap> known) => ReferenceEquals(known, _known) && numbers.SequenceEqual(_numbers.AsSpan(0, _count));

    /// <summary>Takes over other gaps.</summary>
    /// <param name="numbers">Their numbers, in order.</param>
    /// <param name="known">All gaps by their numbers.</param>
    public void Take(ReadOnlySpan<int> numbers, List<JsonGap> known)
    {
        if (_gaps.Length < numbers.Length)
        {
            (_gaps, _numbers) = (new JsonGap[numbers.Length], new int[numbers.Length]);
        }

        (_count, _known) = (numbers.Length, known);
        numbers.CopyTo(_numbers);
        for (int index = 0; index < _count; index++)
        {
            _gaps[index] = known[numbers[index]];
        }

        Learn();
    }

    /// <summary>Works out what <see cref="Gaps"/> mean; nothing is to stay of what was learned before.</summary>
    protected abstract void Learn();
}
