using System.Text;

namespace LicenseSync.IO;

/// <summary>Property names as they are compared: letter case, <c>_</c>, <c>-</c> and space do not matter (formats 6).</summary>
internal static class JsonKey
{
    /// <summary>No name that is known is longer, folded.</summary>
    public const int MaxLength = 64;

    /// <summary>Folds a name.</summary>
    /// <param name="name">The name as it stands in the JSON, without quotes.</param>
    /// <param name="folded">At least <see cref="MaxLength"/> long.</param>
    /// <returns>The length of the folded name; 0 for one that can be no known name (too long, or not ASCII).</returns>
    public static int Fold(ReadOnlySpan<byte> name, Span<char> folded)
    {
        if (name.Contains((byte)'\\'))
        {
            return FoldEscaped(name, folded);
        }

        int length = 0;
        foreach (byte value in name)
        {
            if (value is (byte)'_' or (byte)'-' or (byte)' ')
            {
                continue;
            }

            if (value >= 0x80 || length == MaxLength)
            {
                return 0;
            }

            folded[length++] = (char)(value is >= (byte)'A' and <= (byte)'Z' ? value | 0x20 : value);
        }

        return length;
    }

    private static int FoldEscaped(ReadOnlySpan<byte> name, Span<char> folded) =>
        JsonText.Decode(name, out string text, out _) == TextFault.None && Ascii.IsValid(text)
            ? Fold(Encoding.UTF8.GetBytes(text.Replace("\\", "\0", StringComparison.Ordinal)), folded)
            : 0;
}
