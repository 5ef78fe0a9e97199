using LicenseSync.Accounts;

namespace LicenseSync.GitHub.Paging;

/// <summary>A row of license data, its bytes as they came, and what it is known by.</summary>
internal readonly record struct LicenseRow(ConsumedLicense License, ReadOnlyMemory<byte> Raw, UInt128 Key, UInt128 Content, bool IsAnonymous);
