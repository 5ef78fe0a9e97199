using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>The addresses that are asked for, each with the step that decides, where only the totals are wanted (semantics D1 to D7, D9).</summary>
/// <param name="keepsCandidates">Whether it matters who offers an address: where ambiguities are left.</param>
internal sealed class TotalsAddresses(bool keepsCandidates)
{
    /// <summary>The rule of what is no offer.</summary>
    public const int NoRule = -1;

    private readonly FingerprintTable _wanted = new();

    // Offers of addresses that nobody asks for so far, and NameIDs that are no addresses.
    private readonly ChunkedList<TextFingerprint> _waiting = new();
    private readonly ChunkedList<(sbyte Rule, bool IsNameId)> _waitingRules = new();
    private readonly ChunkedList<int> _waitingCandidates = new();

    // By the place of an address.
    private WantedAddress[] _addresses = new WantedAddress[FingerprintTable.FirstSize];
    private int[] _domains = new int[FingerprintTable.FirstSize];
    private int[] _candidates = keepsCandidates ? new int[FingerprintTable.FirstSize] : [];
    private ILookup<TextFingerprint, int>? _waitingNameIds;

    // Whether anything was offered before all that server accounts have was asked for.
    private bool _isWantedLate;
    private bool _isComplete;

    /// <summary>Told where each address now is that was somewhere else.</summary>
    public Action<int[]> Moved { get; set; } = _ => { };

    /// <summary>The domains of the addresses that are asked for.</summary>
    public DomainList Domains { get; } = new();

    /// <summary>What is known of an address.</summary>
    public ref WantedAddress this[int place] => ref _addresses[place];

    /// <summary>The address at a place.</summary>
    public TextFingerprint FingerprintAt(int place) => _wanted[place];

    /// <summary>The number of the domain of an address.</summary>
    public int DomainOf(int place) => _domains[place];

    /// <summary>How many addresses are asked for.</summary>
    public int Count => _wanted.Count;

    /// <summary>Makes room for addresses that are about to be asked for.</summary>
    public void MakeRoom(int addresses) => Move(_wanted.MakeRoom(addresses));

    /// <summary>Makes room for addresses of a file that are about to be asked for.</summary>
    public void MakeRoom(int addresses, FileProgress file) => Move(_wanted.MakeRoom(addresses, file));

    /// <summary>Asks ahead for what has to be there before <see cref="LoadWanted"/> or <see cref="LoadOffered"/>.</summary>
    public void LoadTags(TextFingerprint address) => _wanted.LoadTags(address);

    /// <summary>Asks ahead for what wanting an address needs.</summary>
    public void LoadWanted(TextFingerprint address) => Near.Ask(in _domains[_wanted.LoadEntry(address)]);

    /// <summary>Asks ahead for what offering an address needs.</summary>
    public void LoadOffered(TextFingerprint address) => Near.Ask(in _addresses[_wanted.LoadEntry(address)]);

    /// <summary>Asks ahead for what is known of an address.</summary>
    public void LoadKnown(int place)
    {
        Near.Ask(in _addresses[place]);
        Near.Ask(in _domains[place]);
    }

    /// <summary>Notes an address that is asked for; there has to be room.</summary>
    /// <param name="address">The address.</param>
    /// <param name="domain">The number of its domain.</param>
    /// <returns>Its place.</returns>
    public int Want(TextFingerprint address, int domain)
    {
        int place = _wanted.Add(address, out bool exists);
        if (!exists)
        {
            _domains[place] = domain;
            _isWantedLate |= _waiting.Count > 0;
        }

        return place;
    }

    /// <summary>The place of an address that is asked for; <see cref="FingerprintTable.None"/> where nobody does.</summary>
    public int Find(TextFingerprint address) => _wanted.Find(address);

    /// <summary>Takes the email of an invitation (D7).</summary>
    public void Invite(int rule, TextFingerprint email)
    {
        ref WantedAddress address = ref _addresses[Find(email)];
        address.IsInvited |= address.Decide(rule);
    }

    /// <summary>Takes what a cloud account offers.</summary>
    /// <param name="rule">The rule that offers it.</param>
    /// <param name="address">The address.</param>
    /// <param name="candidate">The number of the account.</param>
    public void Offer(int rule, TextFingerprint address, int candidate) => Take(new(address, candidate, (sbyte)rule, IsNameId: false));

