using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text.Unicode;
using LicenseSync.IO;
using LicenseSync.IO.Internal;

namespace LicenseSync.UsageFiles;

/// <summary>Reads the fields of an account straight from its record's gaps, where there is nothing to say about it: no alias used twice, no value of an odd type or form, one primary email.</summary>
/// <remarks>Whatever else there is, however legitimate, is left to <see cref="AccountReader"/>'s general way, which alone decides and reports. What is accepted here comes out there the same.</remarks>
/// <param name="maxEmails"><see cref="ReaderOptions.MaxEmailsPerAccount"/>.</param>
internal sealed class PlainAccountReader(int maxEmails)
{
    private const ulong EmailsBit = 1UL << (int)AccountKey.Emails;

    // Of each of these only one may be there.
    private static readonly ulong[] Aliases =
    [
        Bits(AccountKey.UserId, AccountKey.DatabaseId), Bits(AccountKey.Login, AccountKey.Handle), Bits(AccountKey.ProfileName, AccountKey.FullName),
        Bits(AccountKey.IsSiteAdmin, AccountKey.Role), Bits(AccountKey.RemoteCreatedAt, AccountKey.CreatedAt), Bits(AccountKey.Emails, AccountKey.Email),
        Bits(AccountKey.Dormant, AccountKey.IsDormant), Bits(AccountKey.AdvancedSecurity, AccountKey.AdvancedSecurityLicenseUser),
        Bits(AccountKey.CodeSecurity, AccountKey.CodeSecurityLicenseUser), Bits(AccountKey.SecretProtection, AccountKey.SecretProtectionLicenseUser),
    ];

    private ulong _checkedKeys;
    private bool _isEscaped;
    private bool _isFlagRead;

    private enum Place
    {
        Top,
        Emails,
        Other,
    }

    /// <summary>Reads an account.</summary>
    /// <param name="record">The record's gaps.</param>
    /// <param name="value">The record's bytes.</param>
    /// <param name="fields">Takes the fields, their texts as places in <paramref name="value"/>.</param>
    /// <returns>False for one that is to be read the general way.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(JsonRecordGaps record, ReadOnlySpan<byte> value, AccountFields fields)
    {
        fields.Clear();
        _isEscaped = (record.Traits & JsonTextTraits.Escaped) != 0;
        if ((record.Traits & JsonTextTraits.NotAscii) != 0 && !Utf8.IsValid(value))
        {
            return false;
        }

        int origin = record.StartOf(0);
        ulong keys = 0;
        Place place = Place.Top;
        for (int i = 0; i < record.Count; i++)
        {
            JsonGap gap = record[i];
            AccountGap meaning = gap.Meaning as AccountGap ?? AccountGap.Of(gap);
            if (meaning.IsOdd || (keys & meaning.Keys) != 0 || (meaning.IsOddInEmails && (place == Place.Emails || (meaning.Keys & EmailsBit) != 0)))
            {
                return false;
            }

            keys |= meaning.Keys;
            fields.HasRest |= meaning.HasRest;
            if (meaning.LeavesContainer)
            {
                place = meaning.IsAtTop ? Place.Top : meaning.EntersEmails ? Place.Emails : Place.Other;
            }

            if (gap.IsLast)
            {
                break;
            }

            int start = record.StartOf(i) + gap.Length - origin;
            var scalar = new TextSpan(start, record.StartOf(i + 1) - origin - start);
            bool isRead = place switch
            {
                Place.Top => ReadProperty(meaning.Key, value, scalar, fields),
                Place.Emails => ReadEmail(meaning, value, scalar, fields),
                _ => true,
            };
            if (!isRead)
            {
                return false;
            }
        }

        return fields.UserId is not null && AreAliasesSingle(keys) && ChoosePrimary(fields);
    }

    private bool ReadProperty(AccountKey key, ReadOnlySpan<byte> value, TextSpan scalar, AccountFields fields)
    {
        switch (key)
        {
            case AccountKey.None:
                return true;
            case <= AccountKey.DatabaseId:
                return TryGetUserId(value.Slice(scalar.Start, scalar.Length), fields);
            case <= AccountKey.Handle:
                fields.Login = TextOf(value, scalar, out bool isLogin);
                return isLogin && (fields.Login.Length == 0 || value[fields.Login.Start] is > 0x20 and < 0x80);
            case <= AccountKey.FullName:
                fields.ProfileName = TextOf(value, scalar, out bool isName);
                return isName;
            case <= AccountKey.Admin:
                fields.IsSiteAdmin = FlagOf(value, scalar, out bool isAdminFlag);
                return isAdminFlag;
            case AccountKey.Role:
                fields.IsSiteAdmin = RoleOf(value.Slice(scalar.Start, scalar.Length), out bool isRole);
                return isRole;
            case AccountKey.RemoteCreatedAt or AccountKey.CreatedAt:
                fields.CreatedAt = DateOf(value, scalar, out bool isCreatedDate);
                return isCreatedDate;
            case AccountKey.Suspended or AccountKey.IsSuspended:
                fields.IsSuspended |= FlagOf(value, scalar, out bool isSuspendedFlag) is true;
                return isSuspendedFlag;
            case AccountKey.SuspendedAt:
                fields.SuspendedAt = DateOf(value, scalar, out bool isSuspendedDate);
                fields.IsSuspended |= fields.SuspendedAt.Length > 0;
                return isSuspendedDate;
            case AccountKey.Dormant or AccountKey.IsDormant:
                fields.IsDormant = FlagOf(value, scalar, out bool isDormantFlag);
                return isDormantFlag;
            case >= AccountKey.AdvancedSecurity and <= AccountKey.AdvancedSecurityLicenseUser:
                fields.UsesAdvancedSecurity = FlagOf(value, scalar, out bool isAdvancedFlag);
                return isAdvancedFlag;
            case >= AccountKey.CodeSecurity and <= AccountKey.CodeSecurityLicenseUser:
                fields.UsesCodeSecurity = FlagOf(value, scalar, out bool isCodeFlag);
                return isCodeFlag;
            case >= AccountKey.SecretProtection and <= AccountKey.SecretProtectionLicenseUser:
                fields.UsesSecretProtection = FlagOf(value, scalar, out bool isSecretFlag);
                return isSecretFlag;
            case AccountKey.PrimaryEmail or AccountKey.Email:
                return TryAddEmail(value, scalar, key == AccountKey.PrimaryEmail ? true : null, fields);
            default:
                return false;
        }
    }

