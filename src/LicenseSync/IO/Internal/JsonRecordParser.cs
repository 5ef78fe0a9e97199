using System.Runtime.CompilerServices;

namespace LicenseSync.IO.Internal;

/// <summary>Reads records by what was learned from those before: the bytes between two values repeat from record to record, so they are compared as one constant, and only the values are looked at.</summary>
/// <remarks>
/// <para>Every byte is verified. What is accepted is exactly what <see cref="JsonScanner"/>'s general way accepts, within the same limits; what is malformed, cut off or so large that it may pass a limit is not
/// judged here but left to that way, which knows what to say and where. So both ways give the same records, findings and errors.</para>
/// <para>What is learned is a graph of <see cref="JsonGap"/>: behind each value the gap that came there most often is tried first, then the others (a list ends or goes on). It is bounded: where
/// records have nothing in common, it starts anew now and then. Not safe for concurrent use.</para>
/// </remarks>
/// <param name="options">Checked already.</param>
/// <param name="outerDepth">How deep the records stand in their document.</param>
/// <param name="know">What a reader of the records knows a gap by (<see cref="JsonGap.Keys"/>, <see cref="JsonGap.Slot"/>); null for nothing.</param>
internal sealed class JsonRecordParser(ReaderOptions options, int outerDepth, Func<JsonGap, (ulong Keys, int Slot)>? know)
{
    private const int MaxGaps = 1024;

    // A record this long passes no limit, whatever it consists of.
    private readonly int _maxBytes = Math.Min(options.MaxRecordBytes, Math.Min(options.MaxStringBytes, options.MaxValuesPerRecord));
    private readonly JsonGapLexer _lexer = new(options, outerDepth);
    private List<JsonGap> _gaps = [];
    private JsonGap? _first;

    /// <summary>How deep the records stand in their document.</summary>
    public int OuterDepth { get; } = outerDepth;

    /// <summary>Reads the record that begins at a position.</summary>
    /// <param name="buffer">The bytes; <see cref="JsonScalar.Padding"/> of them behind <paramref name="end"/> can be read, or the record must end that much earlier.</param>
    /// <param name="start">The position, before <paramref name="end"/>.</param>
    /// <param name="end">The end of what may be read.</param>
    /// <param name="record">Takes what the record consists of.</param>
    /// <returns>The record's end; -1 for what is to be read the general way.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Read(ReadOnlySpan<byte> buffer, int start, int end, JsonRecordGaps record)
    {
        int last = Math.Min(end, buffer.Length - JsonScalar.Padding) - 1;
        (JsonGap Gap, int Start)[] gaps = record.Gaps;
        int[] slotGaps = record.SlotGaps;
        JsonTextTraits traits = JsonTextTraits.None;
        ulong keys = 0;
        ulong repeated = 0;
        int count = 0;
        JsonGap? before = null;
        JsonGap? gap = _first;
        int at = start;
        while (at <= last)
        {
            if (gap is null || !gap.StandsAt(buffer, at))
            {
                gap = FindOrLearn(before, buffer, at, last);
                if (gap is null)
                {
                    return -1;
                }
            }

            if (count == gaps.Length)
            {
                gaps = record.Grow();
            }

            // Writing a reference costs more than reading one, and it is the same most of the time.
            ref (JsonGap Gap, int Start) entry = ref gaps[count];
            entry.Start = at;
            if (entry.Gap != gap)
            {
                entry.Gap = gap;
            }

            gap.Visit();
            repeated |= keys & gap.Keys;
            keys |= gap.Keys;
            slotGaps[gap.Slot] = count++;
            at += gap.Length;
            if (gap.IsLast)
            {
                (record.Count, record.Traits, record.Keys, record.RepeatedKeys) = (count, traits, keys, repeated);
                return at <= end && at - start <= _maxBytes ? at : -1;
            }

            if (at > last)
            {
                return -1;
            }

            at = JsonScalar.End(buffer, at, last, ref traits);
            if (at < 0)
            {
                return -1;
            }

            before = gap;
            gap = gap.Expected;
        }

        return -1;
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
            // The record at hand keeps the gaps it has come through.
            _gaps = [];
            _first = null;
        }

        learned.Know(know?.Invoke(learned) ?? default);
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
