using System.Runtime.CompilerServices;
using System.Text.Unicode;
using LicenseSync.IO;
using LicenseSync.IO.Internal;

namespace LicenseSync.LicenseReports;

/// <summary>Reads the fields of a row straight from its record's gaps, where there is nothing to say about it: known properties once each, values of the kind they should have, no escapes.</summary>
/// <remarks>Whatever else there is, however legitimate, is left to <see cref="ConsumedLicenseReader"/>'s general way, which alone decides and reports. What is accepted here comes out there the same.
/// What the record consists of is known from its gaps (<see cref="ConsumedLicenseGap"/>), so only the values are looked at, each property's in its slot; lists from their first element on.</remarks>
/// <param name="maxEmails"><see cref="ReaderOptions.MaxEmailsPerAccount"/>.</param>
internal sealed class PlainLicenseReader(int maxEmails)
{
    /// <summary>Reads a row.</summary>
    /// <param name="record">The record's gaps.</param>
    /// <param name="value">The record's bytes.</param>
    /// <param name="spans">Takes the fields, their texts as places in <paramref name="value"/>.</param>
    /// <returns>False for one that is to be read the general way.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(JsonRecordGaps record, ReadOnlySpan<byte> value, ConsumedLicenseSpans spans)
    {
        ulong keys = record.Keys;
        if ((keys & ConsumedLicenseGap.OddKey) != 0
            || record.RepeatedKeys != 0
            || (keys & ConsumedLicenseGap.BothSpellings) == ConsumedLicenseGap.BothSpellings
            || (record.Traits & JsonTextTraits.Escaped) != 0
            || ((record.Traits & JsonTextTraits.NotAscii) != 0 && !Utf8.IsValid(value)))
        {
            return false;
        }

        spans.Clear();
        ulong scalars = keys >> ConsumedLicenseGap.ScalarShift;
        bool isPlain = true;
        for (var field = ConsumedLicenseField.GitHubComLogin; field <= ConsumedLicenseField.VisualStudioSubscriptionEmail; field++)
        {
            if (Has(scalars, field))
            {
                spans[field] = Text(value, ScalarOf(record, field), ref isPlain);
            }
        }

        spans.GitHubComUser = Flag(record, value, scalars, ConsumedLicenseField.GitHubComUser, ref isPlain);
        spans.EnterpriseServerUser = Flag(record, value, scalars, ConsumedLicenseField.EnterpriseServerUser, ref isPlain);
        spans.VisualStudioSubscriptionUser = Flag(record, value, scalars, ConsumedLicenseField.VisualStudioSubscriptionUser, ref isPlain);
        spans.TwoFactorAuth = Flag(record, value, scalars, ConsumedLicenseField.TwoFactorAuth, ref isPlain);
        if (Has(scalars, ConsumedLicenseField.TotalUserAccounts))
        {
            spans.TotalUserAccounts = Number(value, ScalarOf(record, ConsumedLicenseField.TotalUserAccounts), ref isPlain);
        }

        for (var list = ConsumedLicenseField.MemberRoles; list <= ConsumedLicenseField.ServerEmails; list++)
        {
            isPlain &= !Has(scalars, list) || ReadList(record, value, list, spans);
        }

        return isPlain;
    }

    private bool ReadList(JsonRecordGaps record, ReadOnlySpan<byte> value, ConsumedLicenseField list, ConsumedLicenseSpans spans)
    {
        // One bare text in place of a list is for the general way.
        int gap = record.SlotGaps[ConsumedLicenseGap.SlotOf(list)];
        bool isBare = record[gap].NestingAfter.Depth == 1;
        int maxCount = isBare ? 0 : list is ConsumedLicenseField.VerifiedDomainEmails or ConsumedLicenseField.ServerEmails ? maxEmails : int.MaxValue;
        bool isPlain = true;
        do
        {
            TextSpan text = Text(value, record.ScalarBehind(gap), ref isPlain);
            if (text.Length > 0)
            {
                isPlain &= spans.AddTo(list, text) <= maxCount
                    && (list != ConsumedLicenseField.ServerUserIds || Utf8ServerUserId.TryParse(value.Slice(text.Start, text.Length), out _));
            }

            gap++;
        }
        while (isPlain && !isBare && IsBetweenElements(record[gap]));

        return isPlain;
    }

    // A comma and nothing else: inside a list nothing begins that is plain, and what ends is the list.
    private static bool IsBetweenElements(JsonGap gap) => gap.Marks.Length == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Has(ulong scalars, ConsumedLicenseField field) => (scalars & (1UL << (int)field)) != 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TextSpan ScalarOf(JsonRecordGaps record, ConsumedLicenseField field) => record.ScalarOf(ConsumedLicenseGap.SlotOf(field));

    /// <summary>A text without its quotes; empty for null.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TextSpan Text(ReadOnlySpan<byte> value, TextSpan scalar, ref bool isPlain)
    {
        byte first = value[scalar.Start];
        isPlain &= first is (byte)'"' or (byte)'n';
        return first == (byte)'"' ? new(scalar.Start + 1, scalar.Length - 2) : default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static JsonFlag Flag(JsonRecordGaps record, ReadOnlySpan<byte> value, ulong scalars, ConsumedLicenseField field, ref bool isPlain)
    {
        if (!Has(scalars, field))
        {
            return default;
        }

        TextSpan scalar = ScalarOf(record, field);
        byte first = value[scalar.Start];
        isPlain &= first >= (byte)'a' || IsEmpty(first, scalar);
        return new(first);
    }

    private static int? Number(ReadOnlySpan<byte> value, TextSpan scalar, ref bool isPlain)
    {
        int number = 0;
        bool isNumber = scalar.Length <= 9;
        foreach (byte digit in value.Slice(scalar.Start, scalar.Length))
        {
            isNumber &= digit is >= (byte)'0' and <= (byte)'9';
            number = unchecked((number * 10) + (digit - '0'));
        }

        byte first = value[scalar.Start];
        isPlain &= isNumber || first == (byte)'n' || IsEmpty(first, scalar);
        return isNumber ? number : null;
    }

    // The empty text, which counts as nothing.
    private static bool IsEmpty(byte first, TextSpan scalar) => first == (byte)'"' && scalar.Length == 2;
}
