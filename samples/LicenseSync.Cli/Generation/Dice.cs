namespace LicenseSync.Cli.Generation;

/// <summary>SplitMix64, started from a seed, a topic and an index: what one account looks like does not depend on the accounts before it.</summary>
internal struct Dice(long seed, DiceTopic topic, long index)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong _state = Mix(Mix((ulong)seed + Golden) ^ ((ulong)index * Golden) ^ ((ulong)topic << 56));

    public ulong Next() => Mix(_state += Golden);

    /// <summary>A number from 0 to <paramref name="sides"/> − 1.</summary>
    public int Next(int sides) => (int)Math.BigMul(Next(), (ulong)sides, out _);

    public bool Chance(int percent) => Next(100) < percent;

    public T Pick<T>(ReadOnlySpan<T> values) => values[Next(values.Length)];

    public Guid NextGuid()
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, Next());
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Next());
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new(bytes, bigEndian: true);
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}

/// <summary>What the dice are thrown for, so that two questions about one index get independent answers.</summary>
internal enum DiceTopic
{
    Instance = 1,
    Order,
    Person,
    Naming,
    Row,
    Identity,
    ServerAccount,
    Plant,
    PlantedAccount,
}
