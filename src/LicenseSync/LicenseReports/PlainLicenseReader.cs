using System.Numerics;
using System.Text.Unicode;
using LicenseSync.IO;
using LicenseSync.IO.Internal;

namespace LicenseSync.LicenseReports;

/// <summary>Checks whether a row may be read straight from its record's scalars, since there is nothing to say about it: known properties once each, values of the kind they should have, no escapes.</summary>
/// <remarks>Whatever else there is, however legitimate, is left to <see cref="ConsumedLicenseReader"/>'s general way, which alone decides and reports. What is accepted here comes out there the same.
/// Which scalar is what is known from the layout (<see cref="ConsumedLicenseLayout"/>), and the kinds of all are compared at once.</remarks>
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

        ulong texts = record.Texts;
        ulong odd = (layout.Texts & ~(texts | record.Nulls)) | (layout.Flags & ~(texts | record.Literals)) | (layout.Elements & ~texts) | (layout.Nothing & ~(texts | record.Nulls));

        // Such a text has to be empty, and an element may not.
        ulong asNothing = (layout.Flags | layout.Nothing) & texts;
        if (odd != 0
            || (asNothing != 0 && !AreEmpty(record, asNothing))
            || ((record.Traits & JsonTextTraits.NotAscii) != 0 && !Utf8.IsValid(value))
            || !TryGetNumber(record, layout[ConsumedLicenseField.TotalUserAccounts], value, out int? total))
        {
            return false;
        }

        spans.Begin(layout, record, total);
        return AreNotEmpty(record, layout.Elements) && AreServerUserIds(new(value, spans.ListOf(ConsumedLicenseField.ServerUserIds)));
    }

    private static bool AreEmpty(JsonRecordGaps record, ulong texts)
    {
        for (; texts != 0; texts &= texts - 1)
        {
            if (record.TextAt(BitOperations.TrailingZeroCount(texts)).Length > 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreNotEmpty(JsonRecordGaps record, ulong texts)
    {
        for (; texts != 0; texts &= texts - 1)
        {
            if (record.TextAt(BitOperations.TrailingZeroCount(texts)).Length == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreServerUserIds(Utf8TextList ids)
    {
        for (int index = 0; index < ids.Count; index++)
        {
            if (!Utf8ServerUserId.TryParse(ids[index], out _))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The number, or null for one that is not there, null or an empty text.</summary>
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

        number = isNumber ? read : null;
        return isNumber || value[start] == (byte)'n' || (value[start] == (byte)'"' && end - start == 2);
    }
}
