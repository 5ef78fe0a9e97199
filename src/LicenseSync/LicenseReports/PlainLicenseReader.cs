using System.Runtime.CompilerServices;
using System.Text.Unicode;
using LicenseSync.IO;
using LicenseSync.IO.Internal;

namespace LicenseSync.LicenseReports;

/// <summary>Reads the fields of a row straight from its record's scalars, where there is nothing to say about it: known properties once each, values of the kind they should have, no escapes.</summary>
/// <remarks>Whatever else there is, however legitimate, is left to <see cref="ConsumedLicenseReader"/>'s general way, which alone decides and reports. What is accepted here comes out there the same.
/// Which scalar is what is known from the layout (<see cref="ConsumedLicenseLayout"/>), so only the values are looked at.</remarks>
/// <param name="maxEmails"><see cref="ReaderOptions.MaxEmailsPerAccount"/>.</param>
internal sealed class PlainLicenseReader(int maxEmails)
{
    /// <summary>Reads a row.</summary>
    /// <param name="record">What the record consists of.</param>
    /// <param name="value">The record's bytes.</param>
    /// <param name="spans">Takes the fields, their texts as places in <paramref name="value"/>.</param>
    /// <returns>False for one that is to be read the general way.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(JsonRecordGaps record, ReadOnlySpan<byte> value, ConsumedLicenseSpans spans)
    {
        var layout = (ConsumedLicenseLayout)record.Layout!;
        if (!layout.IsPlain
            || (record.Traits & JsonTextTraits.Escaped) != 0
            || ((record.Traits & JsonTextTraits.NotAscii) != 0 && !Utf8.IsValid(value)))
        {
            return false;
        }

        var scalars = new Scalars(layout, record.Scalars, value);
        spans.Clear();
        spans.HasRest = layout.HasRest;
        for (var field = ConsumedLicenseField.GitHubComLogin; field <= ConsumedLicenseField.VisualStudioSubscriptionEmail; field++)
        {
            spans[field] = scalars.Text(field);
        }

        spans.GitHubComUser = scalars.Flag(ConsumedLicenseField.GitHubComUser);
        spans.EnterpriseServerUser = scalars.Flag(ConsumedLicenseField.EnterpriseServerUser);
        spans.VisualStudioSubscriptionUser = scalars.Flag(ConsumedLicenseField.VisualStudioSubscriptionUser);
        spans.TwoFactorAuth = scalars.Flag(ConsumedLicenseField.TwoFactorAuth);
        spans.TotalUserAccounts = scalars.Number(ConsumedLicenseField.TotalUserAccounts);
        for (var list = ConsumedLicenseField.MemberRoles; list <= ConsumedLicenseField.ServerPrimaryEmails; list++)
        {
            // One bare text in place of a list is for the general way.
            TextSpan bare = scalars.Text(list);
            scalars.IsPlain &= bare.Length == 0;
        }

        foreach ((ConsumedLicenseField list, int first, int count) in layout.Lists)
        {
            int added = 0;
            for (int position = first; position < first + count; position++)
            {
                TextSpan text = scalars.TextAt(position);
                if (text.Length > 0)
                {
                    added = spans.AddTo(list, text);
                    scalars.IsPlain &= list != ConsumedLicenseField.ServerUserIds || Utf8ServerUserId.TryParse(value.Slice(text.Start, text.Length), out _);
                }
            }

            scalars.IsPlain &= added <= maxEmails || list is not (ConsumedLicenseField.VerifiedDomainEmails or ConsumedLicenseField.ServerEmails);
        }

        return scalars.IsPlain;
    }

    /// <summary>The values of one record.</summary>
    private ref struct Scalars(ConsumedLicenseLayout layout, ReadOnlySpan<(int Start, int End)> scalars, ReadOnlySpan<byte> value)
    {
        private readonly ReadOnlySpan<(int Start, int End)> _scalars = scalars;
        private readonly ReadOnlySpan<byte> _value = value;

        /// <summary>Whether no value was odd so far.</summary>
        public bool IsPlain = true;

        /// <summary>A text without its quotes; empty for null, and where there is none.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TextSpan Text(ConsumedLicenseField field) => layout[field] < 0 ? default : TextAt(layout[field]);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TextSpan TextAt(int position)
        {
            (int start, int end) = _scalars[position];
            byte first = _value[start];
            IsPlain &= first is (byte)'"' or (byte)'n';
            return first == (byte)'"' ? new(start + 1, end - start - 2) : default;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public JsonFlag Flag(ConsumedLicenseField field)
        {
            if (layout[field] < 0)
            {
                return default;
            }

            (int start, int end) = _scalars[layout[field]];
            byte first = _value[start];
            IsPlain &= first >= (byte)'a' || IsEmpty(first, end - start);
            return new(first);
        }

        public int? Number(ConsumedLicenseField field)
        {
            if (layout[field] < 0)
            {
                return null;
            }

            (int start, int end) = _scalars[layout[field]];
            int number = 0;
            bool isNumber = end - start <= 9;
            foreach (byte digit in _value[start..end])
            {
                isNumber &= digit is >= (byte)'0' and <= (byte)'9';
                number = unchecked((number * 10) + (digit - '0'));
            }

            IsPlain &= isNumber || _value[start] == (byte)'n' || IsEmpty(_value[start], end - start);
            return isNumber ? number : null;
        }

        // The empty text, which counts as nothing.
        private static bool IsEmpty(byte first, int length) => first == (byte)'"' && length == 2;
    }
}
