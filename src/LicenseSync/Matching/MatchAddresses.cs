using LicenseSync.Accounts;

namespace LicenseSync.Matching;

/// <summary>Takes the addresses a <see cref="MatchRule"/> offers. What is no email (semantics B4) is passed over.</summary>
public sealed class MatchAddresses
{
    private readonly List<EmailAddress> _addresses = [];

    internal MatchAddresses()
    {
    }

    internal IReadOnlyList<EmailAddress> Items => _addresses;

    /// <summary>Offers an address.</summary>
    /// <param name="text">The text as it came; ignored when null, blank, or without an <c>@</c>.</param>
    public void Add(string? text)
    {
        if (EmailAddress.TryParse(text, out EmailAddress address))
        {
            _addresses.Add(address);
        }
    }

    /// <summary>Offers an address.</summary>
    /// <param name="address">The address; <c>default</c> is ignored.</param>
    public void Add(EmailAddress address)
    {
        if (address != default)
        {
            _addresses.Add(address);
        }
    }

    internal void Clear() => _addresses.Clear();
}
