using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using LicenseSync.IO;
using LicenseSync.IO.Internal;

namespace LicenseSync.UsageFiles;

/// <summary>What the flags of an account are, and where its texts and numbers stand, worked out once for all accounts of one layout, so that <see cref="PlainAccountReader"/> only looks at those.</summary>
internal sealed class AccountLayout : JsonLayout
{
    private readonly int[] _positions = new int[(int)AccountSlot.Count];
    private readonly JsonFlag[] _flags = new JsonFlag[(int)AccountSlot.Count];
    private readonly List<(int Address, JsonFlag Flag)> _emails = [];
    private ulong _keys;
    private int _slots;
    private bool _isSiteAdminKnown;
    private bool _areEmailsKnown;
    private AccountKey _key;
    private string _part = "";
    private bool _isNewElement;

    /// <summary>Whether accounts of this layout may be read by it: each property once, no alias used twice, known ones of no odd form, a user id, at most one
    /// email that is flagged, and no more scalars than are looked at at once.</summary>
    public bool IsPlain { get; private set; }

    /// <summary>A bit for each scalar that is to be a text.</summary>
    public ulong Texts { get; private set; }

    /// <summary>The position of the email that is flagged, or the only one (semantics B2); -1 where there is none.</summary>
    public int Primary { get; private set; }

    /// <summary>Whether a flag or a date says that the account is suspended (semantics C1).</summary>
    public bool IsSuspended { get; private set; }

    /// <summary>Whether there are properties that are not known.</summary>
    public bool HasRest { get; private set; }