    private bool ReadEmail(AccountGap meaning, ReadOnlySpan<byte> value, TextSpan scalar, AccountFields fields)
    {
        switch (meaning.EmailPart)
        {
            case AccountEmailPart.Text:
            case AccountEmailPart.Address when meaning.StartsElement:
                _isFlagRead = false;
                return TryAddEmail(value, scalar, null, fields);
            case AccountEmailPart.IsPrimary when !meaning.StartsElement && !_isFlagRead:
                _isFlagRead = true;
                fields.Emails[^1] = fields.Emails[^1] with { IsPrimary = FlagOf(value, scalar, out bool isFlag) };
                return isFlag;
            default:
                return false;
        }
    }

    private bool TryAddEmail(ReadOnlySpan<byte> value, TextSpan scalar, bool? isPrimary, AccountFields fields)
    {
        TextSpan address = TextOf(value, scalar, out bool isText);
        ReadOnlySpan<byte> text = value.Slice(address.Start, address.Length);
        if (!isText || fields.EmailCount == maxEmails || text.IsEmpty || text[0] is not (> 0x20 and < 0x80) || text[^1] is not (> 0x20 and < 0x80) || !text.Contains((byte)'@'))
        {
            return false;
        }

        fields.AddEmail(new(address, isPrimary));
        return true;
    }

    /// <summary>The one that is flagged, or the only one (semantics B2).</summary>
    private static bool ChoosePrimary(AccountFields fields)
    {
        Span<AccountEmailSpan> emails = fields.Emails;
        for (int i = 0; i < emails.Length; i++)
        {
            if (emails[i].IsPrimary is true)
            {
                if (fields.Primary >= 0)
                {
                    return false;
                }

                fields.Primary = i;
            }
        }

        fields.Primary = fields.Primary < 0 && emails.Length == 1 ? 0 : fields.Primary;
        return fields.Primary >= 0;
    }

    private bool AreAliasesSingle(ulong keys)
    {
        if (keys != _checkedKeys)
        {
            foreach (ulong aliases in Aliases)
            {
                if (BitOperations.PopCount(keys & aliases) > 1)
                {
                    return false;
                }
            }

            _checkedKeys = keys;
        }

        return true;
    }

    private static bool TryGetUserId(ReadOnlySpan<byte> digits, AccountFields fields)
    {
        long id = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            id = (id * 10) + (digit - '0');
        }

        fields.UserId = id;
        return digits.Length <= 18;
    }

    private TextSpan TextOf(ReadOnlySpan<byte> value, TextSpan scalar, out bool isUsable)
    {
        isUsable = value[scalar.Start] switch
        {
            (byte)'"' => !_isEscaped || !value.Slice(scalar.Start, scalar.Length).Contains((byte)'\\'),
            (byte)'n' => true,
            _ => false,
        };
        return value[scalar.Start] == (byte)'"' ? new(scalar.Start + 1, scalar.Length - 2) : default;
    }

    private static bool? FlagOf(ReadOnlySpan<byte> value, TextSpan scalar, out bool isUsable)
    {
        byte first = value[scalar.Start];
        isUsable = first is (byte)'t' or (byte)'f' or (byte)'n';
        return first == (byte)'t' ? true : first == (byte)'f' ? false : null;
    }

    private static bool? RoleOf(ReadOnlySpan<byte> role, out bool isUsable)
    {
        bool isAdmin = role.SequenceEqual("\"admin\""u8);
        isUsable = isAdmin || role.SequenceEqual("\"user\""u8);
        return isAdmin;
    }

    private static TextSpan DateOf(ReadOnlySpan<byte> value, TextSpan scalar, out bool isUsable)
    {
        bool isDate = IsoDate.IsUtc(value.Slice(scalar.Start, scalar.Length));
        isUsable = isDate || value[scalar.Start] == (byte)'n' || (scalar.Length == 2 && value[scalar.Start] == (byte)'"');
        return isDate ? scalar : default;
    }

    private static ulong Bits(AccountKey first, AccountKey last) => (2UL << (int)last) - (1UL << (int)first);
}
