using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace LicenseSync.IO.Internal;

/// <summary>The bytes between two scalars of a record (or before the first, or behind the last), learned once and then compared as one constant.</summary>
/// <remarks>What a gap means follows from its bytes and the containers that are open before it, so one that is known needs no grammar any more. Each remembers what followed it: see
/// <see cref="Expected"/>. Changed by its one <see cref="JsonRecordParser"/> only; others read what is fixed.</remarks>
internal sealed class JsonGap
{
    private const int MaxOthers = 16;

    private readonly uint _firstBits;
    private readonly Block _first;
    private readonly Block _last;
    private readonly byte[] _middle;
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
        _middle = bytes.Length > 2 * Block.Size ? bytes[Block.Size..^Block.Size].ToArray() : [];
    }

    /// <summary>How many bytes it has.</summary>
    public int Length { get; }

    /// <summary>How many parts begin in it or right behind it.</summary>
    public required int PartCount { get; init; }

    /// <summary>Whether the record ends with it; else a scalar follows.</summary>
    public required bool IsLast { get; init; }

    /// <summary>How far behind its start the scalar stands that follows; very far where none does.</summary>
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

    /// <summary>Its number among those its parser knows.</summary>
    public int Number { get; private set; }

    /// <summary>The gap that most often came behind the scalar that follows; null when nothing is known.</summary>
    public JsonGap? Expected { get; private set; }

    /// <summary>Whether its bytes stand at a position, of a gap that is not long; of a long one false. A longer gap may stand there that begins alike: then no scalar follows.</summary>
    /// <param name="origin">The first byte; <see cref="JsonScalar.Padding"/> of them can be read behind the position.</param>
    /// <param name="at">The position.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool SeemsToStandAt(ref byte origin, int at) =>
        BeginsAt(ref origin, at)
        && (Length <= Vector256<byte>.Count
            || (Length <= JsonScalar.Padding && Vector256.LoadUnsafe(ref origin, (nuint)(at + Length - Vector256<byte>.Count)) == _last.Vector));

    /// <summary>Whether its bytes stand at a position, and behind them a scalar if one must.</summary>
    /// <param name="text">The bytes; <see cref="JsonScalar.Padding"/> of them can be read behind the position.</param>
    /// <param name="at">The position.</param>
    public bool StandsAt(ReadOnlySpan<byte> text, int at) =>
        BeginsAt(ref MemoryMarshal.GetReference(text), at)
        && (Length <= Vector256<byte>.Count || RestStandsAt(text, at))
        && (IsLast || JsonScalar.IsStart(Unsafe.Add(ref MemoryMarshal.GetReference(text), at + Length)));

    /// <summary>Takes its number, before it is used.</summary>
    public void Join(int number) => (Number, ToScalar) = (number, IsLast ? int.MaxValue / 2 : Length);

    /// <summary>Counts that it was come to.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Visit() => _visits++;

    /// <summary>What follows instead of what is expected, of what followed before.</summary>
    /// <returns>Null when nothing known stands at the position.</returns>
    public JsonGap? FindOther(ReadOnlySpan<byte> text, int at)
    {
        foreach (ref Follower other in _others.AsSpan())
        {
            if (other.Gap.StandsAt(text, at))
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

    // The last bytes overlap the first where the gap is not twice as long. One byte more must be there for what follows.
    private bool RestStandsAt(ReadOnlySpan<byte> text, int at)
    {
        int last = at + Length - Vector256<byte>.Count;
        return text.Length - last > Vector256<byte>.Count
            && Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(text), (nuint)last) == _last.Vector
            && (_middle.Length == 0 || text.Slice(at + Vector256<byte>.Count, _middle.Length).SequenceEqual(_middle));
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
