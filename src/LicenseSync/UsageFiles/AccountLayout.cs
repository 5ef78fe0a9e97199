using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using LicenseSync.IO.Internal;

namespace LicenseSync.UsageFiles;

/// <summary>Where the scalars of an account stand, worked out once for all accounts of one layout, so that <see cref="PlainAccountReader"/> only looks at values.</summary>
internal sealed class AccountLayout : JsonLayout
{
    /// <summary>In <see cref="Emails"/>: there is no flag.</summary>
    public const int NoFlag = -1;

    /// <summary>In <see cref="Emails"/>: the property's name says that it is primary.</summary>
    public const int PrimaryByName = -2;

    private readonly int[] _positions = new int[(int)AccountSlot.Count];
    private readonly List<(int Address, int Flag)> _emails = [];
    private ulong _keys;
    private bool _isSiteAdminKnown;
    private bool _areEmailsKnown;
    private bool _isOdd;

    /// <summary>Whether accounts of this layout may be read by it: each property once, no alias used twice, known ones of no odd form, and a user id; and no more scalars than are looked at at once.</summary>
    public bool IsPlain { get; private set; }

    /// <summary>A bit for each scalar that is to be a text or null.</summary>
    public ulong Texts { get; private set; }

    /// <summary>The same for true, false or null.</summary>
    public ulong Flags { get; private set; }

    /// <summary>The same for texts that are addresses.</summary>
    public ulong Addresses { get; private set; }

    /// <summary>Whether there are properties that are not known.</summary>
    public bool HasRest { get; private set; }

    /// <summary>The number of the scalar that is a property's value; -1 where it is not there.</summary>
    public int this[AccountSlot slot]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _positions[(int)slot];
    }

    /// <summary>The numbers of the scalars that are an email's address and its flag (or <see cref="NoFlag"/>, <see cref="PrimaryByName"/>), in order.</summary>
    public ReadOnlySpan<(int Address, int Flag)> Emails => CollectionsMarshal.AsSpan(_emails);

    /// <inheritdoc/>
    protected override void Learn()
    {
        Array.Fill(_positions, -1);
        _emails.Clear();
        _keys = 0;
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
                    default:
                        // An element that is empty.
                        _isOdd |= depth == 3 && key == AccountKey.Emails && isNewElement;
                        depth--;
                        break;
                }
            }

            if (!_isOdd && !gap.IsLast && key != AccountKey.None)
            {
                TakeScalar(position, key, depth, part, isNewElement);
            }

            isNewElement = false;
        }

        IsPlain = !_isOdd && this[AccountSlot.UserId] >= 0 && Gaps.Length <= JsonRecordGaps.KindsAtOnce;
        Texts = BitsOf([AccountSlot.Login, AccountSlot.ProfileName, AccountSlot.CreatedAt, AccountSlot.SuspendedAt]);
        Flags = BitsOf([AccountSlot.IsSiteAdmin, AccountSlot.Suspended, AccountSlot.IsSuspended, AccountSlot.Dormant, AccountSlot.AdvancedSecurity, AccountSlot.CodeSecurity, AccountSlot.SecretProtection]);
        Addresses = 0;
        foreach ((int address, int flag) in _emails)
        {
            Addresses |= 1UL << address;
            Flags |= flag >= 0 ? 1UL << flag : 0;
        }
    }

    private ulong BitsOf(ReadOnlySpan<AccountSlot> slots)
    {
        ulong bits = 0;
        foreach (AccountSlot slot in slots)
        {
            bits |= this[slot] >= 0 ? 1UL << this[slot] : 0;
        }

        return bits;
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

    private void TakeScalar(int position, AccountKey key, int depth, string part, bool isNewElement)
    {
        if (SlotOf(key) is not AccountSlot.None and var slot)
        {
            _isOdd |= this[slot] >= 0;
            _positions[(int)slot] = position;
        }
        else if (key != AccountKey.Emails)
        {
            _emails.Add((position, key == AccountKey.PrimaryEmail ? PrimaryByName : NoFlag));
        }
        else if (depth == 2 || (isNewElement && part is "email" or "address" or "value"))
        {
            _emails.Add((position, NoFlag));
        }
        else if (depth == 3 && !isNewElement && part is "primary" or "isprimary" && _emails[^1].Flag == NoFlag)
        {
            _emails[^1] = _emails[^1] with { Flag = position };
        }
        else
        {
            _isOdd = true;
        }
    }

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
