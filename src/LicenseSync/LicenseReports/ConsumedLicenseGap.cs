using System.Text.Json;
using LicenseSync.IO;
using LicenseSync.IO.Internal;

namespace LicenseSync.LicenseReports;

/// <summary>What the bytes of a gap say about a row: which properties begin in it, and which of them the scalar behind it is the value of, or the first element. Worked out once for each gap.</summary>
internal static class ConsumedLicenseGap
{
    /// <summary>The bit of <see cref="JsonGap.Keys"/> for a gap that is for the general way: a property that is not known or stands twice, a container where none should be, an odd name.</summary>
    public const ulong OddKey = 1UL << 63;

    /// <summary>The bits for the properties that begin, of which only one may be there.</summary>
    public const ulong BothSpellings = (1UL << (int)ConsumedLicenseField.ServerEmails) | (1UL << (int)ConsumedLicenseField.ServerPrimaryEmails);

    /// <summary>How far behind the bit for a property that begins the one stands that says that it has a scalar: its value, or its first element.</summary>
    public const int ScalarShift = (int)ConsumedLicenseField.Count;

    /// <summary>What a gap is known by: <see cref="JsonGap.Keys"/> and <see cref="JsonGap.Slot"/>.</summary>
    public static (ulong Keys, int Slot) Know(JsonGap gap)
    {
        ulong keys = gap.Traits == JsonTextTraits.None ? 0 : OddKey;
        int depth = gap.NestingBefore.Depth;
        var field = ConsumedLicenseField.None;
        foreach (JsonGapMark mark in gap.Marks)
        {
            switch (mark.Kind)
            {
                case JsonTokenType.PropertyName:
                    field = FieldOf(gap.Bytes.AsSpan(mark.Offset + 1, mark.Length - 2));
                    ulong key = field == ConsumedLicenseField.None ? OddKey : 1UL << (int)field;
                    keys |= (keys & key) == 0 ? key : OddKey;
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    depth++;
                    keys |= depth == 1 || (depth == 2 && mark.Kind == JsonTokenType.StartArray && IsList(field)) ? 0 : OddKey;
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    depth--;
                    field = ConsumedLicenseField.None;
                    break;
            }
        }

        // Both spellings are one list.
        field = field == ConsumedLicenseField.ServerPrimaryEmails ? ConsumedLicenseField.ServerEmails : field;
        return field == ConsumedLicenseField.None ? (keys, 0) : (keys | (1UL << (int)field << ScalarShift), SlotOf(field));
    }

    /// <summary>Where a property's scalar is found (<see cref="JsonGap.Slot"/>).</summary>
    public static int SlotOf(ConsumedLicenseField field) => (int)field + 1;

    private static bool IsList(ConsumedLicenseField field) => field is >= ConsumedLicenseField.MemberRoles and <= ConsumedLicenseField.ServerPrimaryEmails;

    private static ConsumedLicenseField FieldOf(ReadOnlySpan<byte> name)
    {
        Span<char> folded = stackalloc char[JsonKey.MaxLength];
        return folded[..JsonKey.Fold(name, folded)] switch
        {
            "githubcomlogin" => ConsumedLicenseField.GitHubComLogin,
            "githubcomname" => ConsumedLicenseField.GitHubComName,
            "githubcomprofile" => ConsumedLicenseField.GitHubComProfile,
            "githubcomuser" => ConsumedLicenseField.GitHubComUser,
            "enterpriseserveruser" => ConsumedLicenseField.EnterpriseServerUser,
            "visualstudiosubscriptionuser" => ConsumedLicenseField.VisualStudioSubscriptionUser,
            "licensetype" => ConsumedLicenseField.LicenseType,
            "githubcommemberroles" => ConsumedLicenseField.MemberRoles,
            "githubcomenterpriseroles" => ConsumedLicenseField.EnterpriseRoles,
            "githubcomenterpriserole" => ConsumedLicenseField.EnterpriseRole,
            "githubcomverifieddomainemails" => ConsumedLicenseField.VerifiedDomainEmails,
            "githubcomsamlnameid" => ConsumedLicenseField.SamlNameId,
            "githubcomorgswithpendinginvites" => ConsumedLicenseField.OrgsWithPendingInvites,
            "githubcomtwofactorauth" => ConsumedLicenseField.TwoFactorAuth,
            "githubcomtwofactorauthrequiredbydate" => ConsumedLicenseField.TwoFactorAuthRequiredByDate,
            "enterpriseserveruserids" => ConsumedLicenseField.ServerUserIds,
            "enterpriseserveremails" => ConsumedLicenseField.ServerEmails,
            "enterpriseserverprimaryemails" => ConsumedLicenseField.ServerPrimaryEmails,
            "visualstudiolicensestatus" => ConsumedLicenseField.VisualStudioLicenseStatus,
            "visualstudiosubscriptionemail" => ConsumedLicenseField.VisualStudioSubscriptionEmail,
            "totaluseraccounts" => ConsumedLicenseField.TotalUserAccounts,
            _ => ConsumedLicenseField.None,
        };
    }
}
