namespace LicenseSync.Matching;

/// <summary>Whether two texts are one slip of the keyboard apart.</summary>
internal static class Typo
{
    /// <summary>Whether one character more, one less, one other, or two neighbors swapped make one text the other, ignoring case. A digit is no typo: numbers tell people of one name apart.</summary>
    public static bool IsOne(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        if (one.Length > other.Length)
        {
            ReadOnlySpan<char> longer = one;
            one = other;
            other = longer;
        }

        int start = 0;
        while (start < one.Length && IsSame(one[start], other[start]))
        {
            start++;
        }

        ReadOnlySpan<char> left = one[start..], right = other[start..];
        return (other.Length - one.Length) switch
        {
            0 when left.IsEmpty => false,
            0 => (AreLetters(left[0], right[0]) && left[1..].Equals(right[1..], StringComparison.OrdinalIgnoreCase)) || IsSwap(left, right),
            1 => !char.IsDigit(right[0]) && left.Equals(right[1..], StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
    }

    private static bool IsSwap(ReadOnlySpan<char> left, ReadOnlySpan<char> right) =>
        left.Length > 1 && IsSame(left[0], right[1]) && IsSame(left[1], right[0]) && AreLetters(left[0], left[1])
        && left[2..].Equals(right[2..], StringComparison.OrdinalIgnoreCase);

    private static bool AreLetters(char one, char other) => !char.IsDigit(one) && !char.IsDigit(other);

    private static bool IsSame(char one, char other) => one == other || char.ToUpperInvariant(one) == char.ToUpperInvariant(other);
}
