using LicenseSync.IO;

namespace LicenseSync.UsageFiles;

/// <summary>A property as parts of the record.</summary>
/// <param name="Name">The name, quotes included.</param>
/// <param name="Value">The value.</param>
internal readonly record struct RawProperty(JsonPart Name, JsonPart Value);
