using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LicenseSync.IO.Internal;

/// <summary>Finds where texts, numbers and literals end, checking their grammar as <see cref="System.Text.Json.Utf8JsonReader"/> does.</summary>
/// <remarks>
/// The end of a text takes one comparison for 32 bytes: quote, backslash, and everything that is below 0x20 as a signed byte, which is the control characters and what is not ASCII alike.
/// Callers see to it that <see cref="Padding"/> bytes can be read behind where they start: what stands there is looked at, and decides nothing, since the caller refuses an end behind its own.
/// </remarks>
internal static class JsonScalar
{
    /// <summary>How many bytes behind a position are looked at in one go.</summary>
    public const int Padding = 64;

    // The first four bytes of the literals, the lowest first.
    private const uint True = 't' | ('r' << 8) | ('u' << 16) | ('e' << 24);
    private const uint False = 'f' | ('a' << 8) | ('l' << 16) | ('s' << 24);
    private const uint Null = 'n' | ('u' << 8) | ('l' << 16) | ('l' << 24);

    private static readonly SearchValues<byte> HexDigits = SearchValues.Create("0123456789abcdefABCDEF"u8);

    /// <summary>Whether a text that is not empty, or a number, begins with two bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsStart(byte first, byte second) => first == (byte)'"' ? second != (byte)'"' : first is (byte)'-' or (>= (byte)'0' and <= (byte)'9');

    /// <summary>The end of the text or number at a position; -1 when none stands there whole, or it is malformed.</summary>
    /// <param name="text">The bytes.</param>
    /// <param name="at">Where it begins.</param>
    /// <param name="last">The last position that may be looked at; <see cref="Padding"/> more can be read.</param>
    /// <param name="traits">Takes what is special about a text, beside what it holds already.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int End(ReadOnlySpan<byte> text, int at, int last, ref JsonTextTraits traits)
    {
        byte first = Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
        return first == (byte)'"' ? EndOfText(text, at, last, ref traits) : EndOfNumber(text, at, last);
    }

    /// <summary>The end of a text of ASCII without escapes that is not empty, or of a whole number of up to seven digits; -1 for anything else, which may be well-formed.</summary>
    /// <param name="origin">The first byte.</param>
    /// <param name="at">Where it begins.</param>
    /// <param name="last">The last position that may be looked at; <see cref="Padding"/> more can be read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int EndOfPlain(ref byte origin, int at, int last)
    {
        ref byte first = ref Unsafe.Add(ref origin, at);
        if (first == (byte)'"')
        {
            at++;
            if (Unsafe.Add(ref origin, at) == (byte)'"')
            {
                return -1;
            }

            do
            {
                uint quotes = Quotes(ref origin, at, out uint others);
                if ((others & (quotes ^ (quotes - 1))) != 0)
                {
                    break;
                }

                if (quotes != 0)
                {
                    return at + BitOperations.TrailingZeroCount(quotes) + 1;
                }

                at += Vector256<byte>.Count;
            }
            while (at <= last);
            return -1;
        }

        ulong others8 = NoDigits(Unsafe.ReadUnaligned<ulong>(ref first));
        int digits = BitOperations.TrailingZeroCount(others8) >> 3;
        bool isWhole = others8 != 0 && digits > 0 && (first != (byte)'0' || digits == 1) && Unsafe.Add(ref first, digits) is (byte)',' or (byte)'}' or (byte)']';
        return isWhole ? at + digits : -1;
    }

    /// <summary>The end of the text whose opening quote stands at a position, behind its closing quote. See <see cref="End"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int EndOfText(ReadOnlySpan<byte> text, int at, int last, ref JsonTextTraits traits)
    {
        ref byte origin = ref MemoryMarshal.GetReference(text);
        at++;
        while (at <= last)
        {
            uint quotes = Quotes(ref origin, at, out uint others);

            // All before the first quote, or everything.
            if ((others & (quotes ^ (quotes - 1))) != 0)
            {
                return EndOfOddText(text, at, last, ref traits);
            }

            if (quotes != 0)
            {
                return at + BitOperations.TrailingZeroCount(quotes) + 1;
            }

            at += Vector256<byte>.Count;
        }

        return -1;
    }

