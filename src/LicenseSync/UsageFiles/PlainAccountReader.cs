using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using LicenseSync.IO;
using LicenseSync.IO.Internal;

namespace LicenseSync.UsageFiles;

/// <summary>Reads the fields of an account straight from its record's gaps, where there is nothing to say about it: no alias used twice, no value of an odd type or form, one primary email or clearly none.</summary>
/// <remarks>Whatever else there is, however legitimate, is left to <see cref="AccountReader"/>'s general way, which alone decides and reports. What is accepted here comes out there the same.
/// What the record consists of is known from its gaps (<see cref="AccountGap"/>), so only the values are looked at, each property's in its slot.</remarks>
/// <param name="maxEmails"><see cref="ReaderOptions.MaxEmailsPerAccount"/>.</param>
internal sealed class PlainAccountReader(int maxEmails)
{
    private const ulong UserIdKeys = (2UL << (int)AccountKey.DatabaseId) - (1UL << (int)AccountKey.UserId);
    private const ulong LoginKeys = (2UL << (int)AccountKey.Handle) - (1UL << (int)AccountKey.Login);
    private const ulong NameKeys = (2UL << (int)AccountKey.FullName) - (1UL << (int)AccountKey.ProfileName);
    private const ulong AdminKeys = (2UL << (int)AccountKey.Role) - (1UL << (int)AccountKey.IsSiteAdmin);
    private const ulong RoleKey = 1UL << (int)AccountKey.Role;
    private const ulong CreatedAtKeys = (2UL << (int)AccountKey.CreatedAt) - (1UL << (int)AccountKey.RemoteCreatedAt);
    private const ulong EmailKeys = (2UL << (int)AccountKey.Email) - (1UL << (int)AccountKey.Emails);
    private const ulong EmailsKey = 1UL << (int)AccountKey.Emails;
    private const ulong PrimaryEmailKey = 1UL << (int)AccountKey.PrimaryEmail;
    private const ulong SuspendedKey = 1UL << (int)AccountKey.Suspended;
    private const ulong IsSuspendedKey = 1UL << (int)AccountKey.IsSuspended;
    private const ulong SuspendedAtKey = 1UL << (int)AccountKey.SuspendedAt;
    private const ulong DormantKeys = (2UL << (int)AccountKey.IsDormant) - (1UL << (int)AccountKey.Dormant);
    private const ulong AdvancedSecurityKeys = (2UL << (int)AccountKey.AdvancedSecurityLicenseUser) - (1UL << (int)AccountKey.AdvancedSecurity);
    private const ulong CodeSecurityKeys = (2UL << (int)AccountKey.CodeSecurityLicenseUser) - (1UL << (int)AccountKey.CodeSecurity);
    private const ulong SecretProtectionKeys = (2UL << (int)AccountKey.SecretProtectionLicenseUser) - (1UL << (int)AccountKey.SecretProtection);

    // Of each of these only one may be there.
    private static readonly ulong[] Aliases =
        [UserIdKeys, LoginKeys, NameKeys, AdminKeys, CreatedAtKeys, EmailKeys, DormantKeys, AdvancedSecurityKeys, CodeSecurityKeys, SecretProtectionKeys];

    private ulong _checkedKeys;
    private bool _isEscaped;

