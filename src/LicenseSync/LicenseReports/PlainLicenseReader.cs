using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;
using LicenseSync.Accounts;
using LicenseSync.IO;
using LicenseSync.IO.Internal;

namespace LicenseSync.LicenseReports;

/// <summary>Reads the fields of a row straight from its record's gaps, where there is nothing to say about it: known properties once each, values of the kind they should have, no escapes.</summary>
/// <remarks>Whatever else there is, however legitimate, is left to <see cref="ConsumedLicenseReader"/>'s general way, which alone decides and reports. What is accepted here comes out there the same.</remarks>
/// <param name="maxEmails"><see cref="ReaderOptions.MaxEmailsPerAccount"/>.</param>
internal sealed class PlainLicenseReader(int maxEmails)
{
    private const uint BothSpellings = (1U << (int)ConsumedLicenseField.ServerEmails) | (1U << (int)ConsumedLicenseField.ServerPrimaryEmails);

    private readonly Utf8StringCache _repeated = new();
    private readonly List<string> _texts = [];
    private readonly List<ServerUserId> _ids = [];
    private bool _isAscii;

    /// <summary>Reads a row.</summary>
    /// <param name="record">The record's gaps.</param>
    /// <param name="value">The record's bytes.</param>
    /// <param name="fields">Takes the fields.</param>
    /// <returns>False for one that is to be read the general way, with new fields.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(JsonRecordGaps record, ReadOnlySpan<byte> value, ref ConsumedLicenseFields fields)
    {
        _isAscii = (record.Traits & JsonTextTraits.NotAscii) == 0;
        if ((record.Traits & JsonTextTraits.Escaped) != 0 || (!_isAscii && !Utf8.IsValid(value)))
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
                EndList(list, ref fields);
                list = meaning.IsInList ? meaning.Field : ConsumedLicenseField.None;
            }

            if (gap.IsLast)
            {
                break;
            }

