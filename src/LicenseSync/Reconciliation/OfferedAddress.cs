using LicenseSync.Accounts;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation;

/// <summary>An address that a cloud account or invitation offers for matching.</summary>
/// <param name="Rule">The step it counts at.</param>
/// <param name="Email">The address.</param>
/// <param name="Record">The input and record it came from.</param>
public sealed record OfferedAddress(string Rule, EmailAddress Email, SourceRecord Record);
