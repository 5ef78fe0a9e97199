namespace LicenseSync.Cli.Generation;

/// <summary>A permutation of 0 … count − 1 that needs no memory: a multiplication by about the golden ratio of the count, modulo the count.</summary>
/// <remarks>Counts stay below 2^30, so that no product leaves 64 bits.</remarks>
internal readonly struct Shuffle
{
    private readonly long _count;
    private readonly long _factor;
    private readonly long _inverse;
    private readonly long _offset;

    public Shuffle(long count, Dice dice)
    {
        _count = Math.Max(count, 1);
        _factor = Math.Max(1, _count * 618_033_989 / 1_000_000_000);
        long? inverse;
        while ((inverse = Inverse(_factor, _count)) is null)
        {
            _factor++;
        }

        _inverse = inverse.Value;
        _offset = (long)(dice.Next() % (ulong)_count);
    }

    public long this[long index] => ((index * _factor) + _offset) % _count;

    /// <summary>The index that <paramref name="value"/> stands at.</summary>
    public long IndexOf(long value) => (value - _offset + _count) % _count * _inverse % _count;

    /// <summary>The multiplicative inverse by the extended Euclidean algorithm; null when the numbers share a factor.</summary>
    private static long? Inverse(long value, long modulus)
    {
        (long r, long nextR, long t, long nextT) = (modulus, value, 0, 1);
        while (nextR != 0)
        {
            long quotient = r / nextR;
            (r, nextR, t, nextT) = (nextR, r - (quotient * nextR), nextT, t - (quotient * nextT));
        }

        return r != 1 ? null : t < 0 ? t + modulus : t;
    }
}
