using LicenseSync.Accounts;

namespace LicenseSync.Transport;

/// <summary>Some rows of license data, with the totals that stand beside them.</summary>
public sealed record ConsumedLicensesPage
{
    /// <summary><c>total_seats_consumed</c>; null when the page does not say.</summary>
    public long? TotalSeatsConsumed { get; init; }

    /// <summary><c>total_seats_purchased</c>; null when the page does not say.</summary>
    public long? TotalSeatsPurchased { get; init; }

    /// <summary>The rows, in their order.</summary>
    public IReadOnlyList<ConsumedLicense> Rows { get; init; } = [];

    /// <summary>The number of rows; never what they hold.</summary>
    /// <returns>For example <c>100 rows</c>.</returns>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Rows.Count} rows");
}
