using System.Runtime.InteropServices;
using LicenseSync.Accounts;

namespace LicenseSync.Matching;

/// <summary>Finds, for a primary email, the deciding step and its candidates (semantics D1 to D7, D9).</summary>
/// <remarks>
/// Offers (rule, address, candidate) are only appended while the cloud's side is read. Then the table is built, over the addresses that are
/// wanted (the server accounts' primary emails), and the offers are streamed past it: an address nobody asks for costs a look-up and no entry.
/// A wanted address has a slot, which leads to a chain of offers, and the smallest rule in the chain decides. The decision of an address is made once and kept, so
/// that the work stays linear even where a million candidates offer the same address.
/// Candidates are numbers the owner gives out; rules are positions in the list of rules.
/// </remarks>
internal sealed class AddressIndex(int ruleCount)
{
    private readonly ChunkedList<Offer> _offers = new();
    private readonly int[] _countOfRule = new int[ruleCount];
    private readonly Dictionary<string, int> _slotByAddress = new(StringComparer.OrdinalIgnoreCase);
    private Slot[]? _slots;

    /// <summary>Whether any candidate offers a usable address at a rule (semantics D13).</summary>
    public bool HasAddress(int rule) => _countOfRule[rule] > 0;

    /// <summary>How many usable addresses candidates offer at a rule.</summary>
    public int CountAt(int rule) => _countOfRule[rule];

    /// <summary>What one candidate offers; looks through all offers.</summary>
    public IEnumerable<(int Rule, string Address, SourceKey Source)> OffersOf(int candidate)
    {
        for (int index = 0; index < _offers.Count; index++)
        {
            if (_offers[index].Candidate == candidate)
            {
                yield return (_offers[index].Rule, _offers[index].Address, _offers[index].Source);
            }
        }
    }

    /// <summary>Appends an offer; after <see cref="LinkOffers"/> it counts at once.</summary>
    public void Add(int rule, EmailAddress address, int candidate, SourceKey source)
    {
        _countOfRule[rule]++;
        _offers.Add(new Offer(address.Value, candidate, source, (short)rule));
        if (_slots is not null)
        {
            Link(_offers.Count - 1);
        }
    }

    /// <summary>Makes room for the addresses that will be asked for.</summary>
    /// <param name="capacity">About how many they are.</param>
    public void EnsureCapacity(int capacity) => _slotByAddress.EnsureCapacity(capacity);

    /// <summary>Notes an address that will be asked for.</summary>
    /// <returns>Its slot: the same for addresses that are equal (semantics B1).</returns>
    public int Want(string address)
    {
        ref int slot = ref CollectionsMarshal.GetValueRefOrAddDefault(_slotByAddress, address, out bool exists);
        slot = exists ? slot : _slotByAddress.Count - 1;
        return slot;
    }

    /// <summary>Builds the table, when all wanted addresses are noted.</summary>
    public void LinkOffers()
    {
        _slots = new Slot[_slotByAddress.Count];
        Array.Fill(_slots, new Slot { FirstOffer = -1 });
        for (int offer = 0; offer < _offers.Count; offer++)
        {
            Link(offer);
        }
    }

    /// <summary>Whether any candidate offers a wanted address at any rule.</summary>
    public bool IsOffered(EmailAddress address) => _slots![_slotByAddress[address.Value]].FirstOffer >= 0;

    /// <summary>The deciding step for a wanted address; no hit is <c>Rule == -1</c>.</summary>
    /// <param name="slot">The slot of the primary email.</param>
    /// <param name="isPreferred">Whether the first candidate is to be preferred to the second (semantics D9).</param>
    public Decision Decide(int slot, Func<int, int, bool> isPreferred)
    {
        ref Slot wanted = ref _slots![slot];
        if (!wanted.IsDecided)
        {
            wanted.Decision = DecideChain(wanted.FirstOffer, isPreferred);
            wanted.IsDecided = true;
        }

        return wanted.Decision;
    }

    /// <summary>What was decided for a slot.</summary>
    public Decision DecisionOf(int slot) => _slots![slot].Decision;

