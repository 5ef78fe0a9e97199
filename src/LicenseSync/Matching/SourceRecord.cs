namespace LicenseSync.Matching;

/// <summary>Where a fact came from: the input and the record in it (semantics D13).</summary>
/// <param name="Source">The name of the input, usually a path; null when it has none.</param>
/// <param name="Record">The record (account, row, identity) in that input, counted from 1.</param>
public readonly record struct SourceRecord(string? Source, int Record)
{
    /// <summary>Input and record, for people.</summary>
    /// <returns>For example <c>ghes.json, record 12</c>.</returns>
    public override string ToString() =>
        Source is null ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"record {Record}")
        : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Source}, record {Record}");
}
