using System.Text;

namespace LicenseSync.LicenseReports;

/// <summary>Gives one string for texts that repeat in a file (roles, types, dates), found by their bytes. A text that is new takes the place of an older one.</summary>
internal sealed class Utf8StringCache
{
    private const int Size = 1024;
    private const int MaxLength = 64;

    private readonly (byte[] Bytes, string Text)[] _entries = new (byte[], string)[Size];

    /// <summary>The string of a valid UTF-8 text.</summary>
    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxLength)
        {
            return Encoding.UTF8.GetString(utf8);
        }

        var hash = new HashCode();
        hash.AddBytes(utf8);
        ref (byte[] Bytes, string Text) entry = ref _entries[hash.ToHashCode() & (Size - 1)];
        if (entry.Text is null || !utf8.SequenceEqual(entry.Bytes))
        {
            entry = (utf8.ToArray(), Encoding.UTF8.GetString(utf8));
        }

        return entry.Text;
    }
}
