using LicenseSync.Accounts;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>A row of license data that is no cloud account, as the comparison needs it (semantics F).</summary>
/// <param name="Kind">What the row is (A4).</param>
/// <param name="Invitation">Its position in <see cref="CloudSide.Invitations"/>, or -1.</param>
/// <param name="HasServerUserIds">Whether it lists server accounts.</param>
internal readonly record struct ReportedLicense(ConsumedLicenseKind Kind, int Invitation, bool HasServerUserIds);
