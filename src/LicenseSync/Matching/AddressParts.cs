using System.Globalization;
using LicenseSync.Accounts;

namespace LicenseSync.Matching;

/// <summary>An address cut at its last <c>@</c>, for suggestions; counting never looks inside an address (semantics B1).</summary>
internal readonly ref struct AddressParts
{
    private static readonly IdnMapping Idn = new();
    private readonly string _whole;

    public AddressParts(EmailAddress address)
    {
        _whole = address.Value;
        ReadOnlySpan<char> text = _whole;
        int at = text.LastIndexOf('@');
        Local = text[..at];
        Domain = text[(at + 1)..];
    }

    public ReadOnlySpan<char> Local { get; }

    public ReadOnlySpan<char> Domain { get; }

    /// <summary>The address without a plus-tag and with its domain in ASCII (RFC 5891); a domain that cannot be folded stays.</summary>
    public string Normalize()
    {
        int tag = Local.IndexOf('+');
        if (tag <= 0 && System.Text.Ascii.IsValid(Domain))
        {
            return _whole;
        }

        ReadOnlySpan<char> local = tag > 0 ? Local[..tag] : Local;
        return string.Concat(local, "@", FoldDomain());
    }

    private ReadOnlySpan<char> FoldDomain()
    {
        if (System.Text.Ascii.IsValid(Domain))
        {
            return Domain;
        }

        try
        {
            return Idn.GetAscii(Domain.ToString().ToLowerInvariant());
        }
        catch (ArgumentException)
        {
            return Domain;
        }
    }
}
