using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>Gives server accounts to people, one account after another (semantics D1 to D9).</summary>
/// <param name="data">The people who have a login or an invitation.</param>
/// <param name="joinsServerAccounts">Whether accounts that no rule matched are joined with each other (D8).</param>
internal sealed class PersonAssigner(ReconciliationData data, bool joinsServerAccounts)
{
    private readonly AddressIndex _addresses = data.Cloud.Addresses;

    // By the slot of a primary email: the complement of the server-only person who has it, 0 for none.
    private readonly int[] _serverOnlyBySlot = new int[data.Cloud.Addresses.SlotCount];

    /// <summary>How many people there are so far.</summary>
    public int PersonCount { get; private set; } = data.FirstServerOnly;

    /// <summary>Gives an account to a person, who may be a new one.</summary>
    /// <param name="slot">Where the index keeps the decision for its primary email; -1 for an account without one.</param>
    /// <param name="decision">The deciding step.</param>
    /// <returns>The person, and the rule that decided, or <see cref="ReconciliationData.Unmatched"/>.</returns>
    public (int Person, int Rule) Assign(int slot, out AddressIndex.Decision decision)
    {
        decision = slot < 0 ? AddressIndex.Decision.None : _addresses.Decide(slot);
        if (decision.IsHit && !(decision.IsAmbiguous && data.Ambiguity == AmbiguityChoice.None))
        {
            return (decision.Candidate, decision.Rule);
        }

        if (slot < 0 || !joinsServerAccounts)
        {
            return (PersonCount++, ReconciliationData.Unmatched);
        }

        // D8: the same primary email, the same person.
        ref int person = ref _serverOnlyBySlot[slot];
        person = person == 0 ? ~PersonCount++ : person;
        return (~person, ReconciliationData.Unmatched);
    }
}
