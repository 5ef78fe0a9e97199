using System.Runtime.InteropServices;

namespace LicenseSync.Matching;

/// <summary>Numbers the domains of addresses, each one once: the whole part after the last <c>@</c> (semantics D14).</summary>
internal sealed class DomainList
{
    private const int None = -1;

    private readonly Dictionary<TextFingerprint, int> _numbers = [];
    private readonly List<TextFingerprint> _domains = [];
    private readonly List<byte> _last = [];
    private int _lastNumber = None;

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

    /// <summary>The number of the domain of an address in UTF-8. Most often it is that of the address before.</summary>
    public int AddDomainOf(ReadOnlySpan<byte> address)
    {
        ReadOnlySpan<byte> domain = address[(address.LastIndexOf((byte)'@') + 1)..];
        if (_lastNumber == None || !domain.SequenceEqual(CollectionsMarshal.AsSpan(_last)))
        {
            _lastNumber = Add(TextFingerprint.Of(domain));
            _last.Clear();
            _last.AddRange(domain);
        }

        return _lastNumber;
    }

    /// <summary>Forgets all domains, to be used again.</summary>
    public void Clear()
    {
        _numbers.Clear();
        _domains.Clear();
        _lastNumber = None;
    }
}
