using LicenseSync.IO;

namespace LicenseSync.UsageFiles;

/// <summary>One element of an account's <c>emails</c>, as parts of the record.</summary>
/// <param name="Element">The whole element: a text, or an object.</param>
/// <param name="Address">The address inside it; of kind None when there is none.</param>
/// <param name="IsPrimary">The flag inside it; of kind None when there is none.</param>
/// <param name="RestStart">Where in <see cref="RawAccount.EmailRest"/> its other properties begin.</param>
/// <param name="RestCount">How many those are.</param>
internal readonly record struct RawEmail(JsonPart Element, JsonPart Address, JsonPart IsPrimary, int RestStart, int RestCount);
