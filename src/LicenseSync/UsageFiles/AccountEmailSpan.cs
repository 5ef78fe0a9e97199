using LicenseSync.IO;

namespace LicenseSync.UsageFiles;

/// <summary>One email of <see cref="AccountFields"/>.</summary>
/// <param name="Address">The address as written.</param>
/// <param name="IsPrimary">Its flag.</param>
internal readonly record struct AccountEmailSpan(TextSpan Address, bool? IsPrimary);