    /// <summary>Reads an account.</summary>
    /// <param name="record">The record's gaps.</param>
    /// <param name="value">The record's bytes.</param>
    /// <param name="fields">Takes the fields, their texts as places in <paramref name="value"/>.</param>
    /// <returns>False for one that is to be read the general way.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(JsonRecordGaps record, ReadOnlySpan<byte> value, AccountFields fields)
    {
        ulong keys = record.Keys;
        _isEscaped = (record.Traits & JsonTextTraits.Escaped) != 0;
        if ((record.RepeatedKeys & AccountGap.SingleKeys) != 0
            || (keys & AccountGap.OddKey) != 0
            || (keys & UserIdKeys) == 0
            || !AreAliasesSingle(keys & AccountGap.SingleKeys)
            || ((record.Traits & JsonTextTraits.NotAscii) != 0 && !Utf8.IsValid(value)))
        {
            return false;
        }

        fields.Clear();
        fields.HasRest = (keys & AccountGap.RestKey) != 0;
        bool isPlain = TryGetUserId(Scalar(record, value, AccountSlot.UserId), out long id);
        fields.UserId = id;
        fields.Login = Text(record, value, keys & LoginKeys, AccountSlot.Login, ref isPlain);
        isPlain &= fields.Login.Length == 0 || value[fields.Login.Start] is > 0x20 and < 0x80;
        fields.ProfileName = Text(record, value, keys & NameKeys, AccountSlot.ProfileName, ref isPlain);
        fields.IsSiteAdmin = (keys & RoleKey) == 0
            ? Flag(record, value, keys & AdminKeys, AccountSlot.IsSiteAdmin, ref isPlain)
            : Role(Scalar(record, value, AccountSlot.Role), ref isPlain);
        fields.CreatedAt = Date(record, value, keys & CreatedAtKeys, AccountSlot.CreatedAt, ref isPlain);
        fields.SuspendedAt = Date(record, value, keys & SuspendedAtKey, AccountSlot.SuspendedAt, ref isPlain);
        fields.IsSuspended = Flag(record, value, keys & SuspendedKey, AccountSlot.Suspended, ref isPlain).IsTrue
            | Flag(record, value, keys & IsSuspendedKey, AccountSlot.IsSuspended, ref isPlain).IsTrue
            | (fields.SuspendedAt.Length > 0);
        fields.IsDormant = Flag(record, value, keys & DormantKeys, AccountSlot.Dormant, ref isPlain);
        fields.UsesAdvancedSecurity = Flag(record, value, keys & AdvancedSecurityKeys, AccountSlot.AdvancedSecurity, ref isPlain);
        fields.UsesCodeSecurity = Flag(record, value, keys & CodeSecurityKeys, AccountSlot.CodeSecurity, ref isPlain);
        fields.UsesSecretProtection = Flag(record, value, keys & SecretProtectionKeys, AccountSlot.SecretProtection, ref isPlain);
        return isPlain && ReadEmails(record, value, keys, fields) && ChoosePrimary(record, value, fields);
    }

    private bool ReadEmails(JsonRecordGaps record, ReadOnlySpan<byte> value, ulong keys, AccountFields fields)
    {
        if ((keys & AccountGap.EmailsEnteredKey) == 0)
        {
            // An empty list, a single address, or none.
            return (keys & (EmailKeys ^ EmailsKey)) == 0
                || TryAddEmail(value, record.ScalarOf((int)AccountSlot.Email), (keys & PrimaryEmailKey) != 0 ? JsonFlag.Of(true) : default, fields);
        }

        bool isFlagRead = false;
        int first = record.SlotGaps[(int)AccountSlot.Emails];
        for (int i = first; ; i++)
        {
            var meaning = (AccountGap)record[i].Meaning!;
            if (meaning.IsOddInEmails)
            {
                return false;
            }

            if (i > first && meaning.LeavesContainer)
            {
                return true;
            }

            TextSpan scalar = record.ScalarBehind(i);
            switch (meaning.EmailPart)
            {
                case AccountEmailPart.Text:
                case AccountEmailPart.Address when meaning.StartsElement:
                    isFlagRead = false;
                    if (!TryAddEmail(value, scalar, default, fields))
                    {
                        return false;
                    }

                    break;
                case AccountEmailPart.IsPrimary when !meaning.StartsElement && !isFlagRead && value[scalar.Start] >= (byte)'a':
                    isFlagRead = true;
                    fields.Emails[^1].Flag = new(value[scalar.Start]);
                    break;
                default:
                    return false;
            }
        }
    }