    /// <summary>The number of the scalar that is a property's value; -1 where there is none.</summary>
    public int this[AccountSlot slot]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _positions[(int)slot];
    }

    /// <summary>For each email the number of the scalar that is its address, and whether it is flagged primary, in order.</summary>
    public ReadOnlySpan<(int Address, JsonFlag Flag)> Emails => CollectionsMarshal.AsSpan(_emails);

    /// <summary>A flag; null, too, where it is not there.</summary>
    public JsonFlag FlagOf(AccountSlot slot) => _flags[(int)slot];

    /// <inheritdoc/>
    protected override void Begin()
    {
        Array.Fill(_positions, -1);
        Array.Clear(_flags);
        _emails.Clear();
        (_keys, _slots, Texts) = (0, 0, 0);
        _isSiteAdminKnown = _areEmailsKnown = HasRest = false;
        (_key, _part, _isNewElement) = (AccountKey.None, "", false);
    }

    /// <inheritdoc/>
    protected override void TakeName(string key, int depth)
    {
        if (depth > 1)
        {
            _part = key;
            return;
        }

        _key = AccountKeys.Find(key);
        TakeKey(_key);
    }

    /// <inheritdoc/>
    protected override void TakeStart(JsonTokenType kind, int depth)
    {
        _isNewElement = depth == 3;
        IsOdd |= depth > 1 && _key != AccountKey.None && !IsOfEmails(_key, depth, kind);
    }

    /// <inheritdoc/>
    protected override void TakeEnd(int depth)
    {
        // An element that is empty.
        IsOdd |= depth == 3 && _key == AccountKey.Emails && _isNewElement;
    }

    /// <inheritdoc/>
    protected override void TakeConstant(JsonTokenType kind, int depth)
    {
        if (SlotOf(_key) is not AccountSlot.None and var slot)
        {
            TakeSlot(slot);
            IsOdd |= IsFlag(slot) ? kind == JsonTokenType.String : !IsText(slot) || kind is JsonTokenType.True or JsonTokenType.False;
            _flags[(int)slot] = new(kind);
        }
        else if (depth == 3 && !_isNewElement && kind != JsonTokenType.String && _part is "primary" or "isprimary" && _emails.Count > 0 && _emails[^1].Flag == default)
        {
            _emails[^1] = _emails[^1] with { Flag = new(kind) };
        }
        else
        {
            IsOdd |= _key != AccountKey.None;
        }

        _isNewElement = false;
    }

    /// <inheritdoc/>
    protected override void TakeScalar(int position, int depth)
    {
        if (SlotOf(_key) is not AccountSlot.None and var slot)
        {
            TakeSlot(slot);
            IsOdd |= IsFlag(slot);
            _positions[(int)slot] = position;
            Texts |= slot == AccountSlot.UserId ? 0 : 1UL << position;
        }
        else if (_key != AccountKey.None)
        {
            IsOdd |= _key == AccountKey.Emails && depth != 2 && !(_isNewElement && _part is "email" or "address" or "value");
            _emails.Add((position, _key == AccountKey.PrimaryEmail ? JsonFlag.Of(true) : default));
            Texts |= 1UL << position;
        }

        _isNewElement = false;
    }

    /// <inheritdoc/>
    protected override void End()
    {
        int flagged = _emails.Count(email => email.Flag.IsTrue);
        Primary = _emails.Count == 1 ? 0 : _emails.FindIndex(email => email.Flag.IsTrue);
        IsSuspended = FlagOf(AccountSlot.Suspended).IsTrue || FlagOf(AccountSlot.IsSuspended).IsTrue || this[AccountSlot.SuspendedAt] >= 0;
        IsPlain = !IsOdd && this[AccountSlot.UserId] >= 0 && flagged <= 1 && Count <= JsonRecordGaps.TextsAtOnce;
    }

    private static bool IsOfEmails(AccountKey key, int depth, JsonTokenType kind) =>
        key == AccountKey.Emails && ((depth == 2 && kind == JsonTokenType.StartArray) || (depth == 3 && kind == JsonTokenType.StartObject));

    private void TakeKey(AccountKey key)
    {
        if (key == AccountKey.None)
        {
            HasRest = true;
            return;
        }

        IsOdd |= (_keys & (1UL << (int)key)) != 0;
        _keys |= 1UL << (int)key;
        if (key is >= AccountKey.IsSiteAdmin and <= AccountKey.Role)
        {
            IsOdd |= _isSiteAdminKnown;
            _isSiteAdminKnown = true;
        }
        else if (key is >= AccountKey.Emails and <= AccountKey.Email)
        {
            IsOdd |= _areEmailsKnown;
            _areEmailsKnown = true;
        }
    }

    private void TakeSlot(AccountSlot slot)
    {
        IsOdd |= (_slots & (1 << (int)slot)) != 0;
        _slots |= 1 << (int)slot;
    }

    private static bool IsText(AccountSlot slot) => slot is AccountSlot.Login or AccountSlot.ProfileName or AccountSlot.CreatedAt or AccountSlot.SuspendedAt;

    private static bool IsFlag(AccountSlot slot) => !IsText(slot) && slot is not (AccountSlot.UserId or AccountSlot.Role);

    private static AccountSlot SlotOf(AccountKey key) => key switch
    {
        AccountKey.None => AccountSlot.None,
        <= AccountKey.DatabaseId => AccountSlot.UserId,
        <= AccountKey.Handle => AccountSlot.Login,
        <= AccountKey.FullName => AccountSlot.ProfileName,
        <= AccountKey.Admin => AccountSlot.IsSiteAdmin,
        AccountKey.Role => AccountSlot.Role,
        <= AccountKey.CreatedAt => AccountSlot.CreatedAt,
        <= AccountKey.Email => AccountSlot.None,
        AccountKey.Suspended => AccountSlot.Suspended,
        AccountKey.IsSuspended => AccountSlot.IsSuspended,
        AccountKey.SuspendedAt => AccountSlot.SuspendedAt,
        AccountKey.Dormant or AccountKey.IsDormant => AccountSlot.Dormant,
        <= AccountKey.AdvancedSecurityLicenseUser => AccountSlot.AdvancedSecurity,
        <= AccountKey.CodeSecurityLicenseUser => AccountSlot.CodeSecurity,
        _ => AccountSlot.SecretProtection,
    };
}
