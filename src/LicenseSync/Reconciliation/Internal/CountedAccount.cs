namespace LicenseSync.Reconciliation.Internal;

/// <summary>All that the totals need of a server account.</summary>
internal readonly struct CountedAccount(int place, bool consumes)
{
    /// <summary>The place of an account without a primary email.</summary>
    public const int NoEmail = -1;

    private readonly int _value = (place << 1) | (consumes ? 1 : 0);

    /// <summary>Where <see cref="TotalsAddresses"/> has its primary email (B2); <see cref="NoEmail"/> where it has none.</summary>
    public int Place => _value >> 1;

    /// <summary>Whether it consumes by itself (C1).</summary>
    public bool Consumes => (_value & 1) != 0;
}
