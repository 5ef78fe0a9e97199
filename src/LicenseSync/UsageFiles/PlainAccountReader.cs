using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using LicenseSync.IO;
using LicenseSync.IO.Internal;

namespace LicenseSync.UsageFiles;

/// <summary>Checks whether an account may be read straight from its record's scalars, since there is nothing to say about it: no alias used twice, no value of an odd type or form, one primary email or clearly none.</summary>
/// <remarks>Whatever else there is, however legitimate, is left to <see cref="AccountReader"/>'s general way, which alone decides and reports. What is accepted here comes out there the same.
/// Which scalar is what, and all that is no text or number, is known from the layout (<see cref="AccountLayout"/>).</remarks>
/// <param name="maxEmails"><see cref="ReaderOptions.MaxEmailsPerAccount"/>.</param>
internal sealed class PlainAccountReader(int maxEmails)
{
    private const int MaxDigits = 18;
    private const long NoId = -1;

    /// <summary>Reads an account.</summary>
    /// <param name="record">What the record consists of.</param>
    /// <param name="value">The record's bytes.</param>
    /// <param name="fields">Takes the fields, their texts as places in <paramref name="value"/>.</param>
    /// <returns>False for one that is to be read the general way.</returns>
    public bool TryRead(JsonRecordGaps record, ReadOnlySpan<byte> value, AccountFields fields)
    {
        var layout = (AccountLayout)record.Layout!;
        if (!layout.IsPlain
            || layout.Emails.Length > maxEmails
            || (layout.Texts & ~record.TextsFrom(0)) != 0
            || (record.Traits != JsonTextTraits.None && !AreTextsPlain(record, layout.Texts, value)))
        {
            return false;
        }

        fields.Begin(layout, record);
        long id = IdOf(value, record.Scalars[layout[AccountSlot.UserId]]);
        TextSpan login = fields.Login;
        JsonFlag role = RoleOf(record, layout[AccountSlot.Role], value);
        bool isPlain = id >= 0
            && (login.Length == 0 || value[login.Start] is > 0x20 and < 0x80)
            && IsDate(record, layout[AccountSlot.CreatedAt], value)
            && IsDate(record, layout[AccountSlot.SuspendedAt], value)
            && (role != default || layout[AccountSlot.Role] < 0)
            && AreAddresses(value, fields)
            && (layout.Primary >= 0 || HasNoPrimary(record.Traits, value, fields));
        fields.Take(id, role);
        return isPlain;
    }

    /// <summary>Whether bytes beyond ASCII are UTF-8, and no known text has an escape.</summary>
    private static bool AreTextsPlain(JsonRecordGaps record, ulong known, ReadOnlySpan<byte> value)
    {
        for (int position = 0; (record.Traits & JsonTextTraits.Escaped) != 0 && position < record.Count; position++)
        {
            TextSpan text = record.TextAt(position);
            if ((known & (1UL << position)) != 0 && value.Slice(text.Start, text.Length).Contains((byte)'\\'))
            {
                return false;
            }
        }

        return (record.Traits & JsonTextTraits.NotAscii) == 0 || Utf8.IsValid(value);
    }

    private static bool AreAddresses(ReadOnlySpan<byte> value, AccountFields fields)
    {
        for (int email = 0; email < fields.EmailCount; email++)
        {
            TextSpan address = fields.AddressOf(email);
            if (!IsAddress(value.Slice(address.Start, address.Length)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAddress(ReadOnlySpan<byte> text) => text is [> 0x20 and < 0x80, .., > 0x20 and < 0x80] && text.Contains((byte)'@');

    /// <summary>Whether it is plain to see that there is no primary email, where none is flagged (semantics B2).</summary>
    /// <remarks>What more an account says is read again where it is asked for, which must find nothing to report.</remarks>
    private static bool HasNoPrimary(JsonTextTraits traits, ReadOnlySpan<byte> value, AccountFields fields) =>
        !fields.HasRest
        && (fields.EmailCount == 0 || (traits == JsonTextTraits.None && AreDifferent(value, fields.AddressOf(0), fields.AddressOf(fields.EmailCount - 1))));

    private static bool AreDifferent(ReadOnlySpan<byte> value, TextSpan one, TextSpan other) =>
        !Ascii.EqualsIgnoreCase(value.Slice(one.Start, one.Length), value.Slice(other.Start, other.Length));

    /// <summary>Whether a property has no value, or a date in the form that exports have.</summary>
    private static bool IsDate(JsonRecordGaps record, int position, ReadOnlySpan<byte> value) => position < 0 || IsoDate.IsUtc(value[record.Scalars[position].Start..record.Scalars[position].End]);

    /// <summary>Whether the role is that of an administrator; nothing where there is none, or another than two.</summary>
    private static JsonFlag RoleOf(JsonRecordGaps record, int position, ReadOnlySpan<byte> value)
    {
        if (position < 0)
        {
            return default;
        }

        (int start, int end) = record.Scalars[position];
        bool isAdmin = value[start..end].SequenceEqual("\"admin\""u8);
        return isAdmin || value[start..end].SequenceEqual("\"user\""u8) ? JsonFlag.Of(isAdmin) : default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long IdOf(ReadOnlySpan<byte> value, (int Start, int End) scalar)
    {
        int count = scalar.End - scalar.Start;
        return count <= sizeof(ulong) && scalar.Start + sizeof(ulong) <= value.Length
            ? EightDigits(BinaryPrimitives.ReadUInt64LittleEndian(value[scalar.Start..]), count)
            : AnyDigits(value[scalar.Start..scalar.End]);
    }

    /// <summary>The number that one to eight digits make, the first one lowest in memory; without a loop, since it cannot be foreseen how many there are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long EightDigits(ulong text, int count)
    {
        // Zeros come before the number in place of what stands behind it.
        ulong digits = (text ^ 0x3030303030303030) << (64 - (8 * count));
        ulong others = ((digits + 0x7676767676767676) | digits) & 0x8080808080808080;
        digits = (digits * 10) + (digits >> 8);
        ulong number = (((digits & 0x000000FF000000FF) * 0x000F424000000064) + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
        return others == 0 ? (long)number : NoId;
    }

    private static long AnyDigits(ReadOnlySpan<byte> digits)
    {
        long id = 0;
        foreach (byte digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                return NoId;
            }

            id = (id * 10) + (digit - '0');
        }

        return digits.Length <= MaxDigits ? id : NoId;
    }
}