    /// <summary>The distinct candidates that offer a wanted address at one rule, in no particular order.</summary>
    public IEnumerable<int> CandidatesOf(EmailAddress address, int rule)
    {
        var candidates = new HashSet<int>();
        for (int index = _slots![_slotByAddress[address.Value]].FirstOffer; index >= 0; index = _offers[index].Next)
        {
            if (_offers[index].Rule == rule)
            {
                candidates.Add(_offers[index].Candidate);
            }
        }

        return candidates;
    }

    /// <summary>The distinct candidates that offer any address at all, wanted or not, at any rule; looks through all offers.</summary>
    public IEnumerable<int> CandidatesOf(EmailAddress address)
    {
        var candidates = new HashSet<int>();
        for (int index = 0; index < _offers.Count; index++)
        {
            if (string.Equals(_offers[index].Address, address.Value, StringComparison.OrdinalIgnoreCase))
            {
                candidates.Add(_offers[index].Candidate);
            }
        }

        return candidates;
    }

    /// <summary>What each candidate offers at any rule, each address once, grouped in linear time.</summary>
    /// <param name="candidateCount">The number of candidates.</param>
    public CandidateAddresses GroupByCandidate(int candidateCount)
    {
        var first = new int[candidateCount + 1];
        for (int offer = 0; offer < _offers.Count; offer++)
        {
            first[_offers[offer].Candidate + 1]++;
        }

        for (int candidate = 0; candidate < candidateCount; candidate++)
        {
            first[candidate + 1] += first[candidate];
        }

        var offers = new int[_offers.Count];
        int[] next = [.. first];
        for (int offer = 0; offer < offers.Length; offer++)
        {
            offers[next[_offers[offer].Candidate]++] = offer;
        }

        return new(this, first, offers);
    }

    private void Link(int offer)
    {
        if (_slotByAddress.TryGetValue(_offers[offer].Address, out int slot))
        {
            _offers[offer].Next = _slots![slot].FirstOffer;
            _slots[slot].FirstOffer = offer;
            _slots[slot].IsDecided = false;
        }
    }

    private Decision DecideChain(int firstOffer, Func<int, int, bool> isPreferred)
    {
        Decision decision = Decision.None;
        for (int index = firstOffer; index >= 0; index = _offers[index].Next)
        {
            ref readonly Offer offer = ref _offers[index];
            if (!decision.IsHit || offer.Rule < decision.Rule)
            {
                decision = new(offer.Rule, offer.Candidate, false, offer.Source);
            }
            else if (offer.Rule == decision.Rule)
            {
                // Chains run from the last offer to the first; of one candidate's offers the first given is the evidence.
                bool isOther = offer.Candidate != decision.Candidate;
                bool takes = !isOther || isPreferred(offer.Candidate, decision.Candidate);
                decision = new(
                    decision.Rule,
                    takes ? offer.Candidate : decision.Candidate,
                    decision.IsAmbiguous || isOther,
                    takes ? offer.Source : decision.Source);
            }
        }

        return decision;
    }

    /// <summary>The addresses of candidates.</summary>
    internal sealed class CandidateAddresses(AddressIndex index, int[] first, int[] offers)
    {
        public EmailAddress[] Of(int candidate)
        {
            var texts = new List<string>();
            for (int position = first[candidate]; position < first[candidate + 1]; position++)
            {
                texts.Add(index._offers[offers[position]].Address);
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
    }

    /// <summary>An input (its number) and a record in it, counted from 1.</summary>
    internal readonly record struct SourceKey(int Source, int Record);

    internal readonly record struct Decision(int Rule, int Candidate, bool IsAmbiguous, SourceKey Source)
    {
        public static Decision None { get; } = new(-1, 0, false, default);

        public bool IsHit => Rule >= 0;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Offer(string address, int candidate, SourceKey source, short rule)
    {
        public readonly string Address = address;
        public readonly int Candidate = candidate;
        public readonly SourceKey Source = source;
        public readonly short Rule = rule;
        public int Next = -1;
    }

    private struct Slot
    {
        public int FirstOffer;
        public bool IsDecided;
        public Decision Decision;
    }
}
