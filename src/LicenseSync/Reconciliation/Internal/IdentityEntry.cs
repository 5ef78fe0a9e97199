using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>What the reconciliation keeps of an external identity until all cloud accounts are known: how it is linked (semantics A7) and what it offers.</summary>
/// <param name="LinkedBy">What it names: a login, trimmed, or the user name of a SCIM user without one; nothing where it is linked to none.</param>
/// <param name="NamesLogin">Whether that is a login.</param>
/// <param name="FirstOffer">Where <see cref="IdentitySide{TText}"/> keeps the rules' addresses.</param>
/// <param name="OfferCount">How many they are.</param>
/// <param name="Source">Where it came from.</param>
internal readonly record struct IdentityEntry<TText>(
    TText? LinkedBy, bool NamesLogin, int FirstOffer, int OfferCount, AddressIndex.SourceKey Source)
    where TText : struct;
