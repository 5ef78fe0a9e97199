using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using LicenseSync.IO;
using LicenseSync.IO.Internal;

namespace LicenseSync.LicenseReports;

/// <summary>What the flags of a row are, and where its texts and numbers stand, worked out once for all rows of one layout, so that <see cref="PlainLicenseReader"/> only looks at those.</summary>
internal sealed class ConsumedLicenseLayout : JsonLayout
{
    private readonly int[] _positions = new int[(int)ConsumedLicenseField.Count];
    private readonly (int First, int Count)[] _lists = new (int, int)[ConsumedLicenseField.ServerEmails - ConsumedLicenseField.MemberRoles + 1];
    private readonly JsonFlag[] _flags = new JsonFlag[(int)ConsumedLicenseField.Count];
    private readonly List<ulong> _texts = [];
    private ulong _fields;
    private ConsumedLicenseField _field;

    /// <summary>Whether rows of this layout may be read by it: each known property once, with a value of the shape it should have.</summary>
    public bool IsPlain => !IsOdd;

    /// <summary>A bit for each scalar that is to be a text; <see cref="JsonRecordGaps.TextsAtOnce"/> in each number.</summary>
    public ReadOnlySpan<ulong> Texts => CollectionsMarshal.AsSpan(_texts);

    /// <summary>Whether there are properties that are not known.</summary>
    public bool HasRest { get; private set; }

    /// <summary>The number of the scalar that is a property's value; -1 where there is none.</summary>
    public int this[ConsumedLicenseField field]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _positions[(int)field];
    }

    /// <summary>A flag; null, too, where it is not there.</summary>
    public JsonFlag FlagOf(ConsumedLicenseField field) => _flags[(int)field];

    /// <summary>The number of the first element of a list and how many they are; none where there are none. Both spellings of the server accounts' emails are one list.</summary>
    public (int First, int Count) ListOf(ConsumedLicenseField list) => _lists[list - ConsumedLicenseField.MemberRoles];

    /// <inheritdoc/>
    protected override void Begin()
    {
        Array.Fill(_positions, -1);
        Array.Clear(_flags);
        Array.Clear(_lists);
        _texts.Clear();
        (_field, _fields, HasRest) = (ConsumedLicenseField.None, 0, false);
    }

    /// <inheritdoc/>
    protected override void TakeName(string key, int depth)
    {
        if (depth == 1)
        {
            _field = FieldOf(key);
            TakeField(_field);
        }
    }

    /// <inheritdoc/>
    protected override void TakeStart(JsonTokenType kind, int depth) =>
        IsOdd |= depth > 1 && _field != ConsumedLicenseField.None && !(depth == 2 && kind == JsonTokenType.StartArray && IsList(_field));

    /// <inheritdoc/>
    protected override void TakeConstant(JsonTokenType kind, int depth)
    {
        if (_field != ConsumedLicenseField.None)
        {
            // Only a flag may be true or false; null and an empty text are no value, and an element of a list has one.
            IsOdd |= depth > 1 || (kind is JsonTokenType.True or JsonTokenType.False && !IsFlag(_field));
            _flags[(int)_field] = new(kind);
        }
    }

    /// <inheritdoc/>
    protected override void TakeScalar(int position, int depth)
    {
        if (_field == ConsumedLicenseField.None || IsOdd)
        {
            return;
        }

        while (_texts.Count <= position / JsonRecordGaps.TextsAtOnce)
        {
            _texts.Add(0);
        }

        _texts[^1] |= _field == ConsumedLicenseField.TotalUserAccounts ? 0 : 1UL << (position % JsonRecordGaps.TextsAtOnce);
        if (depth == 1)
        {
            IsOdd = IsFlag(_field) || IsList(_field);
            _positions[(int)_field] = position;
            return;
        }

        ConsumedLicenseField field = _field == ConsumedLicenseField.ServerPrimaryEmails ? ConsumedLicenseField.ServerEmails : _field;
        ref (int First, int Count) list = ref _lists[field - ConsumedLicenseField.MemberRoles];
        list = list.Count == 0 ? (position, 1) : (list.First, list.Count + 1);
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
        IsOdd |= field == ConsumedLicenseField.OfReport || (_fields & (1UL << (int)field)) != 0;
        _fields |= 1UL << (int)field;
        IsOdd |= (_fields & bothSpellings) == bothSpellings;
    }

    private static bool IsFlag(ConsumedLicenseField field) => field is >= ConsumedLicenseField.GitHubComUser and <= ConsumedLicenseField.TwoFactorAuth;

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
