using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using LicenseSync.IO.Internal;

namespace LicenseSync.LicenseReports;

/// <summary>Where the scalars of a row stand, worked out once for all rows of one layout, so that <see cref="PlainLicenseReader"/> only looks at values.</summary>
internal sealed class ConsumedLicenseLayout : JsonLayout
{
    private readonly int[] _positions = new int[(int)ConsumedLicenseField.Count];
    private readonly (int First, int Count)[] _lists = new (int, int)[ConsumedLicenseField.ServerEmails - ConsumedLicenseField.MemberRoles + 1];
    private readonly List<Kinds> _kinds = [];
    private ulong _fields;
    private bool _isOdd;

    /// <summary>Whether rows of this layout may be read by it: each known property once, with a value of the shape it should have.</summary>
    public bool IsPlain => !_isOdd;

    /// <summary>The kinds that scalars are to have, for <see cref="JsonRecordGaps.KindsAtOnce"/> of them each.</summary>
    public ReadOnlySpan<Kinds> KindsOfScalars => CollectionsMarshal.AsSpan(_kinds);

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
        _kinds.Clear();
        _fields = 0;
        _isOdd = HasRest = false;
        var field = ConsumedLicenseField.None;
        int depth = 0;
        for (int position = 0; position < Gaps.Length && !_isOdd; position++)
        {
            JsonGap gap = Gaps[position];
            if (position % JsonRecordGaps.KindsAtOnce == 0)
            {
                _kinds.Add(default);
            }

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
        ref Kinds kinds = ref CollectionsMarshal.AsSpan(_kinds)[^1];
        ulong bit = 1UL << (position % JsonRecordGaps.KindsAtOnce);
        if (depth == 1)
        {
            _positions[(int)field] = position;
            kinds.Texts |= field <= ConsumedLicenseField.VisualStudioSubscriptionEmail ? bit : 0;
            kinds.Flags |= field is >= ConsumedLicenseField.GitHubComUser and <= ConsumedLicenseField.TwoFactorAuth ? bit : 0;
            kinds.Nothing |= IsList(field) ? bit : 0;
            return;
        }

        kinds.Elements |= bit;
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

    /// <summary>A bit for each scalar that is to be of a kind.</summary>
    internal struct Kinds
    {
        /// <summary>A text or null.</summary>
        public ulong Texts;

        /// <summary>True, false, null or an empty text.</summary>
        public ulong Flags;

        /// <summary>An element of a list, which is to be a text that is not empty.</summary>
        public ulong Elements;

        /// <summary>What stands in place of a list: null or an empty text.</summary>
        public ulong Nothing;
    }
}
