using LicenseSync.Accounts;

namespace LicenseSync.Matching;

// What candidates offer, for suggestions.
internal sealed partial class AddressIndex
{
    /// <summary>The addresses of candidates.</summary>
    internal sealed class CandidateAddresses(AddressIndex index, int[] first, int[] offers)
    {
        public EmailAddress[] Of(int candidate)
        {
            ReadOnlySpan<int> own = offers.AsSpan(first[candidate]..first[candidate + 1]);
            if (own.IsEmpty)
            {
                return [];
            }

            if (AreAlike(own))
            {
                return [EmailAddress.Parse(index.TextOf(own[0]))];
            }

            var texts = new List<string>(own.Length);
            foreach (int offer in own)
            {
                texts.Add(index.TextOf(offer));
            }

            // The order of rows must not show in the evidence (semantics D12), nor in the spelling of an address that is offered twice.
            texts.Sort((left, right) => string.Compare(left, right, StringComparison.OrdinalIgnoreCase) is not 0 and int order ? order : string.CompareOrdinal(left, right));
            var addresses = new List<EmailAddress>(texts.Count);
            foreach (string text in texts)
            {
                EmailAddress address = EmailAddress.Parse(text);
                if (addresses.Count == 0 || addresses[^1] != address)
                {
                    addresses.Add(address);
                }
            }

            return [.. addresses];
        }

        // As a rule a candidate offers one address at several steps, in one spelling.
        private bool AreAlike(ReadOnlySpan<int> own)
        {
            foreach (int offer in own[1..])
            {
                if (!index.IsSpelledAlike(own[0], offer))
                {
                    return false;
                }
            }

            return true;
        }
    }
}
