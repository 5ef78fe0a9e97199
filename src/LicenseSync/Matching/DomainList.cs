using System.Buffers.Binary;

namespace LicenseSync.Matching;

/// <summary>Numbers the domains of addresses, each one once: the whole part after the last <c>@</c> (semantics D14).</summary>
internal sealed class DomainList
{
    private const int None = -1;
    private const int RecentBits = 5;

    private readonly Dictionary<TextFingerprint, int> _numbers = [];
    private readonly List<TextFingerprint> _domains = [];

    // Most addresses have one of few domains: those that came last stand where their first letters and length say.
    private readonly (byte[]? Domain, int Number)[] _recent = new (byte[]?, int)[1 << RecentBits];

    /// <summary>Starts with none.</summary>
    public DomainList() => Clear();

    /// <summary>The domains, by number.</summary>
    public IReadOnlyList<TextFingerprint> Domains => _domains;

    /// <summary>The number of a domain.</summary>
    public int Add(TextFingerprint domain)
    {
        if (_numbers.TryAdd(domain, _domains.Count))
        {
            _domains.Add(domain);
        }

        return _numbers[domain];
    }

    /// <summary>The number of the domain of an address.</summary>
    public int AddDomainOf(ReadOnlySpan<char> address) => Add(TextFingerprint.Of(address[(address.LastIndexOf('@') + 1)..]));

    /// <summary>The number of the domain of an address in UTF-8.</summary>
    public int AddDomainOf(ReadOnlySpan<byte> address)
    {
        ReadOnlySpan<byte> domain = address[(address.LastIndexOf((byte)'@') + 1)..];
        ref (byte[]? Domain, int Number) recent = ref _recent[PlaceOf(domain)];
        bool isSame = domain.SequenceEqual(recent.Domain);
        if (!isSame || recent.Number == None)
        {
            recent = (isSame ? recent.Domain ?? [] : domain.ToArray(), Add(TextFingerprint.Of(domain)));
        }

        return recent.Number;
    }

    /// <summary>Forgets all domains, to be used again.</summary>
    public void Clear()
    {
        _numbers.Clear();
        _domains.Clear();
        foreach (ref (byte[]? Domain, int Number) recent in _recent.AsSpan())
        {
            recent.Number = None;
        }
    }

    private static uint PlaceOf(ReadOnlySpan<byte> domain)
    {
        ulong letters = domain.Length < sizeof(ulong) ? 0 : BinaryPrimitives.ReadUInt64LittleEndian(domain);
        return (uint)(((letters + (uint)domain.Length) * 0x9E3779B97F4A7C15) >> (64 - RecentBits));
    }
}
