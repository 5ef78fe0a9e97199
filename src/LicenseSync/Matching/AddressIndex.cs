using System.Runtime.InteropServices;
using LicenseSync.Accounts;

namespace LicenseSync.Matching;

/// <summary>Finds, for a primary email, the deciding step and its candidates (semantics D1 to D7, D9).</summary>
/// <remarks>
/// Offers (rule, address, candidate) are only appended while the cloud's side is read. Then the table is built, over the addresses that are
/// wanted (the server accounts' primary emails), and the offers are streamed past it: an address nobody asks for costs a look-up and no entry.
/// A wanted address has a slot, which leads to a chain of offers, and the smallest rule in the chain decides. The decision of an address is made once and kept, so
/// that the work stays linear even where a million candidates offer the same address.
/// Addresses are texts of an arena: no string is made for one that nobody reads.
/// Candidates are numbers the owner gives out; rules are positions in the list of rules.
/// </remarks>
/// <param name="texts">Keeps the addresses.</param>
/// <param name="ruleCount">How many rules there are.</param>
internal sealed partial class AddressIndex(TextArena texts, int ruleCount)
{
    private readonly ChunkedList<Offer> _offers = new();
    private readonly int[] _countOfRule = new int[ruleCount];
    private readonly TextTable _wanted = new(texts);
    private readonly ChunkedList<Slot> _slots = new();
    private bool _isLinked;

