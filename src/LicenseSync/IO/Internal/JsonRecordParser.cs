using System.Numerics;
using System.Runtime.CompilerServices;

namespace LicenseSync.IO.Internal;

/// <summary>Reads records by what was learned from those before: the bytes between two values repeat from record to record, so they are compared as one constant, and only the values are looked at.</summary>
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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Read(ReadOnlySpan<byte> buffer, int end, JsonRecordGaps record)
    {
        int last = Math.Min(end, buffer.Length - JsonScalar.Padding) - 1;
        int[] numbers = record.Numbers;
        (int Start, int End)[] scalars = record.Scalars;
        JsonTextTraits traits = JsonTextTraits.None;
        uint hash = 0;
        int count = 0;
        JsonGap? before = null;
        JsonGap? gap = _first;
        int at = 0;
        while (at <= last)
        {
            if (gap is null || !gap.SeemsToStandAt(buffer, at))
            {
                gap = FindOrLearn(before, buffer, at, last);
                if (gap is null)
                {
                    return -1;
                }
            }

            if (count == numbers.Length)
            {
                record.Grow();
                (numbers, scalars) = (record.Numbers, record.Scalars);
            }

            numbers[count] = gap.Number;
            int scalar = at + gap.Length;
            if (gap.IsLast)
            {
                gap.Visit();
                if (scalar > end || scalar > _maxBytes)
                {
                    return -1;
                }

                (record.Count, record.Traits, record.Known) = (count + 1, traits, _gaps);
                FindLayout(record, Combine(hash, gap));
                return scalar;
            }

            if (scalar > last)
            {
                return -1;
            }

            int scalarEnd = JsonScalar.End(buffer, scalar, last, ref traits);
            if (scalarEnd < 0)
            {
                if (JsonScalar.IsStart(buffer[scalar]))
                {
                    return -1;
                }

                // A longer gap that begins as this one does.
                gap = FindOrLearn(before, buffer, at, last);
                if (gap is null)
                {
                    return -1;
                }

                continue;
            }

            gap.Visit();
            scalars[count++] = (scalar, scalarEnd);
            hash = Combine(hash, gap);
            at = scalarEnd;
            before = gap;
            gap = gap.Expected;
        }

        return -1;
    }

    private static uint Combine(uint hash, JsonGap gap) => BitOperations.RotateLeft(hash, 5) ^ (uint)gap.Number;

    private void FindLayout(JsonRecordGaps record, uint hash)
    {
        ReadOnlySpan<int> numbers = record.Numbers.AsSpan(0, record.Count);
        if (newLayout is null || record.Layout?.Has(numbers, _gaps) == true)
        {
            return;
        }

        ref JsonLayout? known = ref _layouts[(hash * 0x9E3779B1) >> (32 - LayoutBits)];
        known ??= newLayout();
        if (!known.Has(numbers, _gaps))
        {
            known.Take(numbers, _gaps);
        }

        record.Layout = known;
    }

    /// <summary>The expectation failed: looks at what else was seen here, then at what was seen elsewhere, or learns what is new.</summary>
    private JsonGap? FindOrLearn(JsonGap? before, ReadOnlySpan<byte> buffer, int at, int last)
    {
        if (before?.FindOther(buffer, at) is { } other)
        {
            return other;
        }

        JsonNesting nesting = before?.NestingAfter ?? default;
        foreach (JsonGap known in _gaps)
        {
            if (known.NestingBefore == nesting && known.StandsAt(buffer, at))
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

        learned.Number = _gaps.Count;
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