    /// <summary>A bit for each of 32 bytes that is a quote; another for each that ends a text of plain ASCII otherwise.</summary>
    /// <remarks>What is waited for are the quotes; the others are only looked at, so they have a number of their own.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Quotes(ref byte origin, int at, out uint others)
    {
        Vector256<byte> bytes = Vector256.LoadUnsafe(ref origin, (nuint)at);
        others = (Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
            | Vector256.LessThan(bytes.AsSByte(), Vector256.Create((sbyte)0x20)).AsByte()).ExtractMostSignificantBits();
        return Vector256.Equals(bytes, Vector256.Create((byte)'"')).ExtractMostSignificantBits();
    }

    /// <summary>Goes on where a text has an escape or is not ASCII.</summary>
    private static int EndOfOddText(ReadOnlySpan<byte> text, int at, int last, ref JsonTextTraits traits)
    {
        while (at <= last)
        {
            Vector256<byte> bytes = Vector256.Create(text.Slice(at, Vector256<byte>.Count));
            uint ends = (Vector256.Equals(bytes, Vector256.Create((byte)'"'))
                | Vector256.Equals(bytes, Vector256.Create((byte)'\\'))
                | Vector256.LessThan(bytes, Vector256.Create((byte)0x20))).ExtractMostSignificantBits();
            uint notAscii = bytes.ExtractMostSignificantBits();
            int plain = ends == 0 ? Vector256<byte>.Count : BitOperations.TrailingZeroCount(ends);
            traits |= notAscii != 0 && BitOperations.TrailingZeroCount(notAscii) < plain ? JsonTextTraits.NotAscii : 0;
            at += plain;
            if (ends == 0)
            {
                continue;
            }

            switch (text[at])
            {
                case (byte)'"':
                    return at + 1;
                case (byte)'\\' when text[at + 1] == (byte)'u' && !text.Slice(at + 2, 4).ContainsAnyExcept(HexDigits):
                    traits |= JsonTextTraits.Escaped;
                    at += 6;
                    break;
                case (byte)'\\' when "\"\\/bfnrt"u8.Contains(text[at + 1]):
                    traits |= JsonTextTraits.Escaped;
                    at += 2;
                    break;
                default:
                    return -1;
            }
        }

        return -1;
    }

    /// <summary>The end of the <c>true</c>, <c>false</c> or <c>null</c> at a position; -1 when none stands there.</summary>
    /// <param name="text">The bytes; <see cref="Padding"/> of them can be read behind the position.</param>
    /// <param name="at">The position.</param>
    public static int EndOfLiteral(ReadOnlySpan<byte> text, int at)
    {
        ref byte first = ref Unsafe.Add(ref MemoryMarshal.GetReference(text), at);
        uint four = BinaryPrimitives.ReadUInt32LittleEndian(MemoryMarshal.CreateReadOnlySpan(ref first, sizeof(uint)));
        if (four == False)
        {
            return Unsafe.Add(ref first, 4) == (byte)'e' ? at + 5 : -1;
        }

        return four is True or Null ? at + 4 : -1;
    }

    private static int EndOfNumber(ReadOnlySpan<byte> text, int at, int last)
    {
        at += text[at] == (byte)'-' ? 1 : 0;
        int digits = at;
        at = EndOfDigits(text, at, last);
        if (at == digits || (text[digits] == (byte)'0' && at > digits + 1))
        {
            return -1;
        }

        if (text[at] == (byte)'.')
        {
            digits = at + 1;
            at = EndOfDigits(text, digits, last);
            if (at == digits)
            {
                return -1;
            }
        }

        if ((text[at] | 0x20) == 'e')
        {
            digits = at + (text[at + 1] is (byte)'+' or (byte)'-' ? 2 : 1);
            at = EndOfDigits(text, digits, last);
            if (at == digits)
            {
                return -1;
            }
        }

        return at;
    }

    private static int EndOfDigits(ReadOnlySpan<byte> text, int at, int last)
    {
        ref byte origin = ref MemoryMarshal.GetReference(text);
        while (at <= last)
        {
            ulong others = NoDigits(BinaryPrimitives.ReadUInt64LittleEndian(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref origin, at), sizeof(ulong))));
            if (others != 0)
            {
                return at + (BitOperations.TrailingZeroCount(others) >> 3);
            }

            at += sizeof(ulong);
        }

        return at;
    }

    /// <summary>Where the first of eight bytes is no digit, the highest bit of that byte is set, and none before it: it is found without a branch for each digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong NoDigits(ulong eight) => ((eight + 0x4646464646464646) | (eight - 0x3030303030303030)) & 0x8080808080808080;
}
