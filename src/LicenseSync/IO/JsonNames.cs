namespace LicenseSync.IO;

/// <summary>Folds the property names of one input as <see cref="JsonKey"/> does, and remembers them: records have the same names, mostly in one order, so the name that followed the last time is tried first.</summary>
internal sealed class JsonNames
{
    private const int MaxCount = 64;

    private readonly List<Name> _names = [];
    private Name _last = new([], "");

    /// <summary>The folded name; empty when it can be no known name.</summary>
    /// <param name="raw">The name as it stands in the JSON, without quotes.</param>
    public string Fold(ReadOnlySpan<byte> raw)
    {
        if (_last.Follower is not { } name || !raw.SequenceEqual(name.Raw))
        {
            name = Find(raw);
            _last.Follower = name;
        }

        _last = name;
        return name.Folded;
    }

    private Name Find(ReadOnlySpan<byte> raw)
    {
        foreach (Name known in _names)
        {
            if (raw.SequenceEqual(known.Raw))
            {
                return known;
            }
        }

        Span<char> folded = stackalloc char[JsonKey.MaxLength];
        var name = new Name(raw.ToArray(), new(folded[..JsonKey.Fold(raw, folded)]));
        if (_names.Count < MaxCount)
        {
            _names.Add(name);
        }

        return name;
    }

    private sealed class Name(byte[] raw, string folded)
    {
        public byte[] Raw { get; } = raw;

        public string Folded { get; } = folded;

        public Name? Follower { get; set; }
    }
}
