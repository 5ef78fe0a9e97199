using LicenseSync.Accounts;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>What the reconciliation keeps of an external identity until all cloud accounts are known: how it is linked (semantics A7) and what it offers.</summary>
/// <param name="Login">The login it names, trimmed, or null.</param>
/// <param name="ScimUserName">Of a SCIM user that names no login, the user name it is linked by, trimmed, or null.</param>
/// <param name="Offers">The rules' addresses.</param>
/// <param name="Source">Where it came from.</param>
internal readonly record struct IdentityEntry(
    string? Login, string? ScimUserName, (int Rule, EmailAddress Address)[] Offers, AddressIndex.SourceKey Source);
