using System.Runtime.CompilerServices;

namespace LicenseSync.Matching;

/// <summary>Keeps millions of short texts (logins, names, addresses) in few bytes: as UTF-8 in blocks of up to thirty-two megabytes, named by four bytes each.</summary>
/// <remarks>
/// A text is its length and its bytes, one after another; it begins at a multiple of four, so that 32 bits reach over 16 GiB. An address of 30 letters takes
/// 36 bytes with its name, and as a string 92. Texts come and go as blocks do: nothing is moved, and the garbage collector has nothing to look through.
/// A string that is no valid UTF-16 (half a surrogate pair) has no UTF-8 and is kept as it is; the lowest bit of the length says so.
/// Adding is not thread-safe; reading is, as long as nobody adds.
/// </remarks>
internal sealed class TextArena
{
    /// <summary>What places are multiples of.</summary>
    public const int Step = 1 << StepBits;

    private const int StepBits = 2;
    private const int PlaceBits = 23;
    private const int FirstBlockBytes = 1 << 16;
    private const int BlockBytes = 1 << (PlaceBits + StepBits);
    private const int MaxHeaderBytes = 5;
    private const int StackBytes = 512;
    private const int ShortText = 36;

    private readonly List<byte[]> _blocks = [];
    private long _total;
    private int _next;

    /// <summary>The text that a name stands for.</summary>
    /// <param name="text">A name that this arena gave out; not <c>default</c>.</param>
    public ArenaText this[TextRef text]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ReadOnlySpan<byte> bytes = _blocks[(int)(text.Place >> PlaceBits)].AsSpan((int)(text.Place & ((1 << PlaceBits) - 1)) << StepBits);
            uint header = bytes[0];
            return header < 0x80 ? new(bytes.Slice(1, (int)(header >> 1)), (header & 1) != 0) : LongText(bytes);
        }
    }

    /// <summary>Asks for the bytes of a text before it is looked at.</summary>
    /// <param name="text">A name that this arena gave out.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(TextRef text)
    {
        // Most texts end in the line of memory they begin in, or in the next.
        byte[] block = _blocks[(int)(text.Place >> PlaceBits)];
        int start = (int)(text.Place & ((1 << PlaceBits) - 1)) << StepBits;
        Near.Ask(in block[start]);
        Near.Ask(in block[Math.Min(start + ShortText, block.Length - 1)]);
    }

    /// <summary>A text as a string; null for none.</summary>
    public string? Get(TextRef text) => text.IsNone ? null : this[text].ToString();

    /// <summary>Adds a string.</summary>
    /// <returns>Its name; none for null.</returns>
    public TextRef Add(string? text) => text is null ? default : Add(text.AsSpan());

    /// <summary>Adds a text.</summary>
    public TextRef Add(ReadOnlySpan<char> text)
    {
        int size = ArenaText.MaxBytesOf(text);
        ArenaText encoded = ArenaText.Encode(text, size <= StackBytes ? stackalloc byte[size] : new byte[size]);
        return Add(encoded.Bytes, encoded.IsUtf16);
    }

    /// <summary>Adds a text in UTF-8.</summary>
    public TextRef Add(ReadOnlySpan<byte> utf8) => Add(utf8, isUtf16: false);

    /// <summary>Takes back the text that was added last.</summary>
    public void RemoveLast(TextRef text) => _next = (int)(text.Place & ((1 << PlaceBits) - 1)) << StepBits;

    private static ArenaText LongText(ReadOnlySpan<byte> bytes)
    {
        uint header = bytes[0] & 0x7Fu;
        int start = 1;
        for (int shift = 7; bytes[start - 1] >= 0x80; shift += 7, start++)
        {
            header |= (uint)(bytes[start] & 0x7F) << shift;
        }

        return new(bytes.Slice(start, (int)(header >> 1)), (header & 1) != 0);
    }

    private TextRef Add(ReadOnlySpan<byte> bytes, bool isUtf16)
    {
        int size = MaxHeaderBytes + bytes.Length;
        if (_blocks.Count == 0 || _blocks[^1].Length - _next < size)
        {
            // Place 0 is no text.
            _next = _blocks.Count == 0 ? Step : 0;
            _blocks.Add(LargeArray.CreateUninitialized<byte>(Math.Max((int)Math.Clamp(_total, FirstBlockBytes, BlockBytes), _next + size)));
            _total += _blocks[^1].Length;
        }

        var place = new TextRef(checked((uint)(((ulong)(_blocks.Count - 1) << PlaceBits) | ((uint)_next >> StepBits))));
        Span<byte> target = _blocks[^1].AsSpan(_next);
        int start = 0;
        uint header = ((uint)bytes.Length << 1) | (isUtf16 ? 1u : 0);
        for (; header >= 0x80; header >>= 7)
        {
            target[start++] = (byte)(header | 0x80);
        }

        target[start++] = (byte)header;
        bytes.CopyTo(target[start..]);
        _next = (_next + start + bytes.Length + Step - 1) & -Step;
        return place;
    }
}
