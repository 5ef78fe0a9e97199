using System.Security.Cryptography;
using System.Text;

namespace LicenseSync.GitHub.Delivery;

/// <summary>Pseudonyms of email addresses: keyed HMAC-SHA256 of the address as it is compared (semantics B1: trimmed, letter case ignored), so that equal addresses stay equal and nobody without the key can try addresses out. Safe to share.</summary>
/// <remarks>
/// A pseudonym is <c>HEX@domain</c>: 128 bits of the hash, and the domain as it is, since whether an account "has no match" or "cannot be told" is decided by it (semantics D14). Hashing the domain, too
/// (<c>HEX@HEX.invalid</c>), hides the company and loses nothing where both sides are treated with one key. Our choice.
/// </remarks>
public sealed class EmailPseudonyms
{
    private readonly byte[] _key;
    private readonly bool _hidesDomains;

    /// <summary>Makes pseudonyms of a key.</summary>
    /// <param name="key">The secret key, 16 bytes or more; copied.</param>
    /// <param name="hidesDomains">Whether domains are hashed, too; false by default.</param>
    /// <exception cref="ArgumentException">The key is shorter than 16 bytes.</exception>
    public EmailPseudonyms(ReadOnlySpan<byte> key, bool hidesDomains = false)
    {
        if (key.Length < 16)
        {
            throw new ArgumentException("The key must have 16 bytes or more.", nameof(key));
        }

        (_key, _hidesDomains) = (key.ToArray(), hidesDomains);
    }

    /// <summary>The pseudonym of an address.</summary>
    /// <param name="address">The address as written; a text without <c>@</c> gets a pseudonym without one, which never matches either (semantics B4).</param>
    /// <returns>The pseudonym; empty for a blank text.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public string Of(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        string compared = address.Trim().ToUpperInvariant();
        int at = compared.LastIndexOf('@');
        if (at < 0)
        {
            return compared.Length == 0 ? "" : OfText(compared);
        }

        string domain = compared[(at + 1)..];
        return $"{Hash("email", compared)}@{(_hidesDomains ? $"{Hash("domain", domain)}.invalid" : domain.ToLowerInvariant())}";
    }

    /// <summary>Nothing of the key.</summary>
    /// <returns><c>email pseudonyms</c>.</returns>
    public override string ToString() => "email pseudonyms";

    internal string OfText(string text) => Hash("text", text.Trim().ToUpperInvariant());

    private string Hash(string kind, string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{kind}\n{text}")).AsSpan(0, 16));
}
