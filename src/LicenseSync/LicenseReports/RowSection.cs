namespace LicenseSync.LicenseReports;

/// <summary>What a section of rows has come to. A class, and not a pair: what waits for a class is compiled once for all.</summary>
internal sealed record RowSection<T>(T Value, long Rows);
