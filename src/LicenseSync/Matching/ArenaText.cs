using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;
using System.Text.Unicode;
using LicenseSync.IO;

namespace LicenseSync.Matching;

/// <summary>A text of a <see cref="TextArena"/>, compared as semantics B1 says: exactly like <see cref="StringComparison.OrdinalIgnoreCase"/>.</summary>
/// <remarks>
/// Nearly every login and address is ASCII, which is folded and compared many bytes at once; all else is left to the framework. The two never meet: no character
/// beyond ASCII equals one of ASCII (K is not the Kelvin sign, i is neither dotless nor dotted), which a test holds for every character.
/// Hashes are keyed by a secret of the process, so that nobody can prepare addresses that all fall into one place.
/// </remarks>
internal readonly ref struct ArenaText(ReadOnlySpan<byte> bytes, bool isUtf16)
{
    /// <summary>The bits that none of eight ASCII characters has.</summary>
    public const ulong HighBits = 0x80 * EachByte;

    private const ulong EachByte = 0x0101010101010101;
    private const int StackChars = 256;
    private const int PrefixLetters = 16;

    private static readonly ulong FirstKey = ProcessSecret.Next();
    private static readonly ulong SecondKey = ProcessSecret.Next();
    private static readonly ulong ThirdKey = ProcessSecret.Next();

    /// <summary>UTF-8, unless <see cref="IsUtf16"/>.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    /// <summary>Whether it has no UTF-8.</summary>
    public bool IsUtf16 { get; } = isUtf16;

    private bool IsAscii => Ascii.IsValid(Bytes);

    /// <summary>A string as a text that is in no arena.</summary>
    /// <param name="text">The string.</param>
    /// <param name="buffer">Room for its bytes, as many as <see cref="MaxBytesOf"/> says.</param>
    public static ArenaText Encode(ReadOnlySpan<char> text, Span<byte> buffer) =>
        Utf8.FromUtf16(text, buffer, out _, out int written, replaceInvalidSequences: false) == OperationStatus.Done
            ? new(buffer[..written], isUtf16: false)
            : new(MemoryMarshal.AsBytes(text), isUtf16: true);

    /// <summary>A text in UTF-8 without the white space around it; empty where it is blank.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> utf8) =>
        utf8.IsEmpty || (Utf8Text.IsVisible(utf8[0]) && Utf8Text.IsVisible(utf8[^1])) ? utf8 : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(utf8).Trim());

    /// <summary>How many bytes a string takes at most.</summary>
    public static int MaxBytesOf(ReadOnlySpan<char> text) => text.Length * 3;

    /// <summary>The same for texts that are equal.</summary>
    public uint FoldedHash()
    {
        ulong hash = FirstKey ^ (uint)Bytes.Length;
        if (Bytes.Length < Vector128<byte>.Count)
        {
            return ShortHash(hash);
        }

        // The last bytes overlap those before them.
        ref byte first = ref MemoryMarshal.GetReference(Bytes);
        int last = Bytes.Length - Vector128<byte>.Count;
        Vector128<byte> part = Vector128.LoadUnsafe(ref first, (nuint)last);
        Vector128<byte> all = part;
        Vector128<ulong> folded = Fold(part).AsUInt64();
        for (int index = 0; index < last; index += Vector128<byte>.Count)
        {
            hash = Mix(folded.ToScalar() ^ hash, folded.GetElement(1));
            part = Vector128.LoadUnsafe(ref first, (nuint)index);
            all |= part;
            folded = Fold(part).AsUInt64();
        }

        return all.ExtractMostSignificantBits() == 0 ? (uint)Mix(folded.ToScalar() ^ hash, folded.GetElement(1)) : (uint)HashAsFramework();
    }

    /// <summary>Whether two texts are equal, letter case aside.</summary>
    public bool EqualsFolded(ArenaText other) =>
        Ascii.EqualsIgnoreCase(Bytes, other.Bytes)
        || (!IsAscii && !other.IsAscii && string.Equals(ToString(), other.ToString(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The order of logins (semantics E): lower-cased, ordinal; two that are then alike by their own spelling.</summary>
    public int CompareAsLogin(ArenaText other)
    {
        if (!IsAscii || !other.IsAscii)
        {
            string left = ToString(), right = other.ToString();
            int order = string.CompareOrdinal(left.ToLowerInvariant(), right.ToLowerInvariant());
            return order != 0 ? order : string.CompareOrdinal(left, right);
        }

        int spelling = 0;
        int length = Math.Min(Bytes.Length, other.Bytes.Length);
        for (int index = Bytes.CommonPrefixLength(other.Bytes); index < length; index += 1 + Bytes[(index + 1)..].CommonPrefixLength(other.Bytes[(index + 1)..]))
        {
            byte one = Bytes[index], two = other.Bytes[index];
            int order = ToLower(one) - ToLower(two);
            if (order != 0)
            {
                return order;
            }

            spelling = spelling != 0 ? spelling : one - two;
        }

        return Bytes.Length != other.Bytes.Length ? Bytes.Length - other.Bytes.Length : spelling;

        static int ToLower(byte value) => value is >= (byte)'A' and <= (byte)'Z' ? value | 0x20 : value;
    }

    /// <summary>The first letters as a number: texts whose numbers differ are in the order of <see cref="CompareAsLogin"/> as their numbers are.</summary>
    public UInt128 LoginPrefix()
    {
        if (!IsAscii)
        {
            return PrefixOf(ToString().ToLowerInvariant());
        }

        Span<byte> first = stackalloc byte[PrefixLetters];
        first.Clear();
        Bytes[..Math.Min(Bytes.Length, PrefixLetters)].CopyTo(first);
        return new(Lower(BinaryPrimitives.ReadUInt64BigEndian(first)), Lower(BinaryPrimitives.ReadUInt64BigEndian(first[8..])));

        // What stands behind a letter beyond ASCII is not looked at.
        static UInt128 PrefixOf(string lower)
        {
            UInt128 prefix = 0;
            int index = 0;
            for (; index < PrefixLetters && index < lower.Length; index++)
            {
                prefix = (prefix << 8) | (lower[index] < 0x80 ? lower[index] : 0xFFu);
                if (lower[index] >= 0x80)
                {
                    index++;
                    break;
                }
            }

            return index == 0 ? 0 : prefix << (8 * (PrefixLetters - index));
        }
    }

    /// <summary>The text as UTF-16.</summary>
    /// <param name="buffer">Where to write; too small a one is not used.</param>
    public ReadOnlySpan<char> ToChars(Span<char> buffer) =>
        IsUtf16 ? MemoryMarshal.Cast<byte, char>(Bytes)
        : Bytes.Length <= buffer.Length ? buffer[..Encoding.UTF8.GetChars(Bytes, buffer)]
        : Encoding.UTF8.GetString(Bytes);

    /// <summary>The text as a string.</summary>
    public override string ToString() => IsUtf16 ? new(MemoryMarshal.Cast<byte, char>(Bytes)) : Encoding.UTF8.GetString(Bytes);

    private uint ShortHash(ulong hash)
    {
        ulong first = 0, second = 0;
        if (Bytes.Length >= sizeof(ulong))
        {
            first = BinaryPrimitives.ReadUInt64LittleEndian(Bytes);
            second = BinaryPrimitives.ReadUInt64LittleEndian(Bytes[^sizeof(ulong)..]);
        }
        else
        {
            for (int index = 0; index < Bytes.Length; index++)
            {
                first |= (ulong)Bytes[index] << (8 * index);
            }
        }

        return ((first | second) & HighBits) == 0 ? (uint)Mix(Fold(first) ^ hash, Fold(second)) : (uint)HashAsFramework();
    }

    private int HashAsFramework() => string.GetHashCode(ToChars(stackalloc char[StackChars]), StringComparison.OrdinalIgnoreCase);

    /// <summary>Upper case of eight ASCII characters: the bytes <c>a</c> to <c>z</c> lose the bit 0x20.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Fold(ulong part)
    {
        ulong fromA = part + ((0x80 - 'a') * EachByte);
        ulong beyondZ = part + ((0x7F - 'z') * EachByte);
        return part ^ (((fromA ^ beyondZ) & HighBits) >> 2);
    }

    /// <summary>The same of sixteen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<byte> Fold(Vector128<byte> part)
    {
        Vector128<sbyte> fromLeast = (part - Vector128.Create((byte)('a' - sbyte.MinValue))).AsSByte();
        return part ^ (Vector128.LessThan(fromLeast, Vector128.Create((sbyte)(sbyte.MinValue + 26))).AsByte() & Vector128.Create((byte)0x20));
    }

    // The bytes 'A' to 'Z' gain the bit 0x20; right for ASCII only.
    private static ulong Lower(ulong part)
    {
        ulong fromA = part + ((0x80 - 'A') * EachByte);
        ulong beyondZ = part + ((0x7F - 'Z') * EachByte);
        return part | (((fromA ^ beyondZ) & HighBits) >> 2);
    }

    // A folded multiplication: every bit of both parts moves every bit of the hash.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong first, ulong second)
    {
        ulong high = Math.BigMul(first ^ SecondKey, second ^ ThirdKey, out ulong low);
        return high ^ low;
    }
}
