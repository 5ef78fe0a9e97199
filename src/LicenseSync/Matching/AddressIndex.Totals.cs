namespace LicenseSync.Matching;

// Where only the decisions matter, an offer of a wanted address that cannot decide is not kept, and neither is the text of one that can: the wanted one says the same.
internal sealed partial class AddressIndex
{
    // Offers of addresses that nobody wants so far.
    private readonly ChunkedList<Offer> _waiting = new();

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

        _countOfRule[rule]++;
        LinkIfBetter(new Offer(_wanted[slot], candidate, source, (short)rule), slot);
        return _wanted[slot];
    }

    private void Wait(Offer offer)
    {
        if (_isLinked)
        {
            LinkIfBetter(offer, _wanted.Find(offer.Address));
        }
        else
        {
            _waiting.Add(offer);
        }
    }

    // So all offers of a chain are of one rule: the smallest.
    private void LinkIfBetter(Offer offer, int slot)
    {
        if (slot == TextTable.None)
        {
            return;
        }

        int first = _slots[slot].FirstOffer;
        if (first >= 0 && (offer.Rule > _offers[first].Rule || (offer.Rule == _offers[first].Rule && offer.Candidate == _offers[first].Candidate)))
        {
            return;
        }

        if (first >= 0 && offer.Rule < _offers[first].Rule)
        {
            _offers[first] = offer;
            _slots[slot] = new() { FirstOffer = first };
            return;
        }

        _offers.Add(offer);
        Link(_offers.Count - 1, slot);
    }
}
