using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace LicenseSync.Matching;

/// <summary>Stands for a text that is only compared, never read: two fingerprints are equal where the texts are, as semantics B1 says (<see cref="StringComparison.OrdinalIgnoreCase"/>).</summary>
/// <remarks>
/// A text is folded and cut into n blocks of seven bytes, the last one with its length: the coefficients of a polynomial of degree n + 1, of which two different texts never share one. Two values of it are kept, modulo the
/// prime 2^61 - 1, at two points that are a secret of the process; of the second, the upper half. Two polynomials meet in at most n + 1 of the 2^60 points, and in at most (n + 1) 2^30 of them come as near as having one
/// upper half. So whatever somebody chooses who does not know the points, two different texts have one fingerprint with a probability of at most (n + 1)^2 / 2^90: among ten million texts of forty letters the chance that
/// any two do is below 2^-38. The whole of the second would need four bytes more for each text.
/// A text with a character beyond ASCII is folded and hashed as UTF-16, and its last block says so: it equals none of ASCII, which a test holds for every character.
/// </remarks>
[StructLayout(LayoutKind.Sequential, Pack = sizeof(uint))]
internal readonly record struct TextFingerprint
{
    private const int BlockBytes = 7;
    private const ulong BlockBits = (1UL << (8 * BlockBytes)) - 1;
    private const int PrimeBits = 61;
    private const ulong Prime = (1UL << PrimeBits) - 1;
    private const ulong TextMark = 1UL << 63;
    private const ulong Utf16Mark = 1UL << 59;
    private const int StackChars = 256;

    private static readonly ulong FirstPoint = ProcessSecret.Next() >> 4;
    private static readonly ulong SecondPoint = ProcessSecret.Next() >> 4;

    private readonly ulong _first;
    private readonly uint _second;

    private TextFingerprint(ulong first, ulong second) => (_first, _second) = (first | TextMark, (uint)(second >> (PrimeBits - 32)));

    /// <summary>Whether it stands for no text.</summary>
    public bool IsNone => _first == 0;

    /// <summary>The fingerprint of a text in UTF-8.</summary>
    public static TextFingerprint Of(ReadOnlySpan<byte> utf8) =>
        TryHash(utf8, isUtf16: false, out TextFingerprint fingerprint) ? fingerprint : OfDecoded(utf8);

    /// <summary>The fingerprint of a text.</summary>
    public static TextFingerprint Of(ReadOnlySpan<char> text)
    {
        if (!Ascii.IsValid(text))
        {
            return OfFolded(text);
        }

        Span<byte> ascii = text.Length <= StackChars ? stackalloc byte[StackChars] : new byte[text.Length];
        Encoding.ASCII.GetBytes(text, ascii);
        TryHash(ascii[..text.Length], isUtf16: false, out TextFingerprint fingerprint);
        return fingerprint;
    }

    /// <summary>The fingerprint of a text without the white space around it; none where it is blank.</summary>
    public static TextFingerprint OfTrimmed(ReadOnlySpan<byte> utf8) => ArenaText.Trim(utf8) is { IsEmpty: false } trimmed ? Of(trimmed) : default;

    /// <summary>The fingerprint of a text without the white space around it; none where it is blank.</summary>
    public static TextFingerprint OfTrimmed(ReadOnlySpan<char> text) => text.Trim() is { IsEmpty: false } trimmed ? Of(trimmed) : default;

    /// <summary>A hash for tables: a part of what the fingerprint is, which is as hard to choose.</summary>
    public uint Hash => (uint)(_first >> (PrimeBits - 32));

    /// <summary>Another one, for what has one <see cref="Hash"/>.</summary>
    public uint SecondHash => _second;

    // Both polynomials at once: each multiplication waits for the one before, those of the other meanwhile run.
    private static bool TryHash(ReadOnlySpan<byte> text, bool isUtf16, out TextFingerprint fingerprint)
    {
        ulong firstPoint = FirstPoint, secondPoint = SecondPoint;
        ulong first = firstPoint, second = secondPoint;
        ulong all = 0, block;
        ReadOnlySpan<byte> rest = text;
        for (; rest.Length > BlockBytes; rest = rest[BlockBytes..])
        {
            block = BinaryPrimitives.ReadUInt64LittleEndian(rest);
            all |= block;
            block = (isUtf16 ? block : ArenaText.Fold(block)) & BlockBits;
            first = Multiply(first + block, firstPoint);
            second = Multiply(second + block, secondPoint);
        }

        block = LastBlock(text, rest.Length);
        all |= block;
        block = isUtf16 ? block | Utf16Mark : ArenaText.Fold(block);
        block |= (ulong)rest.Length << (8 * BlockBytes);
        fingerprint = new(Reduce(Multiply(first + block, firstPoint)), Reduce(Multiply(second + block, secondPoint)));
        return isUtf16 || (all & ArenaText.HighBits) == 0;
    }

    private static ulong LastBlock(ReadOnlySpan<byte> text, int length)
    {
        if (text.Length > BlockBytes)
        {
            return BinaryPrimitives.ReadUInt64LittleEndian(text[^8..]) >> (8 * (8 - length));
        }

        ulong block = 0;
        for (int index = 0; index < text.Length; index++)
        {
            block |= (ulong)text[index] << (8 * index);
        }

        return block;
    }

    private static TextFingerprint OfDecoded(ReadOnlySpan<byte> utf8) => OfFolded(new ArenaText(utf8, isUtf16: false).ToChars(stackalloc char[StackChars]));

    private static TextFingerprint OfFolded(ReadOnlySpan<char> text)
    {
        Span<char> folded = text.Length <= StackChars ? stackalloc char[StackChars] : new char[text.Length];
        text.ToUpperInvariant(folded);
        TryHash(MemoryMarshal.AsBytes(folded[..text.Length]), isUtf16: true, out TextFingerprint fingerprint);
        return fingerprint;
    }

    // Not wholly reduced: with a point below 2^60 the result stays below 2^63, however long the text.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Multiply(ulong value, ulong point)
    {
        ulong high = Math.BigMul(value, point, out ulong low);
        return (low & Prime) + ((low >> PrimeBits) | (high << (64 - PrimeBits)));
    }

    private static ulong Reduce(ulong value)
    {
        value = (value & Prime) + (value >> PrimeBits);
        return value < Prime ? value : value - Prime;
    }
}
