using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>Makes rows of the records of consumed-licenses JSON (formats, section 2).</summary>
internal sealed class ConsumedLicenseRow(JsonScanner scanner, int maxEmails)
{
    private readonly Utf8StringCache _repeated = new();

    /// <summary>The row of the scanner's current record.</summary>
    /// <returns>Null for one that is no object; that is reported.</returns>
    public ConsumedLicense? Read()
    {
        if (scanner.Whole.Kind != JsonTokenType.StartObject)
        {
            scanner.Report(DiagnosticDescriptors.NotARecord, 0, "A row must be an object; the element is skipped.");
            return null;
        }

        string? login = null, name = null, profile = null, licenseType = null, enterpriseRole = null, samlNameId = null, requiredBy = null;
        string? status = null, subscription = null, costCenter = null, startDate = null, endDate = null;
        bool? cloudUser = null, serverUser = null, subscriptionUser = null, twoFactor = null, advanced = null, code = null, secret = null, active = null;
        int? accounts = null;
        IReadOnlyList<string> memberRoles = [], enterpriseRoles = [], verified = [], invites = [], serverEmails = [];
        IReadOnlyList<ServerUserId> ids = [], advancedIds = [], codeIds = [], secretIds = [];
        var row = new JsonObjectReader(scanner, scanner.Whole);
        while (row.Next())
        {
            switch (row.Key)
            {
                case "githubcomlogin": row.Read(ref login); break;
                case "githubcomname": row.Read(ref name); break;
                case "githubcomprofile": row.Read(ref profile); break;
                case "githubcomuser": row.Read(ref cloudUser); break;
                case "enterpriseserveruser": row.Read(ref serverUser); break;
                case "visualstudiosubscriptionuser": row.Read(ref subscriptionUser); break;
                case "licensetype": ReadRepeated(ref row, ref licenseType); break;
                case "githubcommemberroles": row.Read(ref memberRoles); break;
                case "githubcomenterpriseroles": row.Read(ref enterpriseRoles); break;
                case "githubcomenterpriserole": ReadRepeated(ref row, ref enterpriseRole); break;
                case "githubcomverifieddomainemails": ReadEmails(ref row, ref verified); break;
                case "githubcomsamlnameid": row.Read(ref samlNameId); break;
                case "githubcomorgswithpendinginvites": row.Read(ref invites); break;
                case "githubcomtwofactorauth": row.Read(ref twoFactor); break;
                case "githubcomtwofactorauthrequiredbydate": ReadRepeated(ref row, ref requiredBy); break;
                case "enterpriseserveruserids": ReadIds(ref row, ref ids); break;
                case "enterpriseserveremails" or "enterpriseserverprimaryemails":
                    // Two spellings of one property: the first that is not empty counts.
                    if (serverEmails.Count > 0)
                    {
                        row.Keep();
                    }
                    else
                    {
                        ReadEmails(ref row, ref serverEmails);
                    }

                    break;
                case "visualstudiolicensestatus": ReadRepeated(ref row, ref status); break;
                case "visualstudiosubscriptionemail": row.Read(ref subscription); break;
                case "totaluseraccounts": row.Read(ref accounts); break;
                case "githubcomcostcenter": ReadRepeated(ref row, ref costCenter); break;
                case "githubcomadvancedsecuritylicenseuser": row.Read(ref advanced); break;
                case "githubcomcodesecuritylicenseuser": row.Read(ref code); break;
                case "githubcomsecretprotectionlicenseuser": row.Read(ref secret); break;
                case "ghelicenseactive": row.Read(ref active); break;
                case "ghelicensestartdate": ReadRepeated(ref row, ref startDate); break;
                case "ghelicenseenddate": ReadRepeated(ref row, ref endDate); break;
                case "enterpriseserveradvancedsecurityuserids": ReadIds(ref row, ref advancedIds); break;
                case "enterpriseservercodesecurityuserids": ReadIds(ref row, ref codeIds); break;
                case "enterpriseserversecretprotectionuserids": ReadIds(ref row, ref secretIds); break;
                default: row.Keep(); break;
            }
        }

        return new()
        {
            GitHubComLogin = login,
            GitHubComName = name,
            GitHubComProfile = profile,
            GitHubComUser = cloudUser,
            EnterpriseServerUser = serverUser,
            VisualStudioSubscriptionUser = subscriptionUser,
            LicenseType = new(licenseType),
            GitHubComMemberRoles = memberRoles,
            GitHubComEnterpriseRoles = enterpriseRoles,
            GitHubComEnterpriseRole = enterpriseRole,
            GitHubComVerifiedDomainEmails = verified,
            GitHubComSamlNameId = samlNameId,
            GitHubComOrgsWithPendingInvites = invites,
            GitHubComTwoFactorAuth = twoFactor,
            GitHubComTwoFactorAuthRequiredByDate = requiredBy,
            EnterpriseServerUserIds = ids,
            EnterpriseServerPrimaryEmails = serverEmails,
            VisualStudioLicenseStatus = status,
            VisualStudioSubscriptionEmail = subscription,
            TotalUserAccounts = accounts,
            GitHubComCostCenter = costCenter,
            GitHubComAdvancedSecurityLicenseUser = advanced,
            GitHubComCodeSecurityLicenseUser = code,
            GitHubComSecretProtectionLicenseUser = secret,
            GheLicenseActive = active,
            GheLicenseStartDate = startDate,
            GheLicenseEndDate = endDate,
            EnterpriseServerAdvancedSecurityUserIds = advancedIds,
            EnterpriseServerCodeSecurityUserIds = codeIds,
            EnterpriseServerSecretProtectionUserIds = secretIds,
            AdditionalProperties = row.Kept,
        };
    }

