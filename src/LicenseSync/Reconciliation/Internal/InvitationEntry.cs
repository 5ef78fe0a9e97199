using LicenseSync.Accounts;
using LicenseSync.Matching;

namespace LicenseSync.Reconciliation.Internal;

/// <summary>A pending invitation; later rows of its login or email are merged into it (semantics A5).</summary>
/// <param name="Invitation">The first row's invitation.</param>
/// <param name="HasLicenseType">Whether a row gave a license type.</param>
/// <param name="IsVisualStudio">Whether that is a Visual Studio subscription (C5).</param>
/// <param name="Source">The first row.</param>
internal readonly record struct InvitationEntry(
    PendingInvitation Invitation, bool HasLicenseType, bool IsVisualStudio, AddressIndex.SourceKey Source);
