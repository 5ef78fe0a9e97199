namespace LicenseSync.Matching;

// Where only the totals matter no evidence is kept: an offer of a wanted address decides at once or is forgotten, and its text is the wanted one. A slot then holds the decision itself.
internal sealed partial class AddressIndex
{
    // Offers of addresses that nobody wants so far.
    private readonly ChunkedList<Waiting> _waiting = new();

    /// <summary>Takes an offer of an address of a batch.</summary>
    /// <returns>A text of the arena that is equal to the address.</returns>
    public TextRef AddOffer(int rule, TextBatch batch, int address, int candidate, SourceKey source)
    {
        int slot = keepsEvidence ? TextTable.None : _wanted.Find(batch, address);
        if (slot == TextTable.None)
        {
            TextRef added = texts.Add(batch.Utf8Of(address));
            Add(rule, added, candidate, source);
            return added;
        }

        DecideAtOnce(slot, rule, candidate);
        return _wanted[slot];
    }

    /// <summary>Brings near what wanting addresses of a batch needs.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="addresses">Numbers of texts in it, or <see cref="TextBatch.None"/>; at most <see cref="TextTable.Batch"/>.</param>
    public void LoadWanted(TextBatch batch, ReadOnlySpan<int> addresses) => _wanted.Load(batch, addresses);

    /// <summary>Brings near what offering addresses of a batch needs.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="addresses">At most <see cref="TextTable.Batch"/>.</param>
    public void LoadOffered(TextBatch batch, ReadOnlySpan<int> addresses)
    {
        Span<int> slots = stackalloc int[TextTable.Batch];
        _wanted.Load(batch, addresses, slots);
        foreach (int slot in slots[..addresses.Length])
        {
            if (slot != TextTable.None)
            {
                Near.Ask(in _slots[slot]);
            }
        }
    }

    private void AddWithoutEvidence(int rule, TextRef address, int candidate)
    {
        if (!_isLinked)
        {
            _waiting.Add(new(address, candidate, (short)rule));
        }
        else if (_wanted.Find(address) is not TextTable.None and int slot)
        {
            DecideAtOnce(slot, rule, candidate);
        }
    }

    private void DecideAtOnce(int slot, int rule, int candidate)
    {
        ref Slot wanted = ref _slots[slot];
        if (wanted.FirstOffer < 0 || rule < wanted.Rule)
        {
            wanted = new() { FirstOffer = candidate, Rule = rule };
        }
        else if (rule == wanted.Rule && candidate != wanted.FirstOffer)
        {
            wanted = new() { FirstOffer = IsPreferred(candidate, wanted.FirstOffer) ? candidate : wanted.FirstOffer, Rule = rule, IsAmbiguous = true };
        }
    }

    private readonly record struct Waiting(TextRef Address, int Candidate, short Rule);
}
