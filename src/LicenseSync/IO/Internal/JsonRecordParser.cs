using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LicenseSync.IO.Internal;

/// <summary>Reads records by what was learned from those before: the bytes between two texts or numbers repeat from record to record, so they are compared as one constant.</summary>
/// <remarks>
/// <para>Every byte is verified. What is accepted is exactly what <see cref="JsonScanner"/>'s general way accepts, within the same limits; what is malformed, cut off or so large that it may pass a limit is not
/// judged here but left to that way, which knows what to say and where. So both ways give the same records, findings and errors.</para>
/// <para>What is learned is a graph of <see cref="JsonGap"/>: behind each value the gap that came there most often is tried first, then the others (a list ends or goes on). The gaps a record came through are
/// its <see cref="JsonLayout"/>, and what they mean is looked up, not worked out again. Both are bounded: where records have nothing in common, the graph starts anew now and then. Not safe for concurrent use.</para>
/// </remarks>
/// <param name="options">Checked already.</param>
/// <param name="outerDepth">How deep the records stand in their document.</param>
/// <param name="newLayout">A layout of a reader of the records; null where none asks for that.</param>
internal sealed class JsonRecordParser(ReaderOptions options, int outerDepth, Func<JsonLayout>? newLayout)
{
    private const int MaxGaps = 1024;
    private const int LayoutBits = 10;

    // A record this long passes no limit, whatever it consists of.
    private readonly int _maxBytes = Math.Min(options.MaxRecordBytes, Math.Min(options.MaxStringBytes, options.MaxValuesPerRecord));
    private readonly JsonGapLexer _lexer = new(options, outerDepth);
    private readonly JsonLayout?[] _layouts = new JsonLayout?[newLayout is null ? 0 : 1 << LayoutBits];
    private List<JsonGap> _gaps = [];
    private JsonGap? _first;

    /// <summary>How deep the records stand in their document.</summary>
    public int OuterDepth { get; } = outerDepth;

    /// <summary>Reads the record that begins the buffer.</summary>
    /// <param name="buffer">The bytes; <see cref="JsonScalar.Padding"/> of them behind <paramref name="end"/> can be read, or the record must end that much earlier.</param>
    /// <param name="end">The end of what may be read; more than 0.</param>
    /// <param name="record">Takes what the record consists of.</param>
    /// <returns>The record's length; -1 for what is to be read the general way.</returns>
    public int Read(ReadOnlySpan<byte> buffer, int end, JsonRecordGaps record)
    {
        ref byte origin = ref MemoryMarshal.GetReference(buffer);
        int last = Math.Min(end, buffer.Length - JsonScalar.Padding) - 1;
        JsonTextTraits traits = JsonTextTraits.None;
        JsonGap? before = null;
        JsonGap? gap = _first;
        int at = 0;
        (record.Count, record.Hash) = (0, 0);
        while (true)
        {
            at = ReadExpected(ref origin, at, last, ref before, ref gap, record);
            if (at > last)
            {
                return -1;
            }

            if (record.Count == record.Numbers.Length)
            {
                record.Grow();
            }

            gap = gap?.StandsAt(ref origin, at, last) == true ? gap : FindOrLearn(before, buffer, at, last);
            if (gap is null)
            {
                return -1;
            }

            gap.Visit();
            int scalar = at + gap.Length;
            if (gap.IsLast)
            {
                record.End(gap, traits, _gaps);
                FindLayout(record);
                return scalar <= _maxBytes ? scalar : -1;
            }

            at = JsonScalar.End(buffer, scalar, last, ref traits);
            if (at < 0)
            {
                return -1;
            }

            record.Add(gap, scalar, at, buffer[scalar]);
            (before, gap) = (gap, gap.Expected);
        }
    }

    /// <summary>Goes on as long as what stands there is what is expected, and plain: texts of ASCII without escapes, and whole numbers of few digits.</summary>
    /// <param name="origin">The record's first byte.</param>
    /// <param name="at">Where the next gap begins.</param>
    /// <param name="last">The last position that may be looked at.</param>
    /// <param name="before">The gap before.</param>
    /// <param name="expected">The gap that is expected next; null for any.</param>
    /// <param name="record">Takes what the record consists of.</param>
    /// <returns>Where the next gap begins.</returns>
    /// <remarks>Nothing is called from here, so that all that is needed stays in registers. What is left over, the record's end among it, is for the caller.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ReadExpected(ref byte origin, int at, int last, ref JsonGap? before, ref JsonGap? expected, JsonRecordGaps record)
    {
        ref int numbers = ref MemoryMarshal.GetArrayDataReference(record.Numbers);
        ref (int Start, int End) scalars = ref MemoryMarshal.GetArrayDataReference(record.Scalars);
        ref byte firsts = ref MemoryMarshal.GetArrayDataReference(record.Firsts);
        int capacity = record.Numbers.Length;
        int count = record.Count;
        uint hash = record.Hash;
        JsonGap? previous = before;
        JsonGap? gap = expected;
        while (gap is not null && count < capacity)
        {
            int scalar = at + gap.ToScalar;
            if (scalar > last || !gap.SeemsToStandAt(ref origin, at))
            {
                break;
            }

            int end = JsonScalar.EndOfPlain(ref origin, scalar, last);
            if (end < 0)
            {
                break;
            }

            gap.Visit();
            Unsafe.Add(ref numbers, count) = gap.Number;
            Unsafe.Add(ref scalars, count) = (scalar, end);
            Unsafe.Add(ref firsts, count) = Unsafe.Add(ref origin, scalar);
            count++;
            hash = JsonRecordGaps.Combine(hash, gap);
            at = end;
            previous = gap;
            gap = gap.Expected;
        }

        (record.Count, record.Hash) = (count, hash);
        before = previous;
        expected = gap;
        return at;
    }

    private void FindLayout(JsonRecordGaps record)
    {
        if (newLayout is null)
        {
            return;
        }

        ReadOnlySpan<int> numbers = record.Numbers.AsSpan(0, record.Count);
        uint place = record.Hash >> (32 - LayoutBits);
        JsonLayout? known = _layouts[place];
        if (known?.Has(numbers, _gaps) != true)
        {
            _layouts[place] = known ??= newLayout();
            known.Take(numbers, _gaps);
        }

        record.Layout = known;
    }

    /// <summary>The expectation failed: looks at what else was seen here, then at what was seen elsewhere, or learns what is new.</summary>
    private JsonGap? FindOrLearn(JsonGap? before, ReadOnlySpan<byte> buffer, int at, int last)
    {
        if (before?.FindOther(ref MemoryMarshal.GetReference(buffer), at, last) is { } other)
        {
            return other;
        }

        JsonNesting nesting = before?.NestingAfter ?? default;
        foreach (JsonGap known in _gaps)
        {
            if (known.NestingBefore == nesting && known.StandsAt(ref MemoryMarshal.GetReference(buffer), at, last))
            {
                return Expect(before, known);
            }
        }

        if (_lexer.Learn(nesting, buffer, at, last) is not { } learned)
        {
            return null;
        }

        if (_gaps.Count == MaxGaps)
        {
            // The record at hand has gaps whose numbers would mean others: it is read the general way.
            _gaps = [];
            _first = null;
            return null;
        }

        learned.Join(_gaps.Count);
        _gaps.Add(learned);
        return Expect(before, learned);
    }

    private JsonGap Expect(JsonGap? before, JsonGap follower)
    {
        if (before is null)
        {
            _first = follower;
        }
        else
        {
            before.AddFollower(follower);
        }

        return follower;
    }
}
