using System.Text.Unicode;
using LicenseSync.IO;
using LicenseSync.IO.Internal;

namespace LicenseSync.LicenseReports;

/// <summary>Checks whether a row may be read straight from its record's scalars, since there is nothing to say about it: known properties once each, values of the kind they should have, no escapes.</summary>
/// <remarks>Whatever else there is, however legitimate, is left to <see cref="ConsumedLicenseReader"/>'s general way, which alone decides and reports. What is accepted here comes out there the same.
/// Which scalar is what, and all that is no text or number, is known from the layout (<see cref="ConsumedLicenseLayout"/>).</remarks>
/// <param name="maxEmails"><see cref="ReaderOptions.MaxEmailsPerAccount"/>.</param>
internal sealed class PlainLicenseReader(int maxEmails)
{
    private const int MaxDigits = 9;

    /// <summary>Reads a row.</summary>
    /// <param name="record">What the record consists of.</param>
    /// <param name="value">The record's bytes.</param>
    /// <param name="spans">Takes the fields, their texts as places in <paramref name="value"/>.</param>
    /// <returns>False for one that is to be read the general way.</returns>
    public bool TryRead(JsonRecordGaps record, ReadOnlySpan<byte> value, ConsumedLicenseSpans spans)
    {
        var layout = (ConsumedLicenseLayout)record.Layout!;
        if (!layout.IsPlain
            || layout.ListOf(ConsumedLicenseField.VerifiedDomainEmails).Count > maxEmails
            || layout.ListOf(ConsumedLicenseField.ServerEmails).Count > maxEmails
            || (record.Traits & JsonTextTraits.Escaped) != 0)
        {
            return false;
        }

        if (!AreTexts(record, layout.Texts)
            || ((record.Traits & JsonTextTraits.NotAscii) != 0 && !Utf8.IsValid(value))
            || !TryGetNumber(record, layout[ConsumedLicenseField.TotalUserAccounts], value, out int? total))
        {
            return false;
        }

        spans.Begin(layout, record, total);
        return AreServerUserIds(new(value, spans.ListOf(ConsumedLicenseField.ServerUserIds)));
    }

    private static bool AreTexts(JsonRecordGaps record, ReadOnlySpan<ulong> texts)
    {
        for (int index = 0; index < texts.Length; index++)
        {
            if ((texts[index] & ~record.TextsFrom(index * JsonRecordGaps.TextsAtOnce)) != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreServerUserIds(Utf8TextList ids)
    {
        foreach (ReadOnlySpan<byte> id in ids)
        {
            if (!Utf8ServerUserId.TryParse(id, out _))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The number; null where there is none.</summary>
    private static bool TryGetNumber(JsonRecordGaps record, int position, ReadOnlySpan<byte> value, out int? number)
    {
        number = null;
        if (position < 0)
        {
            return true;
        }

        (int start, int end) = record.Scalars[position];
        int read = 0;
        bool isNumber = end - start <= MaxDigits;
        foreach (byte digit in value[start..end])
        {
            isNumber &= digit is >= (byte)'0' and <= (byte)'9';
            read = unchecked((read * 10) + (digit - '0'));
        }

        number = read;
        return isNumber;
    }
}
