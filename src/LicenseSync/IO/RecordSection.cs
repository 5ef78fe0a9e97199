namespace LicenseSync.IO;

/// <summary>A section and what it has come to.</summary>
internal sealed record RecordSection<T>(JsonSection Section, T Value);
