namespace LicenseSync.Reconciliation.Internal;

/// <summary>What is known of an address that is asked for, in one byte: the step that decides so far, and what follows from it.</summary>
internal struct WantedAddress
{
    /// <summary>How many rules there may be.</summary>
    public const int MaxRules = RuleBits;

    private const int RuleBits = 0x07;
    private const int AmbiguousBit = 0x08;
    private const int NameIdBit = 0x10;
    private const int InvitedBit = 0x20;
    private const int CountedBit = 0x40;
    private const int SubscribedBit = 0x80;

    private byte _value;

    /// <summary>Whether any cloud account or invitation offers it.</summary>
    public readonly bool IsOffered => (_value & RuleBits) != 0;

    /// <summary>The first rule at which it is offered; -1 for none.</summary>
    public readonly int Rule => (_value & RuleBits) - 1;

    /// <summary>Whether several cloud accounts offer it at that rule (semantics D9); only known where candidates are kept.</summary>
    public bool IsAmbiguous { readonly get => Has(AmbiguousBit); set => Set(AmbiguousBit, value); }

    /// <summary>Whether it is the NameID of a cloud account, too (A7).</summary>
    public bool IsNameId { readonly get => Has(NameIdBit); set => Set(NameIdBit, value); }

    /// <summary>Whether an invitation decides (D7).</summary>
    public bool IsInvited { readonly get => Has(InvitedBit); set => Set(InvitedBit, value); }

    /// <summary>Whether the person who has it on servers alone is counted (D8).</summary>
    public bool IsCounted { readonly get => Has(CountedBit); set => Set(CountedBit, value); }

    /// <summary>Whether a subscription of somebody without a cloud account names it (C5).</summary>
    public bool IsSubscribed { readonly get => Has(SubscribedBit); set => Set(SubscribedBit, value); }

    /// <summary>Takes an offer.</summary>
    /// <returns>Whether it is the first at the step that now decides.</returns>
    public bool Decide(int rule)
    {
        if (IsOffered && rule >= Rule)
        {
            return false;
        }

        _value = (byte)((_value & ~(RuleBits | AmbiguousBit)) | (rule + 1));
        return true;
    }

    private readonly bool Has(int bit) => (_value & bit) != 0;

    private void Set(int bit, bool value) => _value = (byte)(value ? _value | bit : _value & ~bit);
}
