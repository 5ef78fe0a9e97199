using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>All that the totals need of a server account.</summary>
/// <param name="PrimaryEmail">The primary email (B2), trimmed, or none.</param>
/// <param name="Consumes">Whether it consumes by itself (C1).</param>
internal readonly record struct CountedAccount(TextRef PrimaryEmail, bool Consumes);