    /// <summary>Whether the first candidate is to be preferred to the second (semantics D9).</summary>
    public required Func<int, int, bool> IsPreferred { get; set; }

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
                yield return (_offers[index].Rule, texts.Get(_offers[index].Address)!, _offers[index].Source);
            }
        }
    }

    /// <summary>Appends an offer; after <see cref="LinkOffers"/> it counts at once.</summary>
    public void Add(int rule, EmailAddress address, int candidate, SourceKey source) => Add(rule, texts.Add(address.Value), candidate, source);

    /// <summary>Appends an offer; after <see cref="LinkOffers"/> it counts at once.</summary>
    public void Add(int rule, TextRef address, int candidate, SourceKey source)
    {
        _countOfRule[rule]++;
        _offers.Add(new Offer(address, candidate, source, (short)rule));
        if (_isLinked && _wanted.Find(address) is not TextTable.None and int slot)
        {
            Link(_offers.Count - 1, slot);
        }
    }

    /// <summary>Makes room for the addresses that will be asked for.</summary>
    /// <param name="capacity">About how many they are.</param>
    public void EnsureCapacity(int capacity)
    {
        _wanted.EnsureCapacity(capacity);
        _slots.EnsureCapacity(capacity);
    }

    /// <summary>Notes an address that will be asked for.</summary>
    /// <returns>Its slot: the same for addresses that are equal (semantics B1).</returns>
    public int Want(TextRef address) => Slotted(_wanted.Add(address, out _));

    /// <summary>How many different addresses will be asked for: the slots below it are taken.</summary>
    public int SlotCount => _wanted.Count;

    /// <summary>Notes addresses that will be asked for.</summary>
    /// <param name="count">How many.</param>
    /// <param name="addressOf">An address by its position; none is passed over.</param>
    /// <param name="wanted">Takes the position and the slot of each.</param>
    /// <param name="maxParallelism">How many processors look at the addresses.</param>
    public void WantAll(int count, Func<int, TextRef> addressOf, Action<int, int> wanted, int maxParallelism)
    {
        _wanted.AddAll(count, addressOf, wanted, maxParallelism);
        Slotted(_wanted.Count - 1);
    }

    /// <summary>The slot of a wanted address; -1 where nobody asked for it.</summary>
    public int SlotOf(EmailAddress address) => _wanted.Find(address.Value);

    /// <summary>Leads the wanted addresses to their offers, when all are noted.</summary>
    /// <param name="maxParallelism">How many processors search.</param>
    public void LinkOffers(int maxParallelism)
    {
        _isLinked = true;
        foreach (List<(int Offer, int Slot)> found in _wanted.FindAll(_offers.Count, offer => _offers[offer].Address, maxParallelism))
        {
            foreach ((_, int slot) in found)
            {
                Near.Ask(in _slots[slot]);
            }

            foreach ((int offer, int slot) in found)
            {
                Link(offer, slot);
            }
        }
    }

    /// <summary>Whether any candidate offers a wanted address at any rule.</summary>
    public bool IsOffered(EmailAddress address) => _slots[SlotOf(address)].FirstOffer >= 0;

    /// <summary>The deciding step for a wanted address; no hit is <c>Rule == -1</c>.</summary>
    /// <param name="slot">The slot of the primary email.</param>
    public Decision Decide(int slot)
    {
        ref Slot wanted = ref _slots[slot];
        if (wanted.Decided == Slot.Undecided)
        {
            wanted.Decided = DecideChain(wanted.FirstOffer);
        }

        return DecisionOf(slot);
    }

    /// <summary>What was decided for a slot.</summary>
    public Decision DecisionOf(int slot)
    {
        int decided = _slots[slot].Decided;
        if (decided is Slot.Undecided or Slot.NoHit)
        {
            return Decision.None;
        }

        ref readonly Offer offer = ref _offers[decided < 0 ? ~decided : decided - Slot.FirstHit];
        return new(offer.Rule, offer.Candidate, decided < 0, offer.Source);
    }

    /// <summary>The distinct candidates that offer a wanted address at one rule, in no particular order.</summary>
    public IEnumerable<int> CandidatesOf(EmailAddress address, int rule)
    {
        var candidates = new HashSet<int>();
        for (int index = _slots[SlotOf(address)].FirstOffer; index >= 0; index = _offers[index].Next)
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
        int size = ArenaText.MaxBytesOf(address.Value);
        ArenaText wanted = ArenaText.Encode(address.Value, new byte[size]);
        for (int index = 0; index < _offers.Count; index++)
        {
            if (texts[_offers[index].Address].EqualsFolded(wanted))
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

    private string TextOf(int offer) => texts.Get(_offers[offer].Address)!;

    private bool IsSpelledAlike(int one, int other)
    {
        ArenaText left = texts[_offers[one].Address], right = texts[_offers[other].Address];
        return left.IsUtf16 == right.IsUtf16 && left.Bytes.SequenceEqual(right.Bytes);
    }

    private void Link(int offer, int slot)
    {
        _offers[offer].Next = _slots[slot].FirstOffer;
        _slots[slot] = new() { FirstOffer = offer };
    }

    private int Slotted(int slot)
    {
        while (_slots.Count <= slot)
        {
            _slots.Add(new() { FirstOffer = -1 });
        }

        return slot;
    }

    private int DecideChain(int firstOffer)
    {
        int decided = -1;
        bool isAmbiguous = false;
        for (int index = firstOffer; index >= 0; index = _offers[index].Next)
        {
            ref readonly Offer offer = ref _offers[index];
            if (decided < 0 || offer.Rule < _offers[decided].Rule)
            {
                (decided, isAmbiguous) = (index, false);
            }
            else if (offer.Rule == _offers[decided].Rule)
            {
                // Chains run from the last offer to the first; of one candidate's offers the first given is the evidence.
                bool isOther = offer.Candidate != _offers[decided].Candidate;
                isAmbiguous |= isOther;
                decided = !isOther || IsPreferred(offer.Candidate, _offers[decided].Candidate) ? index : decided;
            }
        }

        return decided < 0 ? Slot.NoHit : isAmbiguous ? ~decided : decided + Slot.FirstHit;
    }

    /// <summary>An input (its number) and a record in it, counted from 1.</summary>
    internal readonly record struct SourceKey(int Source, int Record);

    internal readonly record struct Decision(int Rule, int Candidate, bool IsAmbiguous, SourceKey Source)
    {
        public static Decision None { get; } = new(-1, 0, false, default);

        public bool IsHit => Rule >= 0;
    }

    [StructLayout(LayoutKind.Auto)]
    private struct Offer(TextRef address, int candidate, SourceKey source, short rule)
    {
        public readonly TextRef Address = address;
        public readonly int Candidate = candidate;
        public readonly SourceKey Source = source;
        public readonly short Rule = rule;
        public int Next = -1;
    }

    // A wanted address: where its chain begins, and the offer that decides; its complement where several candidates offer alike.
    private struct Slot
    {
        public const int Undecided = 0;
        public const int NoHit = 1;
        public const int FirstHit = 2;

        public int FirstOffer;
        public int Decided;
    }
}
