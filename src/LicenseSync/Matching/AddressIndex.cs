using LicenseSync.Accounts;

namespace LicenseSync.Matching;

/// <summary>Finds, for a primary email, the deciding step and its candidates (semantics D1 to D7, D9).</summary>
/// <remarks>
/// One table over all steps: an address leads to a chain of offers (rule, candidate), and the smallest rule in the chain decides. The decision of an
/// address is made once and kept, so that the work stays linear even where a million candidates offer the same address.
/// Candidates are numbers the owner gives out; rules are positions in the list of rules.
/// </remarks>
internal sealed class AddressIndex(int ruleCount)
{
    private readonly Dictionary<string, int> _slotByAddress = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<Slot> _slots = [];
    private readonly List<Offer> _offers = [];
    private readonly bool[] _ruleHasAddress = new bool[ruleCount];

    /// <summary>Whether any candidate offers a usable address at a rule (semantics D13).</summary>
    public bool HasAddress(int rule) => _ruleHasAddress[rule];

    /// <summary>Whether any candidate offers an address at any rule.</summary>
    public bool Contains(EmailAddress address) => _slotByAddress.ContainsKey(address.Value);

    public void Add(int rule, EmailAddress address, int candidate, SourceKey source)
    {
        _ruleHasAddress[rule] = true;
        ref int slot = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_slotByAddress, address.Value, out bool exists);
        if (!exists)
        {
            slot = _slots.Count;
            _slots.Add(new Slot { FirstOffer = -1 });
        }

        ref Slot entry = ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_slots)[slot];
        _offers.Add(new Offer(rule, candidate, entry.FirstOffer, source));
        entry.FirstOffer = _offers.Count - 1;
        entry.IsDecided = false;
    }

    /// <summary>The deciding step for an address; no hit is <c>Rule == -1</c>.</summary>
    /// <param name="address">The primary email.</param>
    /// <param name="isBetter">Whether the first candidate is to be preferred to the second (semantics D9).</param>
    public Decision Decide(EmailAddress address, Func<int, int, bool> isBetter)
    {
        if (!_slotByAddress.TryGetValue(address.Value, out int slot))
        {
            return Decision.None;
        }

        ref Slot entry = ref System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_slots)[slot];
        if (!entry.IsDecided)
        {
            entry.Decision = Decide(entry.FirstOffer, isBetter);
            entry.IsDecided = true;
        }

        return entry.Decision;
    }

    /// <summary>The distinct candidates that offer an address, at one rule or (rule -1) at any, in no particular order.</summary>
    public IReadOnlyList<int> CandidatesOf(EmailAddress address, int rule = -1)
    {
        var candidates = new HashSet<int>();
        foreach (Offer offer in OffersOf(address))
        {
            if (rule < 0 || offer.Rule == rule)
            {
                candidates.Add(offer.Candidate);
            }
        }

        return [.. candidates];
    }

    /// <summary>The rules at which one candidate offers an address, ascending.</summary>
    public IEnumerable<Offer> OffersOf(EmailAddress address)
    {
        if (_slotByAddress.TryGetValue(address.Value, out int slot))
        {
            for (int index = _slots[slot].FirstOffer; index >= 0; index = _offers[index].Next)
            {
                yield return _offers[index];
            }
        }
    }

    private Decision Decide(int firstOffer, Func<int, int, bool> isBetter)
    {
        int rule = int.MaxValue;
        int chosen = 0;
        bool isAmbiguous = false;
        SourceKey source = default;
        for (int index = firstOffer; index >= 0; index = _offers[index].Next)
        {
            Offer offer = _offers[index];
            if (offer.Rule > rule)
            {
                continue;
            }

            if (offer.Rule < rule)
            {
                (rule, chosen, isAmbiguous, source) = (offer.Rule, offer.Candidate, false, offer.Source);
            }
            else if (offer.Candidate == chosen)
            {
                // Chains run from the last offer to the first: the first one given is the evidence.
                source = offer.Source;
            }
            else
            {
                isAmbiguous = true;
                if (isBetter(offer.Candidate, chosen))
                {
                    (chosen, source) = (offer.Candidate, offer.Source);
                }
            }
        }

        return new Decision(rule, chosen, isAmbiguous, source);
    }

    internal readonly record struct Offer(int Rule, int Candidate, int Next, SourceKey Source);

    /// <summary>An input (its number) and a record in it, counted from 1.</summary>
    internal readonly record struct SourceKey(int Source, int Record);

    internal readonly record struct Decision(int Rule, int Candidate, bool IsAmbiguous, SourceKey Source)
    {
        public static Decision None { get; } = new(-1, 0, false, default);

        public bool IsHit => Rule >= 0;
    }

    private struct Slot
    {
        public int FirstOffer;
        public bool IsDecided;
        public Decision Decision;
    }
}
