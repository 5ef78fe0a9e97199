namespace LicenseSync.IO;

/// <summary>How far a reader is.</summary>
/// <param name="Bytes">Bytes taken from the plain (decompressed) input so far.</param>
/// <param name="Records">Records (accounts, rows, identities) read so far.</param>
public readonly record struct ReadProgress(long Bytes, long Records);
