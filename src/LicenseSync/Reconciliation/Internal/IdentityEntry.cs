using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>What the reconciliation keeps of an external identity until all cloud accounts are known: how it is linked (semantics A7) and what it offers.</summary>
/// <param name="Login">The login it names, trimmed, or none.</param>
/// <param name="ScimUserName">Of a SCIM user that names no login, the user name it is linked by, trimmed, or none.</param>
/// <param name="FirstOffer">Where <see cref="IdentitySide"/> keeps the rules' addresses.</param>
/// <param name="OfferCount">How many they are.</param>
/// <param name="Source">Where it came from.</param>
internal readonly record struct IdentityEntry(
    TextRef Login, TextRef ScimUserName, int FirstOffer, int OfferCount, AddressIndex.SourceKey Source);
