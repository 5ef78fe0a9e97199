using LicenseSync.IO;

namespace LicenseSync.UsageFiles;

/// <summary>What a section of accounts has come to. A class, and not a pair: what waits for a class is compiled once for all.</summary>
internal sealed record AccountSection<T>(T Value, ServerAccountKeys Keys);
