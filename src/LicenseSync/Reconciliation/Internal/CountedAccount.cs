namespace LicenseSync.Reconciliation.Internal;

/// <summary>All that the totals need of a server account.</summary>
internal readonly struct CountedAccount(int slot, bool consumes)
{
    /// <summary>The slot of an account without a primary email.</summary>
    public const int NoEmail = -1;

    private readonly int _value = (slot << 1) | (consumes ? 1 : 0);

    /// <summary>Where the address index keeps the decision for its primary email (B2); <see cref="NoEmail"/> where it has none.</summary>
    public int Slot => _value >> 1;

    /// <summary>Whether it consumes by itself (C1).</summary>
    public bool Consumes => (_value & 1) != 0;
}