    /// <summary>Reads a text that few values of the file differ in, as one string for all rows.</summary>
    private void ReadRepeated(ref JsonObjectReader row, ref string? field)
    {
        ReadOnlySpan<byte> raw = scanner.Raw(row.Value);
        bool isPlain = field is null && row.Value.Kind == JsonTokenType.String && raw.Length > 2
            && System.Text.Ascii.IsValid(raw) && !raw.Contains((byte)'\\');
        if (isPlain)
        {
            field = _repeated.Get(raw[1..^1]);
        }
        else
        {
            row.Read(ref field);
        }
    }

    private void ReadEmails(ref JsonObjectReader row, ref IReadOnlyList<string> emails)
    {
        row.Read(ref emails);
        if (emails.Count > maxEmails)
        {
            throw scanner.LimitAt(nameof(ReaderOptions.MaxEmailsPerAccount), maxEmails, row.Value.Start);
        }
    }

    private void ReadIds(ref JsonObjectReader row, ref IReadOnlyList<ServerUserId> ids)
    {
        JsonPart value = row.Value;
        if (value.IsMissing)
        {
            return;
        }

        if (ids.Count > 0)
        {
            row.KeepDuplicate();
            return;
        }

        if (value.Kind != JsonTokenType.StartArray)
        {
            scanner.WrongType(value, "a list of texts");
            row.Keep();
            return;
        }

        var list = new List<ServerUserId>();
        bool isWhole = true;
        var elements = new JsonArrayReader(scanner, value);
        while (elements.Next())
        {
            isWhole &= scanner.TryGetText(elements.Element, out string? text);
            if (text is null)
            {
                continue;
            }

            if (!ServerUserId.TryParse(text, out ServerUserId id))
            {
                scanner.Report(DiagnosticDescriptors.UnknownServerUserId, elements.Element.Start, "The server user id is neither host:id nor id:host:role; it is kept and not used.");
            }

            list.Add(id);
        }

        ids = list.Count == 0 ? [] : list;
        if (!isWhole)
        {
            row.Keep();
        }
    }
}