            int start = record.StartOf(i) + gap.Length - origin;
            ReadOnlySpan<byte> scalar = value[start..(record.StartOf(i + 1) - origin)];
            if (!(list == ConsumedLicenseField.None ? ReadField(meaning, scalar, ref fields) : ReadElement(list, meaning, scalar)))
            {
                return false;
            }
        }

        return (seen & BothSpellings) != BothSpellings;
    }

    private bool ReadField(ConsumedLicenseGap meaning, ReadOnlySpan<byte> scalar, ref ConsumedLicenseFields fields) => meaning.Field switch
    {
        ConsumedLicenseField.GitHubComLogin => TryGetText(scalar, out fields.Login),
        ConsumedLicenseField.GitHubComName => TryGetText(scalar, out fields.Name),
        ConsumedLicenseField.GitHubComProfile => TryGetText(scalar, out fields.Profile),
        ConsumedLicenseField.GitHubComUser => TryGetFlag(scalar, out fields.GitHubComUser),
        ConsumedLicenseField.EnterpriseServerUser => TryGetFlag(scalar, out fields.EnterpriseServerUser),
        ConsumedLicenseField.VisualStudioSubscriptionUser => TryGetFlag(scalar, out fields.VisualStudioSubscriptionUser),
        ConsumedLicenseField.LicenseType => TryGetRepeated(meaning, scalar, out fields.LicenseType),
        ConsumedLicenseField.EnterpriseRole => TryGetRepeated(meaning, scalar, out fields.EnterpriseRole),
        ConsumedLicenseField.SamlNameId => TryGetText(scalar, out fields.SamlNameId),
        ConsumedLicenseField.TwoFactorAuth => TryGetFlag(scalar, out fields.TwoFactorAuth),
        ConsumedLicenseField.TwoFactorAuthRequiredByDate => TryGetRepeated(meaning, scalar, out fields.TwoFactorAuthRequiredByDate),
        ConsumedLicenseField.VisualStudioLicenseStatus => TryGetRepeated(meaning, scalar, out fields.VisualStudioLicenseStatus),
        ConsumedLicenseField.VisualStudioSubscriptionEmail => TryGetText(scalar, out fields.VisualStudioSubscriptionEmail),
        ConsumedLicenseField.TotalUserAccounts => TryGetNumber(scalar, out fields.TotalUserAccounts),

        // A list; one bare text instead is for the general way.
        _ => IsMissing(scalar),
    };

    private bool ReadElement(ConsumedLicenseField list, ConsumedLicenseGap meaning, ReadOnlySpan<byte> scalar)
    {
        bool isEmails = list is ConsumedLicenseField.VerifiedDomainEmails or ConsumedLicenseField.ServerEmails or ConsumedLicenseField.ServerPrimaryEmails;
        bool isId = list == ConsumedLicenseField.ServerUserIds;
        string? text;
        if (!(isEmails || isId ? TryGetText(scalar, out text) : TryGetRepeated(meaning, scalar, out text)))
        {
            return false;
        }

        if (text is null)
        {
            return true;
        }

        if (isId)
        {
            bool isKnown = ServerUserId.TryParse(text, out ServerUserId id);
            _ids.Add(id);
            return isKnown;
        }

        _texts.Add(text);
        return !isEmails || _texts.Count <= maxEmails;
    }

    private void EndList(ConsumedLicenseField list, ref ConsumedLicenseFields fields)
    {
        switch (list)
        {
            case ConsumedLicenseField.MemberRoles:
                fields.MemberRoles = TakeTexts();
                break;
            case ConsumedLicenseField.EnterpriseRoles:
                fields.EnterpriseRoles = TakeTexts();
                break;
            case ConsumedLicenseField.VerifiedDomainEmails:
                fields.VerifiedDomainEmails = TakeTexts();
                break;
            case ConsumedLicenseField.OrgsWithPendingInvites:
                fields.OrgsWithPendingInvites = TakeTexts();
                break;
            case ConsumedLicenseField.ServerEmails or ConsumedLicenseField.ServerPrimaryEmails:
                fields.ServerEmails = TakeTexts();
                break;
            case ConsumedLicenseField.ServerUserIds:
                fields.ServerUserIds = _ids.Count == 0 ? [] : _ids.ToArray();
                break;
        }

        // Also what a row left behind that was given up.
        _texts.Clear();
        _ids.Clear();
    }

    private string[] TakeTexts() => _texts.Count == 0 ? [] : _texts.ToArray();

    private static bool TryGetText(ReadOnlySpan<byte> scalar, out string? text)
    {
        text = scalar[0] == (byte)'"' && scalar.Length > 2 ? Encoding.UTF8.GetString(scalar[1..^1]) : null;
        return text is not null || IsMissing(scalar);
    }

    /// <summary>A text that is likely to be the one of the row before.</summary>
    private bool TryGetRepeated(ConsumedLicenseGap meaning, ReadOnlySpan<byte> scalar, out string? text)
    {
        if (scalar[0] == (byte)'"' && scalar.Length > 2 && _isAscii)
        {
            if (!scalar.SequenceEqual(meaning.LastText.Bytes))
            {
                meaning.LastText = (scalar.ToArray(), _repeated.Get(scalar[1..^1]));
            }

            text = meaning.LastText.Text;
            return true;
        }

        return TryGetText(scalar, out text);
    }

    private static bool TryGetFlag(ReadOnlySpan<byte> scalar, out bool? flag)
    {
        flag = scalar[0] switch
        {
            (byte)'t' => true,
            (byte)'f' => false,
            _ => null,
        };
        return flag is not null || IsMissing(scalar);
    }

    private static bool TryGetNumber(ReadOnlySpan<byte> scalar, out int? number)
    {
        int value = 0;
        bool isNumber = scalar.Length <= 9;
        foreach (byte digit in scalar)
        {
            isNumber &= digit is >= (byte)'0' and <= (byte)'9';
            value = unchecked((value * 10) + (digit - '0'));
        }

        number = isNumber ? value : null;
        return isNumber || IsMissing(scalar);
    }

    private static bool IsMissing(ReadOnlySpan<byte> scalar) => scalar[0] == (byte)'n' || scalar is [(byte)'"', (byte)'"'];
}
