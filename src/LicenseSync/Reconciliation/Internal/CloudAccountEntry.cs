using System.Runtime.InteropServices;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>What the reconciliation keeps of a cloud account; later rows of the login are merged into it (semantics A5). Its login is in the table that finds it.</summary>
/// <param name="SamlNameId">The first NameID that is not blank, or none; SCIM users are linked by it (A7).</param>
/// <param name="HasLicenseType">Whether a row gave a license type.</param>
/// <param name="IsVisualStudio">Whether that is a Visual Studio subscription (C5).</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CloudAccountEntry(TextRef SamlNameId, bool HasLicenseType, bool IsVisualStudio);
