namespace LicenseSync.Accounts;

/// <summary>A type of license. An open set: GitHub may add values, and an unknown one survives a round trip. Letter case, spaces, <c>_</c> and <c>-</c> do not matter.</summary>
/// <param name="Value">The text as GitHub writes it: the API's example has <c>enterprise</c>, the wire <c>Enterprise</c> and <c>Visual Studio subscription</c>.</param>
public readonly record struct LicenseType(string? Value)
{
    /// <summary>A GitHub Enterprise license; also what an unknown or empty type counts as (semantics, Words).</summary>
    public static LicenseType Enterprise { get; } = new("enterprise");

    /// <summary>A license that a Visual Studio subscription bundles.</summary>
    public static LicenseType VisualStudioSubscription { get; } = new("visual_studio_subscription");

    /// <summary>Whether both are one type.</summary>
    /// <param name="other">The other type.</param>
    /// <returns>True when they differ at most in letter case and separators.</returns>
    public bool Equals(LicenseType other) => AreEqual(Value, other.Value);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        for (ReadOnlySpan<char> rest = SkipSeparators(Value); !rest.IsEmpty; rest = SkipSeparators(rest[1..]))
        {
            hash.Add(char.ToLowerInvariant(rest[0]));
        }

        return hash.ToHashCode();
    }

    /// <summary>The type as it came.</summary>
    /// <returns>Empty for <c>default</c>.</returns>
    public override string ToString() => Value ?? "";

    /// <summary>Whether two texts name one type.</summary>
    internal static bool AreEqual(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (true)
        {
            left = SkipSeparators(left);
            right = SkipSeparators(right);
            if (left.IsEmpty || right.IsEmpty)
            {
                return left.IsEmpty && right.IsEmpty;
            }

            if (char.ToLowerInvariant(left[0]) != char.ToLowerInvariant(right[0]))
            {
                return false;
            }

            left = left[1..];
            right = right[1..];
        }
    }

    private static ReadOnlySpan<char> SkipSeparators(ReadOnlySpan<char> text)
    {
        int count = 0;
        while (count < text.Length && (char.IsWhiteSpace(text[count]) || text[count] is '_' or '-'))
        {
            count++;
        }

        return text[count..];
    }
}
