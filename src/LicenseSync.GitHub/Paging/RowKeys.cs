using System.Security.Cryptography;
using System.Text;
using LicenseSync.Accounts;

namespace LicenseSync.GitHub.Paging;

/// <summary>Tells rows of license data apart in 16 bytes each, so that millions can be remembered.</summary>
internal static class RowKeys
{
    /// <summary>What a row is about: its login where it has one, invitations apart from accounts (semantics A5), else all it says.</summary>
    public static UInt128 KeyOf(ConsumedLicense row, UInt128 content) =>
        string.IsNullOrWhiteSpace(row.GitHubComLogin) ? content
        : Hash(Encoding.UTF8.GetBytes((row.Kind == ConsumedLicenseKind.PendingInvitation ? "i" : "a") + row.GitHubComLogin.Trim().ToUpperInvariant()));

    /// <summary>Whether it names nobody, so that two equal rows may be two people.</summary>
    public static bool IsAnonymous(ConsumedLicense row) =>
        string.IsNullOrWhiteSpace(row.GitHubComLogin) && string.IsNullOrWhiteSpace(row.VisualStudioSubscriptionEmail) && row.EnterpriseServerUserIds.Count == 0 && row.EnterpriseServerPrimaryEmails.Count == 0;

    public static UInt128 Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return new(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
    }
}
