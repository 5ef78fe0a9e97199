using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>Makes the rows of consumed-licenses data (formats 2).</summary>
/// <param name="scanner">The scanner, whose records are the rows.</param>
/// <param name="maxEmails"><see cref="ReaderOptions.MaxEmailsPerAccount"/>.</param>
internal sealed class ConsumedLicenseReader(JsonScanner scanner, int maxEmails)
{
    private readonly JsonTexts _texts = new(scanner, maxEmails);
    private readonly PlainLicenseReader _plain = new(maxEmails);
    private readonly ConsumedLicenseSpans _spans = new();
    private ConsumedLicense? _license;
    private byte[] _encoded = [];
    private bool _isEncoded;

    /// <summary>The row that was read last, as bytes.</summary>
    public ConsumedLicenseSpans Spans
    {
        get
        {
            if (_license is not null && !_isEncoded)
            {
                _encoded = _spans.Encode(_license, _encoded);
                _isEncoded = true;
            }

            return _spans;
        }
    }

    /// <summary>What the places in <see cref="Spans"/> refer to.</summary>
    public ReadOnlySpan<byte> Source => _isEncoded ? _encoded : scanner.Value;

    /// <summary>The row as it stands in the file.</summary>
    public ReadOnlySpan<byte> Json => scanner.Value;

    /// <summary>The number of the record that was read last, from 1, among all that the scanner came to.</summary>
    public long RecordNumber => scanner.Records;

    /// <summary>Reads the scanner's current record.</summary>
    /// <returns>False for one that is no object; that is reported.</returns>
    public bool Read()
    {
        (_license, _isEncoded) = (null, false);
        if (scanner.Gaps is { } gaps && _plain.TryRead(gaps, scanner.Value, _spans))
        {
            return true;
        }

        if (scanner.Whole.Kind != JsonTokenType.StartObject)
        {
            scanner.Report(DiagnosticDescriptors.NotARecord, 0, "A row must be an object; the element is skipped.");
            return false;
        }

        _license = ReadGenerally();
        return true;
    }

    /// <summary>The row that was read last, as strings.</summary>
    public ConsumedLicense ToLicense() => _license ?? (_spans.HasRest ? ReadGenerally() : _spans.ToLicense(scanner.Value));

    /// <summary>Whether a name, folded by <see cref="JsonKey"/>, is of a property that only the CSV report has, named in its manner of 2022 to 2025.</summary>
    public static bool IsOfReport(string key) => key is "githubcomcostcenter" or "githubcomadvancedsecuritylicenseuser" or "githubcomcodesecuritylicenseuser" or "githubcomsecretprotectionlicenseuser"
        or "ghelicenseactive" or "ghelicensestartdate" or "ghelicenseenddate"
        or "enterpriseserveradvancedsecurityuserids" or "enterpriseservercodesecurityuserids" or "enterpriseserversecretprotectionuserids";

    private ConsumedLicense ReadGenerally()
    {
        var fields = new ConsumedLicenseFields();
        var row = new JsonObjectReader(scanner, scanner.Whole);
        while (row.Next())
        {
            if (!ReadOfApi(ref row, ref fields) && !ReadOfReport(ref row, ref fields))
            {
                row.Keep();
            }
        }

        return fields.ToModel(row.Kept);
    }

