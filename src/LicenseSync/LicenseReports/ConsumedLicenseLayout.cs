using System.Runtime.CompilerServices;
using System.Text.Json;
using LicenseSync.IO.Internal;

namespace LicenseSync.LicenseReports;

/// <summary>Where the scalars of a row stand, worked out once for all rows of one layout, so that <see cref="PlainLicenseReader"/> only looks at values.</summary>
internal sealed class ConsumedLicenseLayout : JsonLayout
{
    private readonly int[] _positions = new int[(int)ConsumedLicenseField.Count];
    private readonly (int First, int Count)[] _lists = new (int, int)[ConsumedLicenseField.ServerEmails - ConsumedLicenseField.MemberRoles + 1];
    private ulong _fields;
    private bool _isOdd;

    /// <summary>Whether rows of this layout may be read by it: each known property once, with a value of the shape it should have; and not more scalars than there are bits.</summary>
    public bool IsPlain { get; private set; }

    /// <summary>A bit for each scalar that is to be a text or null.</summary>
    public ulong Texts { get; private set; }

    /// <summary>The same for true, false, null or an empty text.</summary>
    public ulong Flags { get; private set; }

    /// <summary>The same for an element of a list, which is to be a text.</summary>
    public ulong Elements { get; private set; }

    /// <summary>The same for what stands in place of a list: null or an empty text.</summary>
    public ulong Nothing { get; private set; }

    /// <summary>Whether there are properties that are not known.</summary>
    public bool HasRest { get; private set; }

    /// <summary>The number of the scalar that is a property's value; -1 where there is none.</summary>
    public int this[ConsumedLicenseField field]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _positions[(int)field];
    }

    /// <summary>The number of the first element of a list and how many they are; none where there are none. Both spellings of the server accounts' emails are one list.</summary>
    public (int First, int Count) ListOf(ConsumedLicenseField list) => _lists[list - ConsumedLicenseField.MemberRoles];

    /// <inheritdoc/>
    protected override void Learn()
    {
        Array.Fill(_positions, -1);
        Array.Clear(_lists);
        _fields = 0;
        _isOdd = HasRest = false;
        var field = ConsumedLicenseField.None;
        int depth = 0;
        for (int position = 0; position < Gaps.Length && !_isOdd; position++)
        {
            JsonGap gap = Gaps[position];
            _isOdd |= gap.Traits != JsonTextTraits.None;
            foreach (JsonGapMark mark in gap.Marks)
            {
                switch (mark.Kind)
                {
                    case JsonTokenType.PropertyName when depth == 1:
                        field = FieldOf(mark.Key);
                        TakeField(field);
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        depth++;
                        _isOdd |= depth > 1 && field != ConsumedLicenseField.None && !(depth == 2 && mark.Kind == JsonTokenType.StartArray && IsList(field));
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        depth--;
                        break;
                }
            }

            if (!_isOdd && !gap.IsLast && field != ConsumedLicenseField.None)
            {
                TakeScalar(position, field, depth);
            }
        }

        IsPlain = !_isOdd && Gaps.Length <= JsonRecordGaps.MaxKinds;
        Texts = BitsOf(ConsumedLicenseField.GitHubComLogin, ConsumedLicenseField.VisualStudioSubscriptionEmail);
        Flags = BitsOf(ConsumedLicenseField.GitHubComUser, ConsumedLicenseField.TwoFactorAuth);
        Nothing = BitsOf(ConsumedLicenseField.MemberRoles, ConsumedLicenseField.ServerPrimaryEmails);
        Elements = 0;
        foreach ((int first, int count) in _lists)
        {
            Elements |= ((1UL << count) - 1) << first;
        }
    }

    private ulong BitsOf(ConsumedLicenseField first, ConsumedLicenseField last)
    {
        ulong bits = 0;
        for (ConsumedLicenseField field = first; field <= last; field++)
        {
            bits |= this[field] >= 0 ? 1UL << this[field] : 0;
        }

        return bits;
    }

    private void TakeField(ConsumedLicenseField field)
    {
        if (field == ConsumedLicenseField.None)
        {
            HasRest = true;
            return;
        }

        // One that only the report has is checked by the general way.
        const ulong bothSpellings = (1UL << (int)ConsumedLicenseField.ServerEmails) | (1UL << (int)ConsumedLicenseField.ServerPrimaryEmails);
        _isOdd |= field == ConsumedLicenseField.OfReport || (_fields & (1UL << (int)field)) != 0;
        _fields |= 1UL << (int)field;
        _isOdd |= (_fields & bothSpellings) == bothSpellings;
    }

    private void TakeScalar(int position, ConsumedLicenseField field, int depth)
    {
        if (depth == 1)
        {
            _positions[(int)field] = position;
            return;
        }

        field = field == ConsumedLicenseField.ServerPrimaryEmails ? ConsumedLicenseField.ServerEmails : field;
        ref (int First, int Count) list = ref _lists[field - ConsumedLicenseField.MemberRoles];
        list = list.Count == 0 ? (position, 1) : (list.First, list.Count + 1);
    }

    private static bool IsList(ConsumedLicenseField field) => field is >= ConsumedLicenseField.MemberRoles and <= ConsumedLicenseField.ServerPrimaryEmails;

    private static ConsumedLicenseField FieldOf(string key) => key switch
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
        _ => ConsumedLicenseReader.IsOfReport(key) ? ConsumedLicenseField.OfReport : ConsumedLicenseField.None,
    };
}
