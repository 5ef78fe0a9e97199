namespace LicenseSync.LicenseReports;

/// <summary>Settings of <see cref="LicenseReportWriter"/>, which copies them when it starts.</summary>
public sealed class LicenseReportWriterOptions
{
    /// <summary>Whether a cell that a spreadsheet would run as a formula (it starts with <c>=</c> <c>+</c> <c>-</c> <c>@</c>, tab or CR) is written with a <c>'</c> before it.</summary>
    /// <value>True by default. Such a cell is read back with the <c>'</c>: switch it off where programs, not spreadsheets, read the report.</value>
    public bool NeutralizesFormulas { get; set; } = true;

    /// <summary>The headers of the columns behind the known ones, filled from <see cref="Accounts.ConsumedLicense.AdditionalProperties"/> of that name.</summary>
    /// <value>Null by default: the additional properties of the first row, in its order.</value>
    public IReadOnlyList<string>? AdditionalColumns { get; set; }
}