    /// <summary>Reads the properties that the API has.</summary>
    private bool ReadOfApi(ref JsonObjectReader row, ref ConsumedLicenseFields fields)
    {
        switch (row.Key)
        {
            case "githubcomlogin": row.Read(ref fields.Login); break;
            case "githubcomname": row.Read(ref fields.Name); break;
            case "githubcomprofile": row.Read(ref fields.Profile); break;
            case "githubcomuser": row.Read(ref fields.GitHubComUser); break;
            case "enterpriseserveruser": row.Read(ref fields.EnterpriseServerUser); break;
            case "visualstudiosubscriptionuser": row.Read(ref fields.VisualStudioSubscriptionUser); break;
            case "licensetype": _texts.ReadRepeated(ref row, ref fields.LicenseType); break;
            case "githubcommemberroles": _texts.ReadRepeated(ref row, ref fields.MemberRoles); break;
            case "githubcomenterpriseroles": _texts.ReadRepeated(ref row, ref fields.EnterpriseRoles); break;
            case "githubcomenterpriserole": _texts.ReadRepeated(ref row, ref fields.EnterpriseRole); break;
            case "githubcomverifieddomainemails": _texts.ReadEmails(ref row, ref fields.VerifiedDomainEmails); break;
            case "githubcomsamlnameid": row.Read(ref fields.SamlNameId); break;
            case "githubcomorgswithpendinginvites": _texts.ReadRepeated(ref row, ref fields.OrgsWithPendingInvites); break;
            case "githubcomtwofactorauth": row.Read(ref fields.TwoFactorAuth); break;
            case "githubcomtwofactorauthrequiredbydate": _texts.ReadRepeated(ref row, ref fields.TwoFactorAuthRequiredByDate); break;
            case "enterpriseserveruserids": _texts.ReadServerUserIds(ref row, ref fields.ServerUserIds); break;
            case "enterpriseserveremails": ReadServerEmails(ref row, ref fields, isPrimarySpelling: false); break;
            case "enterpriseserverprimaryemails": ReadServerEmails(ref row, ref fields, isPrimarySpelling: true); break;
            case "visualstudiolicensestatus": _texts.ReadRepeated(ref row, ref fields.VisualStudioLicenseStatus); break;
            case "visualstudiosubscriptionemail": row.Read(ref fields.VisualStudioSubscriptionEmail); break;
            case "totaluseraccounts": row.Read(ref fields.TotalUserAccounts); break;
            default: return false;
        }

        return true;
    }

    /// <summary>Reads the properties that only the CSV report has (<see cref="IsOfReport"/>).</summary>
    private bool ReadOfReport(ref JsonObjectReader row, ref ConsumedLicenseFields fields)
    {
        if (!IsOfReport(row.Key))
        {
            return false;
        }

        switch (row.Key)
        {
            case "githubcomcostcenter": _texts.ReadRepeated(ref row, ref fields.CostCenter); break;
            case "githubcomadvancedsecuritylicenseuser": row.Read(ref fields.AdvancedSecurityLicenseUser); break;
            case "githubcomcodesecuritylicenseuser": row.Read(ref fields.CodeSecurityLicenseUser); break;
            case "githubcomsecretprotectionlicenseuser": row.Read(ref fields.SecretProtectionLicenseUser); break;
            case "ghelicenseactive": row.Read(ref fields.GheLicenseActive); break;
            case "ghelicensestartdate": _texts.ReadRepeated(ref row, ref fields.GheLicenseStartDate); break;
            case "ghelicenseenddate": _texts.ReadRepeated(ref row, ref fields.GheLicenseEndDate); break;
            case "enterpriseserveradvancedsecurityuserids": _texts.ReadServerUserIds(ref row, ref fields.AdvancedSecurityUserIds); break;
            case "enterpriseservercodesecurityuserids": _texts.ReadServerUserIds(ref row, ref fields.CodeSecurityUserIds); break;
            case "enterpriseserversecretprotectionuserids": _texts.ReadServerUserIds(ref row, ref fields.SecretProtectionUserIds); break;
        }

        return true;
    }

    /// <summary>Of the two spellings the first in the row that holds anything counts; the other is kept aside.</summary>
    private void ReadServerEmails(ref JsonObjectReader row, ref ConsumedLicenseFields fields, bool isPrimarySpelling)
    {
        if (fields.ServerEmails.Count > 0 && fields.HasPrimarySpelling != isPrimarySpelling)
        {
            row.Keep();
            return;
        }

        fields.HasPrimarySpelling = isPrimarySpelling;
        _texts.ReadEmails(ref row, ref fields.ServerEmails);
    }
}
