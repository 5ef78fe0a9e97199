using System.Runtime.CompilerServices;
using System.Text.Unicode;
using LicenseSync.IO;
using LicenseSync.IO.Internal;

namespace LicenseSync.LicenseReports;

/// <summary>Reads the fields of a row straight from its record's gaps, where there is nothing to say about it: known properties once each, values of the kind they should have, no escapes.</summary>
/// <remarks>Whatever else there is, however legitimate, is left to <see cref="ConsumedLicenseReader"/>'s general way, which alone decides and reports. What is accepted here comes out there the same.</remarks>
/// <param name="maxEmails"><see cref="ReaderOptions.MaxEmailsPerAccount"/>.</param>
internal sealed class PlainLicenseReader(int maxEmails)
{
    private const uint BothSpellings = (1U << (int)ConsumedLicenseField.ServerEmails) | (1U << (int)ConsumedLicenseField.ServerPrimaryEmails);

    /// <summary>Reads a row.</summary>
    /// <param name="record">The record's gaps.</param>
    /// <param name="value">The record's bytes.</param>
    /// <param name="spans">Takes the fields, their texts as places in <paramref name="value"/>.</param>
    /// <returns>False for one that is to be read the general way.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(JsonRecordGaps record, ReadOnlySpan<byte> value, ConsumedLicenseSpans spans)
    {
        spans.Clear();
        if ((record.Traits & JsonTextTraits.Escaped) != 0 || ((record.Traits & JsonTextTraits.NotAscii) != 0 && !Utf8.IsValid(value)))
        {
            return false;
        }

        int origin = record.StartOf(0);
        uint seen = 0;
        var list = ConsumedLicenseField.None;
        for (int i = 0; i < record.Count; i++)
        {
            JsonGap gap = record[i];
            ConsumedLicenseGap meaning = gap.Meaning as ConsumedLicenseGap ?? ConsumedLicenseGap.Of(gap);
            if (meaning.IsOdd || (seen & meaning.Fields) != 0)
            {
                return false;
            }

            seen |= meaning.Fields;
            if (meaning.LeavesList)
            {
                list = meaning.IsInList ? meaning.Field : ConsumedLicenseField.None;
            }

            if (gap.IsLast)
            {
                break;
            }

            int start = record.StartOf(i) + gap.Length - origin;
            var scalar = new TextSpan(start, record.StartOf(i + 1) - origin - start);
            if (!(list == ConsumedLicenseField.None ? ReadField(meaning.Field, value, scalar, spans) : ReadElement(list, value, scalar, spans)))
            {
                return false;
            }
        }

        return (seen & BothSpellings) != BothSpellings;
    }

    private static bool ReadField(ConsumedLicenseField field, ReadOnlySpan<byte> value, TextSpan scalar, ConsumedLicenseSpans spans)
    {
        ReadOnlySpan<byte> bytes = value.Slice(scalar.Start, scalar.Length);
        bool isUsable;
        switch (field)
        {
            case ConsumedLicenseField.GitHubComUser:
                spans.GitHubComUser = FlagOf(bytes, out isUsable);
                return isUsable;
            case ConsumedLicenseField.EnterpriseServerUser:
                spans.EnterpriseServerUser = FlagOf(bytes, out isUsable);
                return isUsable;
            case ConsumedLicenseField.VisualStudioSubscriptionUser:
                spans.VisualStudioSubscriptionUser = FlagOf(bytes, out isUsable);
                return isUsable;
            case ConsumedLicenseField.TwoFactorAuth:
                spans.TwoFactorAuth = FlagOf(bytes, out isUsable);
                return isUsable;
            case ConsumedLicenseField.TotalUserAccounts:
                spans.TotalUserAccounts = NumberOf(bytes, out isUsable);
                return isUsable;
            case ConsumedLicenseField.MemberRoles or ConsumedLicenseField.EnterpriseRoles or ConsumedLicenseField.VerifiedDomainEmails or ConsumedLicenseField.OrgsWithPendingInvites
                or ConsumedLicenseField.ServerUserIds or ConsumedLicenseField.ServerEmails or ConsumedLicenseField.ServerPrimaryEmails:
                // One bare text in place of a list is for the general way.
                return IsMissing(bytes);
            default:
                spans[field] = TextOf(bytes, scalar);
                return spans[field].Length > 0 || IsMissing(bytes);
        }
    }

    private bool ReadElement(ConsumedLicenseField list, ReadOnlySpan<byte> value, TextSpan scalar, ConsumedLicenseSpans spans)
    {
        ReadOnlySpan<byte> bytes = value.Slice(scalar.Start, scalar.Length);
        TextSpan text = TextOf(bytes, scalar);
        if (text.Length == 0)
        {
            return IsMissing(bytes);
        }

        switch (list)
        {
            case ConsumedLicenseField.ServerUserIds:
                spans.AddTo(list, text);
                return Utf8ServerUserId.TryParse(bytes[1..^1], out _);
            case ConsumedLicenseField.VerifiedDomainEmails:
                return spans.AddTo(list, text) <= maxEmails;
            case ConsumedLicenseField.ServerEmails or ConsumedLicenseField.ServerPrimaryEmails:
                return spans.AddTo(ConsumedLicenseField.ServerEmails, text) <= maxEmails;
            default:
                spans.AddTo(list, text);
                return true;
        }
    }

    private static TextSpan TextOf(ReadOnlySpan<byte> bytes, TextSpan scalar) => bytes[0] == (byte)'"' ? new(scalar.Start + 1, scalar.Length - 2) : default;

    private static bool? FlagOf(ReadOnlySpan<byte> scalar, out bool isUsable)
    {
        isUsable = scalar[0] is (byte)'t' or (byte)'f' || IsMissing(scalar);
        return scalar[0] == (byte)'t' ? true : scalar[0] == (byte)'f' ? false : null;
    }

    private static int? NumberOf(ReadOnlySpan<byte> scalar, out bool isUsable)
    {
        int value = 0;
        bool isNumber = scalar.Length <= 9;
        foreach (byte digit in scalar)
        {
            isNumber &= digit is >= (byte)'0' and <= (byte)'9';
            value = unchecked((value * 10) + (digit - '0'));
        }

        isUsable = isNumber || IsMissing(scalar);
        return isNumber ? value : null;
    }

    private static bool IsMissing(ReadOnlySpan<byte> scalar) => scalar[0] == (byte)'n' || scalar is [(byte)'"', (byte)'"'];
}
