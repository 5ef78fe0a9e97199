namespace LicenseSync.UsageFiles;

/// <summary>Where a text is in an account's bytes.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">Its length.</param>
internal readonly record struct TextSpan(int Start, int Length);
