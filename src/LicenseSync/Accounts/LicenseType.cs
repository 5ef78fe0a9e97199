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
    public bool Equals(LicenseType other) => string.Equals(Fold(Value), Fold(other.Value), StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Fold(Value).GetHashCode(StringComparison.Ordinal);

    /// <summary>The type as it came.</summary>
    /// <returns>Empty for <c>default</c>.</returns>
    public override string ToString() => Value ?? "";

    private static string Fold(string? text) =>
        string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c) && c is not ('_' or '-'))).ToLowerInvariant();
}
