using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Json;

namespace LicenseSync.IO.Internal;

/// <summary>What a record consists of: its gaps, and the scalars that stand between them (texts that are not empty, and numbers). Used again for the next record.</summary>
internal sealed class JsonRecordGaps
{
    /// <summary>Of how many scalars is asked at once whether they are texts.</summary>
    public const int TextsAtOnce = 64;

    private int[] _open = new int[8];

    /// <summary>The numbers of its gaps (<see cref="JsonGap.Number"/>), in places that are used again.</summary>
    public int[] Numbers { get; private set; } = new int[TextsAtOnce];

    /// <summary>Where the scalar behind each gap but the last begins and ends, counted from the record's start.</summary>
    public (int Start, int End)[] Scalars { get; private set; } = new (int, int)[TextsAtOnce];

    /// <summary>The first byte of each scalar, which tells whether it is a text; as many as <see cref="Scalars"/>, in places that are used again.</summary>
    public byte[] Firsts { get; private set; } = new byte[TextsAtOnce];

    /// <summary>All gaps by their numbers.</summary>
    public List<JsonGap> Known { get; set; } = [];

    /// <summary>How many gaps there are, so far: in the end one more than scalars.</summary>
    public int Count { get; set; }

    /// <summary>A number for its gaps: the same for the same ones, and seldom for others.</summary>
    public uint Hash { get; set; }

    /// <summary>What is special about the texts between the gaps; names are not looked at.</summary>
    public JsonTextTraits Traits { get; set; }

    /// <summary>What makes strings of its texts, which are valid: ASCII needs no more than to be widened, as Latin-1 is.</summary>
    public Encoding TextEncoding => Traits == JsonTextTraits.None ? Encoding.Latin1 : Encoding.UTF8;

    /// <summary>What the gaps mean to the reader of the records; null where it does not ask for that.</summary>
    public JsonLayout? Layout { get; set; }

    /// <summary>A gap by its position.</summary>
    public JsonGap this[int position] => Known[Numbers[position]];

    /// <summary>How many parts the record has.</summary>
    public int PartCount
    {
        get
        {
            int parts = 0;
            for (int position = 0; position < Count; position++)
            {
                parts += this[position].PartCount;
            }

            return parts;
        }
    }

    /// <summary>A bit for each of <see cref="TextsAtOnce"/> scalars that is a text; what the bits behind the last scalar say means nothing.</summary>
    /// <param name="first">The number of the first, a multiple of <see cref="TextsAtOnce"/> that is less than <see cref="Count"/>.</param>
    public ulong TextsFrom(int first) => Vector512.Equals(Vector512.Create(Firsts, first), Vector512.Create((byte)'"')).ExtractMostSignificantBits();

    /// <summary>The text behind a gap, without its quotes; empty for what is no text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TextSpan TextAt(int position)
    {
        (int start, int end) = Scalars[position];
        return Firsts[position] == (byte)'"' ? new(start + 1, end - start - 2) : default;
    }

    /// <summary>Adds a gap and the scalar behind it.</summary>
    public void Add(JsonGap gap, int scalar, int end, byte first)
    {
        Numbers[Count] = gap.Number;
        Scalars[Count] = (scalar, end);
        Firsts[Count] = first;
        Count++;
        Hash = Combine(Hash, gap);
    }

    /// <summary>Adds the last gap.</summary>
    public void End(JsonGap gap, JsonTextTraits traits, List<JsonGap> known)
    {
        Numbers[Count++] = gap.Number;
        Hash = Combine(Hash, gap);
        Traits = traits;
        if (Known != known)
        {
            Known = known;
        }
    }

    /// <summary><see cref="Hash"/> with one gap more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Combine(uint hash, JsonGap gap) => (hash + (uint)gap.Number + 1) * 0x9E3779B1;

    /// <summary>Twice as many places.</summary>
    public void Grow()
    {
        int[] numbers = new int[Numbers.Length * 2];
        var scalars = new (int, int)[numbers.Length];
        byte[] firsts = new byte[numbers.Length];
        Numbers.CopyTo(numbers);
        Scalars.CopyTo(scalars);
        Firsts.CopyTo(firsts);
        (Numbers, Scalars, Firsts) = (numbers, scalars, firsts);
    }

    /// <summary>Works out the parts of the record.</summary>
    /// <param name="record">Its bytes.</param>
    /// <param name="parts">Takes the parts; at least <see cref="PartCount"/> long.</param>
    public void Fill(ReadOnlySpan<byte> record, Span<JsonPart> parts)
    {
        int count = 0;
        int depth = 0;
        for (int position = 0; position < Count; position++)
        {
            JsonGap gap = this[position];
            int start = position == 0 ? 0 : Scalars[position - 1].End;
            foreach (JsonGapMark mark in gap.Marks)
            {
                int at = start + mark.Offset;
                switch (mark.Kind)
                {
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        ref JsonPart container = ref parts[_open[--depth]];
                        container = container with { Length = at - container.Start, Next = count };
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        if (depth == _open.Length)
                        {
                            Array.Resize(ref _open, depth * 2);
                        }

                        _open[depth++] = count;
                        parts[count] = new(at, 0, mark.Kind, count, ++count);
                        break;
                    default:
                        parts[count] = new(at, mark.Length, mark.Kind, count, ++count);
                        break;
                }
            }

            if (!gap.IsLast)
            {
                (int scalar, int end) = Scalars[position];
                parts[count] = new(scalar, end - scalar, KindOf(record[scalar]), count, ++count);
            }
        }
    }

    /// <summary>The kind of the text, number or literal that begins with a byte.</summary>
    public static JsonTokenType KindOf(byte first) => first switch
    {
        (byte)'"' => JsonTokenType.String,
        (byte)'t' => JsonTokenType.True,
        (byte)'f' => JsonTokenType.False,
        (byte)'n' => JsonTokenType.Null,
        _ => JsonTokenType.Number,
    };
}
