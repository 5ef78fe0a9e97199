using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>What the reconciliation keeps of a cloud account; later rows of the login are merged into it (semantics A5).</summary>
/// <param name="Login">The first row's spelling, trimmed.</param>
/// <param name="SamlNameId">The first NameID that is not blank; SCIM users are linked by it (A7).</param>
/// <param name="HasLicenseType">Whether a row gave a license type.</param>
/// <param name="IsVisualStudio">Whether that is a Visual Studio subscription (C5).</param>
/// <param name="Source">The first row.</param>
/// <param name="Name">The first display name that is not blank, for suggestions.</param>
internal readonly record struct CloudAccountEntry(
    string Login, string? SamlNameId, bool HasLicenseType, bool IsVisualStudio, AddressIndex.SourceKey Source, string? Name);
