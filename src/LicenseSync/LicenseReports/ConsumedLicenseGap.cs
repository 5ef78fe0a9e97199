using System.Text.Json;
using LicenseSync.IO;
using LicenseSync.IO.Internal;

namespace LicenseSync.LicenseReports;

/// <summary>What the bytes of a gap say about a row: which property the scalar behind them is. Worked out once for each gap.</summary>
internal sealed class ConsumedLicenseGap
{
    private ConsumedLicenseGap()
    {
    }

    /// <summary>The property that the scalar behind the gap is the value of, or an element of it; of a gap inside a list None, if not <see cref="LeavesList"/>.</summary>
    public ConsumedLicenseField Field { get; private set; } = ConsumedLicenseField.None;

    /// <summary>The properties that begin in the gap, a bit for each.</summary>
    public uint Fields { get; private set; }

    /// <summary>Whether the gap begins or comes to the object itself, so that a list that was open before it is so no more.</summary>
    public bool LeavesList { get; private set; }

    /// <summary>Whether the scalar behind the gap is an element of a list.</summary>
    public bool IsInList { get; private set; }

    /// <summary>Whether the gap is for the general way: a property that is not known or stands twice, an object or a list inside another.</summary>
    public bool IsOdd { get; private set; }

    /// <summary>The meaning of a gap.</summary>
    public static ConsumedLicenseGap Of(JsonGap gap) => gap.MeaningAs(Read);

    private static ConsumedLicenseGap Read(JsonGap gap)
    {
        int depth = gap.NestingBefore.Depth;
        var meaning = new ConsumedLicenseGap { IsOdd = gap.Traits != JsonTextTraits.None, LeavesList = depth <= 1 };
        foreach (JsonGapMark mark in gap.Marks)
        {
            switch (mark.Kind)
            {
                case JsonTokenType.PropertyName:
                    meaning.Add(FieldOf(gap.Bytes.AsSpan(mark.Offset + 1, mark.Length - 2)));
                    break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    depth++;
                    meaning.IsOdd |= depth > 2 || (depth == 2 && (mark.Kind == JsonTokenType.StartObject || !IsList(meaning.Field)));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    depth--;
                    meaning.LeavesList |= depth <= 1;
                    break;
            }
        }

        meaning.IsInList = depth == 2;
        return meaning;
    }

    private void Add(ConsumedLicenseField field)
    {
        uint bit = field == ConsumedLicenseField.None ? 0 : 1U << (int)field;
        IsOdd |= bit == 0 || (Fields & bit) != 0;
        Fields |= bit;
        Field = field;
    }

    private static bool IsList(ConsumedLicenseField field) => field is ConsumedLicenseField.MemberRoles or ConsumedLicenseField.EnterpriseRoles or ConsumedLicenseField.VerifiedDomainEmails
        or ConsumedLicenseField.OrgsWithPendingInvites or ConsumedLicenseField.ServerUserIds or ConsumedLicenseField.ServerEmails or ConsumedLicenseField.ServerPrimaryEmails;

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
