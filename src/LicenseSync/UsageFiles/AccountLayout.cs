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
    private bool _isOdd;

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
    protected override void Learn()
    {
        Array.Fill(_positions, -1);
        Array.Clear(_flags);
        _emails.Clear();
        (_keys, _slots, Texts) = (0, 0, 0);
        _isSiteAdminKnown = _areEmailsKnown = _isOdd = HasRest = false;
        var key = AccountKey.None;
        string part = "";
        bool isNewElement = false;
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
                        key = AccountKeys.Find(mark.Key);
                        TakeKey(key);
                        break;
                    case JsonTokenType.PropertyName:
                        part = mark.Key;
                        break;
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        depth++;
                        isNewElement = depth == 3;
                        _isOdd |= depth > 1 && key != AccountKey.None && !IsOfEmails(key, depth, mark.Kind);
                        break;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        // An element that is empty.
                        _isOdd |= depth == 3 && key == AccountKey.Emails && isNewElement;
                        depth--;
                        break;
                    default:
                        TakeConstant(mark.Kind, key, depth, part, isNewElement);
                        isNewElement = false;
                        break;
                }
            }

            if (!gap.IsLast)
            {
                TakeScalar(position, key, depth, part, isNewElement);
                isNewElement = false;
            }
        }

        int flagged = _emails.Count(email => email.Flag.IsTrue);
        Primary = _emails.Count == 1 ? 0 : _emails.FindIndex(email => email.Flag.IsTrue);
        IsSuspended = FlagOf(AccountSlot.Suspended).IsTrue || FlagOf(AccountSlot.IsSuspended).IsTrue || this[AccountSlot.SuspendedAt] >= 0;
        IsPlain = !_isOdd && this[AccountSlot.UserId] >= 0 && flagged <= 1 && Gaps.Length <= JsonRecordGaps.TextsAtOnce;
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

        _isOdd |= (_keys & (1UL << (int)key)) != 0;
        _keys |= 1UL << (int)key;
        if (key is >= AccountKey.IsSiteAdmin and <= AccountKey.Role)
        {
            _isOdd |= _isSiteAdminKnown;
            _isSiteAdminKnown = true;
        }
        else if (key is >= AccountKey.Emails and <= AccountKey.Email)
        {
            _isOdd |= _areEmailsKnown;
            _areEmailsKnown = true;
        }
    }

    /// <summary>Takes a text that is not empty, or a number.</summary>
    private void TakeScalar(int position, AccountKey key, int depth, string part, bool isNewElement)
    {
        if (key == AccountKey.None)
        {
            return;
        }

        if (SlotOf(key) is not AccountSlot.None and var slot)
        {
            TakeSlot(slot);
            _isOdd |= IsFlag(slot);
            _positions[(int)slot] = position;
            Texts |= slot == AccountSlot.UserId ? 0 : 1UL << position;
            return;
        }

        _isOdd |= key == AccountKey.Emails && depth != 2 && !(isNewElement && part is "email" or "address" or "value");
        _emails.Add((position, key == AccountKey.PrimaryEmail ? JsonFlag.Of(true) : default));
        Texts |= 1UL << position;
    }

    /// <summary>Takes a literal or an empty text.</summary>
    private void TakeConstant(JsonTokenType kind, AccountKey key, int depth, string part, bool isNewElement)
    {
        if (key == AccountKey.None)
        {
            return;
        }

        if (SlotOf(key) is not AccountSlot.None and var slot)
        {
            TakeSlot(slot);
            _isOdd |= IsFlag(slot) ? kind == JsonTokenType.String : !IsText(slot) || kind is JsonTokenType.True or JsonTokenType.False;
            _flags[(int)slot] = new(kind);
        }
        else if (depth == 3 && !isNewElement && kind != JsonTokenType.String && part is "primary" or "isprimary" && _emails.Count > 0 && _emails[^1].Flag == default)
        {
            _emails[^1] = _emails[^1] with { Flag = new(kind) };
        }
        else
        {
            _isOdd = true;
        }
    }

    private void TakeSlot(AccountSlot slot)
    {
        _isOdd |= (_slots & (1 << (int)slot)) != 0;
        _slots |= 1 << (int)slot;
    }

    private static bool IsText(AccountSlot slot) => slot is AccountSlot.Login or AccountSlot.ProfileName or AccountSlot.CreatedAt or AccountSlot.SuspendedAt;

    private static bool IsFlag(AccountSlot slot) => !IsText(slot) && slot is not (AccountSlot.UserId or AccountSlot.Role);

    private static AccountSlot SlotOf(AccountKey key) => key switch
    {
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
