namespace LicenseSync.IO;

/// <summary>Where a text is in a record's bytes.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">Its length.</param>
internal readonly record struct TextSpan(int Start, int Length);
