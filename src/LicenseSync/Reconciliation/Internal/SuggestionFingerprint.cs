using System.Security.Cryptography;
using System.Text;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>A hash over what a suggestion rests on, so that a decision made earlier can be told to be about the same facts. Letter case and the order of addresses do not matter.</summary>
internal static class SuggestionFingerprint
{
    private const int Bytes = 12;

    public static string Of(IReadOnlyList<SuggestionParty> accounts, SuggestionParty target)
    {
        var facts = new StringBuilder();
        foreach (SuggestionParty account in accounts)
        {
            Append(facts, account);
        }

        Append(facts, target);
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes(facts.ToString().ToUpperInvariant()));
        return Convert.ToHexStringLower(hash.AsSpan(0, Bytes));
    }

    private static void Append(StringBuilder facts, SuggestionParty party)
    {
        AppendFact(facts, party.ServerAccount?.ToString());
        AppendFact(facts, party.Login);
        AppendFact(facts, party.Name);
        foreach (string address in party.Addresses.Select(address => address.Value).Order(StringComparer.OrdinalIgnoreCase))
        {
            AppendFact(facts, address);
        }

        facts.Append('\n');
        foreach (string address in party.SecondaryAddresses.Select(address => address.Value).Order(StringComparer.OrdinalIgnoreCase))
        {
            AppendFact(facts, address);
        }

        facts.Append('\n');
    }

    // With its length, so that no fact runs into the next.
    private static void AppendFact(StringBuilder facts, string? fact) => facts.Append(fact?.Length ?? -1).Append(':').Append(fact).Append(';');
}