    /// <summary>Takes the NameID of a cloud account.</summary>
    /// <param name="rule">The rule that offers it; <see cref="NoRule"/> where none does.</param>
    /// <param name="nameId">The NameID.</param>
    /// <param name="candidate">The number of the account.</param>
    public void OfferNameId(int rule, TextFingerprint nameId, int candidate) => Take(new(nameId, candidate, (sbyte)rule, IsNameId: true));

    /// <summary>Takes what was offered before it was asked for.</summary>
    /// <param name="others">What is asked for whether a server account has it or not, after all else; where none has, its domain is never looked at.</param>
    public void TakeWaiting(IEnumerable<TextFingerprint> others)
    {
        TextFingerprint[] unknown = [.. others.Where(address => Find(address) == FingerprintTable.None)];
        Move(_wanted.EnsureCapacity(_wanted.Count + unknown.Length));
        var late = new FingerprintTable();
        late.EnsureCapacity(unknown.Length);
        FingerprintTable waitedFor = _isWantedLate ? _wanted : late;
        foreach (TextFingerprint address in unknown)
        {
            late.Add(address, out _);
            Want(address, domain: 0);
        }

        TakeWaitingFor(waitedFor);
        _isComplete = true;
    }

    /// <summary>The cloud accounts that have a NameID (A7); some number where candidates are not kept.</summary>
    public IReadOnlyList<int> WithNameId(TextFingerprint nameId)
    {
        _waitingNameIds ??= Enumerable.Range(0, _waiting.Count).Select(WaitingAt).Where(waiting => waiting.IsNameId).ToLookup(waiting => waiting.Address, waiting => waiting.Candidate);
        bool isWanted = !keepsCandidates && _wanted.Find(nameId) is not FingerprintTable.None and int place && _addresses[place].IsNameId;
        return isWanted ? [0] : [.. _waitingNameIds[nameId]];
    }

    private void TakeWaitingFor(FingerprintTable addresses)
    {
        for (int start = 0; start < _waiting.Count; start += FingerprintTable.Batch)
        {
            int end = Math.Min(start + FingerprintTable.Batch, _waiting.Count);
            for (int index = start; index < end; index++)
            {
                addresses.LoadTags(_waiting[index]);
            }

            for (int index = start; index < end; index++)
            {
                addresses.LoadEntry(_waiting[index]);
            }

            for (int index = start; index < end; index++)
            {
                if (addresses.Find(_waiting[index]) != FingerprintTable.None)
                {
                    TryTake(WaitingAt(index));
                }
            }
        }
    }

    private void Take(Offered offer)
    {
        // Of a NameID that is asked for, whose it is has to be known.
        bool isTaken = TryTake(offer);
        if (!_isComplete && (!isTaken || (offer.IsNameId && keepsCandidates)))
        {
            _waiting.Add(offer.Address);
            _waitingRules.Add((offer.Rule, offer.IsNameId));
            if (keepsCandidates)
            {
                _waitingCandidates.Add(offer.Candidate);
            }
        }
    }

    private Offered WaitingAt(int index) =>
        new(_waiting[index], keepsCandidates ? _waitingCandidates[index] : 0, _waitingRules[index].Rule, _waitingRules[index].IsNameId);

    private bool TryTake(Offered offer)
    {
        // A NameID that no rule offers, mostly since it is no address, only waits for identities.
        int place = offer.Rule == NoRule ? FingerprintTable.None : _wanted.Find(offer.Address);
        if (place == FingerprintTable.None)
        {
            return false;
        }

        ref WantedAddress address = ref _addresses[place];
        address.IsNameId |= offer.IsNameId;
        bool isFirst = address.Decide(offer.Rule);
        if (!keepsCandidates)
        {
            return true;
        }

        if (isFirst)
        {
            _candidates[place] = offer.Candidate;
        }
        else if (address.Rule == offer.Rule && _candidates[place] != offer.Candidate)
        {
            address.IsAmbiguous = true;
        }

        return true;
    }

    private void Move(int[]? moves)
    {
        if (moves is null)
        {
            return;
        }

        _addresses = _wanted.Move(_addresses, moves);
        _domains = _wanted.Move(_domains, moves);
        _candidates = keepsCandidates ? _wanted.Move(_candidates, moves) : _candidates;
        Moved(moves);
    }

    private readonly record struct Offered(TextFingerprint Address, int Candidate, sbyte Rule, bool IsNameId);
}
