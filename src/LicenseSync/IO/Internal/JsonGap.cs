using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text.Json;

namespace LicenseSync.IO.Internal;

/// <summary>The bytes between two values of a record that are a text or a number (or before the first, or behind the last), learned once and then compared as one constant.</summary>
/// <remarks>Not only brackets, names, commas and white space repeat: <c>true</c>, <c>false</c>, <c>null</c> and the empty text are a part of the gap, too, so records whose flags differ have different gaps. What a gap
/// means follows from its bytes and the containers that are open before it, so one that is known needs no grammar any more. Each remembers what followed it: see <see cref="Expected"/>. Changed by its one <see cref="JsonRecordParser"/> only; others read what is fixed.</remarks>
internal sealed class JsonGap
{
    private const int MaxOthers = 16;

    private readonly uint _firstBits;
    private readonly Block _first;
    private readonly Block _last;
    private Follower[] _others = [];
    private int _visits;
    private int _otherVisits;

    /// <summary>Learns a gap.</summary>
    /// <param name="bytes">Its bytes.</param>
    public JsonGap(ReadOnlySpan<byte> bytes)
    {
        Bytes = bytes.ToArray();
        Length = bytes.Length;
        int count = Math.Min(bytes.Length, Block.Size);
        bytes[..count].CopyTo(_first);
        _firstBits = uint.MaxValue >> (Block.Size - count);
        bytes[^count..].CopyTo(_last);
    }

    /// <summary>How many bytes it has.</summary>
    public int Length { get; }

    /// <summary>How many parts begin in it or right behind it.</summary>
    public required int PartCount { get; init; }

    /// <summary>Whether the record ends with it; else a text that is not empty, or a number, follows.</summary>
    public required bool IsLast { get; init; }

    /// <summary>How far behind its start the text or number stands that follows; very far where none does.</summary>
    public int ToScalar { get; private set; }

    /// <summary>What begins and ends in it, in the file's order.</summary>
    public required JsonGapMark[] Marks { get; init; }

    /// <summary>What is special about the names in it.</summary>
    public required JsonTextTraits Traits { get; init; }

    /// <summary>The containers that are open before it.</summary>
    public required JsonNesting NestingBefore { get; init; }

    /// <summary>The containers that are open behind it.</summary>
    public required JsonNesting NestingAfter { get; init; }

    /// <summary>The bytes.</summary>
    public byte[] Bytes { get; }

    /// <summary>The bytes before the first value in it, or all.</summary>
    public ReadOnlySpan<byte> BytesToValue
    {
        get
        {
            int value = Array.FindIndex(Marks, mark => mark.Kind >= JsonTokenType.String);
            return value < 0 ? Bytes : Bytes.AsSpan(0, Marks[value].Offset);
        }
    }

    /// <summary>Its number among those its parser knows.</summary>
    public int Number { get; private set; }

    /// <summary>The gap that most often came behind the text or number that follows; null when nothing is known.</summary>
    public JsonGap? Expected { get; private set; }

    /// <summary>Whether its bytes stand at a position. A longer gap may stand there that begins alike: then neither a number follows nor a text that is not empty.</summary>
    /// <param name="origin">The first byte.</param>
    /// <param name="at">The position; from there as many bytes as the gap has, and <see cref="JsonScalar.Padding"/>, can be read.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool SeemsToStandAt(ref byte origin, int at) => BeginsAt(ref origin, at) && (Length <= Vector256<byte>.Count || GoesOnAt(ref origin, at));

    /// <summary>Whether its bytes stand at a position, and behind them another, with which a text or a number begins if one must.</summary>
    /// <param name="origin">The first byte.</param>
    /// <param name="at">The position.</param>
    /// <param name="last">The last position that may be looked at; <see cref="JsonScalar.Padding"/> more can be read.</param>
    public bool StandsAt(ref byte origin, int at, int last) =>
        at + Length <= last
        && SeemsToStandAt(ref origin, at)
        && (IsLast || JsonScalar.IsStart(Unsafe.Add(ref origin, at + Length), Unsafe.Add(ref origin, at + Length + 1)));

    /// <summary>Takes its number, before it is used.</summary>
    public void Join(int number) => (Number, ToScalar) = (number, IsLast ? int.MaxValue / 2 : Length);

    /// <summary>Counts that it was come to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Visit() => _visits++;

    /// <summary>What follows instead of what is expected, of what followed before.</summary>
    /// <returns>Null when nothing known stands at the position.</returns>
    public JsonGap? FindOther(ref byte origin, int at, int last)
    {
        for (int index = 0; index < _others.Length; index++)
        {
            ref Follower other = ref _others[index];
            if (other.Gap.StandsAt(ref origin, at, last))
            {
                JsonGap found = other.Gap;
                other.Visits++;
                _otherVisits++;
                int expectedVisits = _visits - _otherVisits;
                if (other.Visits > expectedVisits)
                {
                    _otherVisits += expectedVisits - other.Visits;
                    other = new() { Gap = Expected!, Visits = expectedVisits };
                    Expected = found;
                }
                else if (index > 0 && other.Visits > _others[index - 1].Visits)
                {
                    (_others[index - 1], other) = (other, _others[index - 1]);
                }

                return found;
            }
        }

        return null;
    }

    /// <summary>Remembers what followed for the first time. Of very many the oldest are forgotten.</summary>
    public void AddFollower(JsonGap follower)
    {
        if (Expected is null)
        {
            Expected = follower;
            return;
        }

        if (_others.Length == MaxOthers)
        {
            (_others, _otherVisits) = ([], 0);
        }

        _others = [.. _others, new() { Gap = follower, Visits = 1 }];
        _otherVisits++;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool BeginsAt(ref byte origin, int at) =>
        (~Vector256.Equals(Vector256.LoadUnsafe(ref origin, (nuint)at), _first.Vector).ExtractMostSignificantBits() & _firstBits) == 0;

    // The last bytes overlap those before them where the gap is no multiple of a vector.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool GoesOnAt(ref byte origin, int at)
    {
        for (int index = Vector256<byte>.Count; index < Length - Vector256<byte>.Count; index += Vector256<byte>.Count)
        {
            if (Vector256.LoadUnsafe(ref origin, (nuint)(at + index)) != Vector256.LoadUnsafe(ref MemoryMarshal.GetArrayDataReference(Bytes), (nuint)index))
            {
                return false;
            }
        }

        return Vector256.LoadUnsafe(ref origin, (nuint)(at + Length - Vector256<byte>.Count)) == _last.Vector;
    }

    // Not a vector: how large one is is the processor's affair, so code that meets a field of it cannot be compiled in advance.
    [InlineArray(Size)]
    private struct Block
    {
        public const int Size = 32;

        private byte _first;

        public readonly Vector256<byte> Vector => Vector256.LoadUnsafe(in _first);
    }

    private struct Follower
    {
        public JsonGap Gap;
        public int Visits;
    }
}