    private bool TryAddEmail(ReadOnlySpan<byte> value, TextSpan scalar, JsonFlag flag, AccountFields fields)
    {
        bool isText = true;
        TextSpan address = TextAt(value, scalar, ref isText);
        ReadOnlySpan<byte> text = value.Slice(address.Start, address.Length);
        if (!isText || fields.EmailCount == maxEmails || text.IsEmpty || text[0] is not (> 0x20 and < 0x80) || text[^1] is not (> 0x20 and < 0x80) || !text.Contains((byte)'@'))
        {
            return false;
        }

        fields.AddEmail(new() { Address = address, Flag = flag });
        return true;
    }

    /// <summary>The one that is flagged, or the only one (semantics B2); none where that is plain to see.</summary>
    private static bool ChoosePrimary(JsonRecordGaps record, ReadOnlySpan<byte> value, AccountFields fields)
    {
        Span<AccountEmailSpan> emails = fields.Emails;
        for (int i = 0; i < emails.Length; i++)
        {
            if (emails[i].Flag.IsTrue)
            {
                if (fields.Primary >= 0)
                {
                    return false;
                }

                fields.Primary = i;
            }
        }

        fields.Primary = fields.Primary < 0 && emails.Length == 1 ? 0 : fields.Primary;

        // What more an account says is read again where it is asked for, which must find nothing to report.
        return fields.Primary >= 0 || (!fields.HasRest && (emails.IsEmpty || (record.Traits == JsonTextTraits.None && AreDifferent(value, emails[0].Address, emails[^1].Address))));
    }

    private static bool AreDifferent(ReadOnlySpan<byte> value, TextSpan one, TextSpan other) =>
        !Ascii.EqualsIgnoreCase(value.Slice(one.Start, one.Length), value.Slice(other.Start, other.Length));

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

    private static bool TryGetUserId(ReadOnlySpan<byte> digits, out long id)
    {
        id = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return false;
            }

            id = (id * 10) + (digit - '0');
        }

        return digits.Length <= 18;
    }

    private static ReadOnlySpan<byte> Scalar(JsonRecordGaps record, ReadOnlySpan<byte> value, AccountSlot slot)
    {
        TextSpan place = record.ScalarOf((int)slot);
        return value.Slice(place.Start, place.Length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TextSpan Text(JsonRecordGaps record, ReadOnlySpan<byte> value, ulong keys, AccountSlot slot, ref bool isPlain) =>
        keys == 0 ? default : TextAt(value, record.ScalarOf((int)slot), ref isPlain);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TextSpan TextAt(ReadOnlySpan<byte> value, TextSpan scalar, ref bool isPlain)
    {
        byte first = value[scalar.Start];
        if (first == (byte)'"')
        {
            isPlain &= !_isEscaped || !value.Slice(scalar.Start, scalar.Length).Contains((byte)'\\');
            return new(scalar.Start + 1, scalar.Length - 2);
        }

        isPlain &= first == (byte)'n';
        return default;
    }

    /// <summary>True, false or null; of the bytes that a scalar begins with, those are the only letters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static JsonFlag Flag(JsonRecordGaps record, ReadOnlySpan<byte> value, ulong keys, AccountSlot slot, ref bool isPlain)
    {
        if (keys == 0)
        {
            return default;
        }

        byte first = value[record.ScalarOf((int)slot).Start];
        isPlain &= first >= (byte)'a';
        return new(first);
    }

    private static JsonFlag Role(ReadOnlySpan<byte> role, ref bool isPlain)
    {
        bool isAdmin = role.SequenceEqual("\"admin\""u8);
        isPlain &= isAdmin || role.SequenceEqual("\"user\""u8);
        return JsonFlag.Of(isAdmin);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TextSpan Date(JsonRecordGaps record, ReadOnlySpan<byte> value, ulong keys, AccountSlot slot, ref bool isPlain)
    {
        if (keys == 0)
        {
            return default;
        }

        TextSpan scalar = record.ScalarOf((int)slot);
        bool isDate = IsoDate.IsUtc(value.Slice(scalar.Start, scalar.Length));
        isPlain &= isDate || value[scalar.Start] == (byte)'n' || (scalar.Length == 2 && value[scalar.Start] == (byte)'"');
        return isDate ? scalar : default;
    }
}
