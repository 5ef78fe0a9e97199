namespace LicenseSync.IO.Internal;

/// <summary>The containers that are open at a place: their count, and for each a bit that says whether it is a list, the innermost lowest.</summary>
internal readonly record struct JsonNesting(int Depth, ulong Lists)
{
    /// <summary>The deepest nesting that has room.</summary>
    public const int MaxDepth = 64;

    /// <summary>Whether the innermost container is a list.</summary>
    public bool IsInList => (Lists & 1) != 0;

    /// <summary>One container more.</summary>
    public JsonNesting Enter(bool isList) => new(Depth + 1, (Lists << 1) | (isList ? 1UL : 0));

    /// <summary>One container less.</summary>
    public JsonNesting Leave() => new(Depth - 1, Lists >> 1);
}
