using System.Buffers.Binary;

namespace LicenseSync.Matching;

/// <summary>Keys of hashes: secret and other ones in every process.</summary>
/// <remarks>They come by way of <see cref="Guid.NewGuid"/>, whose 122 random bits are the operating system's: RandomNumberGenerator would first load OpenSSL, which costs several megabytes and milliseconds.</remarks>
internal static class ProcessSecret
{
    /// <summary>A number of 64 random bits.</summary>
    public static ulong Next()
    {
        // Six of the bits are fixed; none stands in the same place of both halves.
        Span<byte> bytes = stackalloc byte[16];
        Guid.NewGuid().TryWriteBytes(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
    }
}
