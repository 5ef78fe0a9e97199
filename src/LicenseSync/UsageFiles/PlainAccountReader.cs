using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using LicenseSync.IO;
using LicenseSync.IO.Internal;

namespace LicenseSync.UsageFiles;

/// <summary>Reads the fields of an account straight from its record's scalars, where there is nothing to say about it: no alias used twice, no value of an odd type or form, one primary email or clearly none.</summary>
/// <remarks>Whatever else there is, however legitimate, is left to <see cref="AccountReader"/>'s general way, which alone decides and reports. What is accepted here comes out there the same.
/// Which scalar is what is known from the layout (<see cref="AccountLayout"/>), so only the values are looked at.</remarks>
/// <param name="maxEmails"><see cref="ReaderOptions.MaxEmailsPerAccount"/>.</param>
internal sealed class PlainAccountReader(int maxEmails)
{
    /// <summary>Reads an account.</summary>
    /// <param name="record">What the record consists of.</param>
    /// <param name="value">The record's bytes.</param>
    /// <param name="fields">Takes the fields, their texts as places in <paramref name="value"/>.</param>
    /// <returns>False for one that is to be read the general way.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(JsonRecordGaps record, ReadOnlySpan<byte> value, AccountFields fields)
    {
        var layout = (AccountLayout)record.Layout!;
        if (!layout.IsPlain || layout.Emails.Length > maxEmails || ((record.Traits & JsonTextTraits.NotAscii) != 0 && !Utf8.IsValid(value)))
        {
            return false;
        }

        var scalars = new Scalars(layout, record.Scalars, value, isEscaped: (record.Traits & JsonTextTraits.Escaped) != 0);
        fields.Clear();
        fields.HasRest = layout.HasRest;
        fields.UserId = scalars.Id(AccountSlot.UserId);
        fields.Login = scalars.Text(AccountSlot.Login);
        scalars.IsPlain &= fields.Login.Length == 0 || value[fields.Login.Start] is > 0x20 and < 0x80;
        fields.ProfileName = scalars.Text(AccountSlot.ProfileName);
        fields.IsSiteAdmin = layout[AccountSlot.Role] < 0 ? scalars.Flag(AccountSlot.IsSiteAdmin) : scalars.Role();
        fields.CreatedAt = scalars.Date(AccountSlot.CreatedAt);
        fields.SuspendedAt = scalars.Date(AccountSlot.SuspendedAt);
        fields.IsSuspended = scalars.Flag(AccountSlot.Suspended).IsTrue | scalars.Flag(AccountSlot.IsSuspended).IsTrue | (fields.SuspendedAt.Length > 0);
        fields.IsDormant = scalars.Flag(AccountSlot.Dormant);
        fields.UsesAdvancedSecurity = scalars.Flag(AccountSlot.AdvancedSecurity);
        fields.UsesCodeSecurity = scalars.Flag(AccountSlot.CodeSecurity);
        fields.UsesSecretProtection = scalars.Flag(AccountSlot.SecretProtection);
        foreach ((int address, int flag) in layout.Emails)
        {
            fields.AddEmail(scalars.Email(address, flag));
        }

        return scalars.IsPlain && ChoosePrimary(record.Traits, value, fields);
    }

    /// <summary>The one that is flagged, or the only one (semantics B2); none where that is plain to see.</summary>
    private static bool ChoosePrimary(JsonTextTraits traits, ReadOnlySpan<byte> value, AccountFields fields)
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
        return fields.Primary >= 0 || (!fields.HasRest && (emails.IsEmpty || (traits == JsonTextTraits.None && AreDifferent(value, emails[0].Address, emails[^1].Address))));
    }

    private static bool AreDifferent(ReadOnlySpan<byte> value, TextSpan one, TextSpan other) =>
        !Ascii.EqualsIgnoreCase(value.Slice(one.Start, one.Length), value.Slice(other.Start, other.Length));

    /// <summary>The values of one record.</summary>
    private ref struct Scalars(AccountLayout layout, ReadOnlySpan<(int Start, int End)> scalars, ReadOnlySpan<byte> value, bool isEscaped)
    {
        private readonly ReadOnlySpan<(int Start, int End)> _scalars = scalars;
        private readonly ReadOnlySpan<byte> _value = value;

        /// <summary>Whether no value was odd so far.</summary>
        public bool IsPlain = true;

        public long Id(AccountSlot slot)
        {
            ReadOnlySpan<byte> digits = BytesOf(layout[slot]);
            long id = 0;
            foreach (byte digit in digits)
            {
                IsPlain &= digit is >= (byte)'0' and <= (byte)'9';
                id = (id * 10) + (digit - '0');
            }

            IsPlain &= digits.Length <= 18;
            return id;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TextSpan Text(AccountSlot slot) => layout[slot] < 0 ? default : TextAt(layout[slot]);

        /// <summary>True, false or null; of the bytes that a scalar begins with, those are the only letters.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public JsonFlag Flag(AccountSlot slot) => layout[slot] < 0 ? default : FlagAt(layout[slot]);

        public JsonFlag Role()
        {
            ReadOnlySpan<byte> role = BytesOf(layout[AccountSlot.Role]);
            bool isAdmin = role.SequenceEqual("\"admin\""u8);
            IsPlain &= isAdmin || role.SequenceEqual("\"user\""u8);
            return JsonFlag.Of(isAdmin);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TextSpan Date(AccountSlot slot)
        {
            if (layout[slot] < 0)
            {
                return default;
            }

            (int start, int end) = _scalars[layout[slot]];
            bool isDate = IsoDate.IsUtc(_value[start..end]);
            IsPlain &= isDate || _value[start] == (byte)'n' || (end - start == 2 && _value[start] == (byte)'"');
            return isDate ? new(start, end - start) : default;
        }

        public AccountEmailSpan Email(int address, int flag)
        {
            TextSpan text = TextAt(address);
            ReadOnlySpan<byte> bytes = _value.Slice(text.Start, text.Length);
            IsPlain &= !bytes.IsEmpty && bytes[0] is > 0x20 and < 0x80 && bytes[^1] is > 0x20 and < 0x80 && bytes.Contains((byte)'@');
            return new() { Address = text, Flag = flag >= 0 ? FlagAt(flag) : flag == AccountLayout.PrimaryByName ? JsonFlag.Of(true) : default };
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private TextSpan TextAt(int position)
        {
            (int start, int end) = _scalars[position];
            byte first = _value[start];
            if (first == (byte)'"')
            {
                IsPlain &= !isEscaped || !_value[start..end].Contains((byte)'\\');
                return new(start + 1, end - start - 2);
            }

            IsPlain &= first == (byte)'n';
            return default;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private JsonFlag FlagAt(int position)
        {
            byte first = _value[_scalars[position].Start];
            IsPlain &= first >= (byte)'a';
            return new(first);
        }

        private readonly ReadOnlySpan<byte> BytesOf(int position) => _value[_scalars[position].Start.._scalars[position].End];
    }
}
