using System.Runtime.CompilerServices;
using System.Text.Json;

namespace LicenseSync.IO.Internal;

/// <summary>What a record consists of: its gaps, and where each begins. A scalar stands between two gaps. Used again for the next record.</summary>
internal sealed class JsonRecordGaps
{
    /// <summary>How many slots there are.</summary>
    public const int Slots = 64;

    private int[] _open = new int[8];

    /// <summary>The gaps, in places that are used again.</summary>
    public (JsonGap Gap, int Start)[] Gaps { get; private set; } = new (JsonGap, int)[32];

    /// <summary>For each slot the number of the last gap that has it (<see cref="JsonGap.Slot"/>), where the record has one: else anything.</summary>
    public int[] SlotGaps { get; } = new int[Slots];

    /// <summary>How many gaps there are: one more than scalars.</summary>
    public int Count { get; set; }

    /// <summary>What is special about the texts between the gaps; names are not looked at.</summary>
    public JsonTextTraits Traits { get; set; }

    /// <summary>The properties that begin in the record (<see cref="JsonGap.Keys"/>).</summary>
    public ulong Keys { get; set; }

    /// <summary>Those that begin in more than one gap.</summary>
    public ulong RepeatedKeys { get; set; }

    /// <summary>A gap by its number.</summary>
    public JsonGap this[int number] => Gaps[number].Gap;

    /// <summary>How many parts the record has.</summary>
    public int PartCount
    {
        get
        {
            int parts = 0;
            for (int i = 0; i < Count; i++)
            {
                parts += Gaps[i].Gap.PartCount;
            }

            return parts;
        }
    }

    /// <summary>The scalar behind a gap that is not the last, as a place in the record.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TextSpan ScalarBehind(int gap)
    {
        (JsonGap Gap, int Start)[] gaps = Gaps;
        int start = gaps[gap].Start + gaps[gap].Gap.Length;
        return new(start - gaps[0].Start, gaps[gap + 1].Start - start);
    }

    /// <summary>The scalar behind the last gap that has a slot, which the record must have (<see cref="Keys"/> says so).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TextSpan ScalarOf(int slot) => ScalarBehind(SlotGaps[slot]);

    /// <summary>Twice as many places.</summary>
    public (JsonGap Gap, int Start)[] Grow()
    {
        (JsonGap Gap, int Start)[] larger = new (JsonGap, int)[Gaps.Length * 2];
        Gaps.CopyTo(larger);
        return Gaps = larger;
    }

    /// <summary>Works out the parts of the record.</summary>
    /// <param name="buffer">The buffer it stands in.</param>
    /// <param name="parts">Takes the parts; at least <see cref="PartCount"/> long.</param>
    public void Fill(ReadOnlySpan<byte> buffer, Span<JsonPart> parts)
    {
        int origin = Gaps[0].Start;
        int count = 0;
        int depth = 0;
        for (int i = 0; i < Count; i++)
        {
            (JsonGap gap, int start) = Gaps[i];
            foreach (JsonGapMark mark in gap.Marks)
            {
                int at = start + mark.Offset - origin;
                switch (mark.Kind)
                {
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        ref JsonPart container = ref parts[_open[--depth]];
                        container = container with { Length = at - container.Start, Next = count };
                        break;
                    case JsonTokenType.PropertyName:
                        parts[count] = new(at, mark.Length, mark.Kind, count, ++count);
                        break;
                    default:
                        if (depth == _open.Length)
                        {
                            Array.Resize(ref _open, depth * 2);
                        }

                        _open[depth++] = count;
                        parts[count] = new(at, 0, mark.Kind, count, ++count);
                        break;
                }
            }

            if (!gap.IsLast)
            {
                int scalar = start + gap.Length;
                parts[count] = new(scalar - origin, Gaps[i + 1].Start - scalar, KindOf(buffer[scalar]), count, ++count);
            }
        }
    }

    /// <summary>The kind of the scalar that begins with a byte.</summary>
    public static JsonTokenType KindOf(byte first) => first switch
    {
        (byte)'"' => JsonTokenType.String,
        (byte)'t' => JsonTokenType.True,
        (byte)'f' => JsonTokenType.False,
        (byte)'n' => JsonTokenType.Null,
        _ => JsonTokenType.Number,
    };
}
