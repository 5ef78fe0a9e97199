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

        if (!AreOfKinds(record, layout)
            || ((record.Traits & JsonTextTraits.NotAscii) != 0 && !Utf8.IsValid(value))
            || !TryGetNumber(record, layout[ConsumedLicenseField.TotalUserAccounts], value, out int? total))
        {
            return false;
        }

        spans.Begin(layout, record, total);
        return AreServerUserIds(new(value, spans.ListOf(ConsumedLicenseField.ServerUserIds)));
    }

    private static bool AreOfKinds(JsonRecordGaps record, ConsumedLicenseLayout layout)
    {
        int first = 0;
        foreach (ref readonly ConsumedLicenseLayout.Kinds kinds in layout.KindsOfScalars)
        {
            ulong texts = record.TextsFrom(first);
            ulong textsAndNulls = texts | record.NullsFrom(first);
            ulong odd = (kinds.Texts & ~textsAndNulls) | (kinds.Nothing & ~textsAndNulls) | (kinds.Flags & ~(texts | record.LiteralsFrom(first))) | (kinds.Elements & ~texts);
            if (odd != 0 || !AreTexts(record, first, (kinds.Flags | kinds.Nothing) & texts, areEmpty: true) || !AreTexts(record, first, kinds.Elements, areEmpty: false))
            {
                return false;
            }

            first += JsonRecordGaps.KindsAtOnce;
        }

        return true;
    }

    private static bool AreTexts(JsonRecordGaps record, int first, ulong texts, bool areEmpty)
    {
        for (; texts != 0; texts &= texts - 1)
        {
            if ((record.TextAt(first + BitOperations.TrailingZeroCount(texts)).Length == 0) != areEmpty)
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
