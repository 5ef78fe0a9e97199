using System.Runtime.CompilerServices;
using System.Text.Json;

namespace LicenseSync.IO.Internal;

/// <summary>What a record consists of: its gaps, and where each begins. A scalar stands between two gaps. Used again for the next record.</summary>
internal sealed class JsonRecordGaps
{
    private (JsonGap Gap, int Start)[] _gaps = new (JsonGap, int)[32];
    private int[] _open = new int[8];

    /// <summary>How many gaps there are: one more than scalars.</summary>
    public int Count { get; private set; }

    /// <summary>How many parts the record has.</summary>
    public int PartCount { get; set; }

    /// <summary>What is special about the texts between the gaps; names are not looked at.</summary>
    public JsonTextTraits Traits { get; set; }

    /// <summary>A gap by its number.</summary>
    public JsonGap this[int number] => _gaps[number].Gap;

    /// <summary>Where a gap begins in the buffer.</summary>
    public int StartOf(int gap) => _gaps[gap].Start;

    /// <summary>Forgets the record.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a gap.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(JsonGap gap, int start)
    {
        if (Count == _gaps.Length)
        {
            Grow();
        }

        ref (JsonGap Gap, int Start) entry = ref _gaps[Count++];
        // Writing a reference costs more than reading one, and it is the same most of the time.
        if (entry.Gap != gap)
        {
            entry.Gap = gap;
        }

        entry.Start = start;
    }

    /// <summary>Works out the parts of the record.</summary>
    /// <param name="buffer">The buffer it stands in.</param>
    /// <param name="parts">Takes the parts; at least <see cref="PartCount"/> long.</param>
    public void Fill(ReadOnlySpan<byte> buffer, Span<JsonPart> parts)
    {
        int origin = _gaps[0].Start;
        int count = 0;
        int depth = 0;
        for (int i = 0; i < Count; i++)
        {
            (JsonGap gap, int start) = _gaps[i];
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
                parts[count] = new(scalar - origin, _gaps[i + 1].Start - scalar, KindOf(buffer[scalar]), count, ++count);
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

    private void Grow() => Array.Resize(ref _gaps, _gaps.Length * 2);
}
