using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>Makes identities of the entries of <c>external_identities</c> and of the users of SCIM list responses (formats 9 and 10, semantics A7).</summary>
/// <param name="scanner">The scanner, whose records are the identities.</param>
/// <param name="maxEmails"><see cref="ReaderOptions.MaxEmailsPerAccount"/>.</param>
internal sealed class IdentityReader(JsonScanner scanner, int maxEmails)
{
    private readonly IdentityListReader _lists = new(scanner, maxEmails);

    /// <summary>The identity of the scanner's current record.</summary>
    /// <param name="isScimUser">Whether the record stands in the <c>Resources</c> of a SCIM list response.</param>
    /// <returns>Null for a null, which GraphQL's lists may hold, and for anything else that is no object; that is reported.</returns>
    public ExternalIdentity? Read(bool isScimUser)
    {
        switch (scanner.Whole.Kind)
        {
            case JsonTokenType.StartObject:
                return isScimUser ? ReadScimUser() : ReadExternalIdentity();
            case JsonTokenType.Null:
                return null;
            default:
                scanner.Report(DiagnosticDescriptors.NotARecord, 0, "An identity must be an object; the element is skipped.");
                return null;
        }
    }

    private ExternalIdentity ReadScimUser()
    {
        string? login = null;
        return new()
        {
            IsScimUser = true,
            ScimIdentity = ReadScim(scanner.Whole, ref login, isScimUser: true),
            GitHubComLogin = login,
        };
    }

    private ExternalIdentity ReadExternalIdentity()
    {
        string? guid = null;
        string? login = null;
        bool? isScimUser = null;
        SamlIdentity? saml = null;
        ScimIdentity? scim = null;
        var entry = new JsonObjectReader(scanner, scanner.Whole);
        while (entry.Next())
        {
            switch (entry.Key)
            {
                case "guid": entry.Read(ref guid); break;
                case "githubcomlogin": entry.Read(ref login); break;
                case "user" when IsNewObject(ref entry, true, "a user as an object"): ReadUser(ref entry, ref login); break;
                case "scimuser": entry.Read(ref isScimUser); break;
                case "samlidentity" when IsNewObject(ref entry, saml is null, "SAML attributes as an object"): saml = ReadSaml(entry.Value); break;
                case "scimidentity" when IsNewObject(ref entry, scim is null, "SCIM attributes as an object"): scim = ReadScim(entry.Value, ref login, isScimUser: false); break;
                case "user" or "samlidentity" or "scimidentity": break;
                default: entry.Keep(); break;
            }
        }

        return new()
        {
            Guid = guid,
            GitHubComLogin = login,
            IsScimUser = isScimUser is true,
            SamlIdentity = saml,
            ScimIdentity = scim,
            AdditionalProperties = entry.Kept,
        };
    }

    /// <summary>GraphQL's <c>user</c>: its login counts unless the entry has one already. Kept where it says more.</summary>
    private void ReadUser(ref JsonObjectReader entry, ref string? login)
    {
        string? userLogin = null;
        bool saysMore = false;
        var user = new JsonObjectReader(scanner, entry.Value);
        while (user.Next())
        {
            if (user.Key is "login")
            {
                user.Read(ref userLogin);
            }
            else
            {
                saysMore |= user.Value.Kind != JsonTokenType.Null;
            }
        }

        bool isUsed = login is null || userLogin is null || string.Equals(login, userLogin, StringComparison.Ordinal);
        login ??= userLogin;
        if (saysMore || !isUsed || user.Kept.Count > 0)
        {
            entry.Keep();
        }
    }

    private SamlIdentity ReadSaml(JsonPart part)
    {
        string? nameId = null;
        string? username = null;
        string? givenName = null;
        string? familyName = null;
        IReadOnlyList<IdentityEmail> emails = [];
        IReadOnlyList<SamlAttribute> attributes = [];
        var saml = new JsonObjectReader(scanner, part);
        while (saml.Next())
        {
            switch (saml.Key)
            {
                case "nameid": saml.Read(ref nameId); break;
                case "username": saml.Read(ref username); break;
                case "givenname": saml.Read(ref givenName); break;
                case "familyname": saml.Read(ref familyName); break;
                case "emails": _lists.ReadEmails(ref saml, ref emails); break;
                case "attributes": _lists.ReadAttributes(ref saml, ref attributes); break;
                default: saml.Keep(); break;
            }
        }

        return new()
        {
            NameId = nameId,
            Username = username,
            GivenName = givenName,
            FamilyName = familyName,
            Emails = emails,
            Attributes = attributes,
            AdditionalProperties = saml.Kept,
        };
    }

    private ScimIdentity ReadScim(JsonPart part, ref string? login, bool isScimUser)
    {
        string? id = null;
        string? externalId = null;
        string? userName = null;
        string? displayName = null;
        string? givenName = null;
        string? familyName = null;
        bool? isActive = null;
        IReadOnlyList<IdentityEmail> emails = [];
        var scim = new JsonObjectReader(scanner, part);
        while (scim.Next())
        {
            switch (scim.Key)
            {
                case "id": scim.Read(ref id); break;
                case "externalid": scim.Read(ref externalId); break;
                case "active": scim.Read(ref isActive); break;
                case "username": scim.Read(ref userName); break;
                case "displayname": scim.Read(ref displayName); break;
                case "name" when IsNewObject(ref scim, true, "a name as an object"): ReadName(ref scim, ref givenName, ref familyName); break;
                case "name": break;
                case "givenname": scim.Read(ref givenName); break;
                case "familyname": scim.Read(ref familyName); break;
                case "emails": _lists.ReadEmails(ref scim, ref emails); break;
                case "githubcomlogin" when isScimUser: scim.Read(ref login); break;
                default: scim.Keep(); break;
            }
        }

        return new()
        {
            Id = id,
            ExternalId = externalId,
            IsActive = isActive,
            UserName = userName,
            DisplayName = displayName,
            GivenName = givenName,
            FamilyName = familyName,
            Emails = emails,
            AdditionalProperties = scim.Kept,
        };
    }

    /// <summary>SCIM's <c>name</c>. Kept where it says more than the given and the family name.</summary>
    private void ReadName(ref JsonObjectReader scim, ref string? givenName, ref string? familyName)
    {
        string? given = null;
        string? family = null;
        bool saysMore = false;
        var name = new JsonObjectReader(scanner, scim.Value);
        while (name.Next())
        {
            switch (name.Key)
            {
                case "givenname": name.Read(ref given); break;
                case "familyname": name.Read(ref family); break;
                default: saysMore |= name.Value.Kind != JsonTokenType.Null; break;
            }
        }

        bool isUsed = IsUsed(givenName, given) && IsUsed(familyName, family);
        givenName ??= given;
        familyName ??= family;
        if (saysMore || !isUsed || name.Kept.Count > 0)
        {
            scim.Keep();
        }

        static bool IsUsed(string? known, string? said) => known is null || said is null || string.Equals(known, said, StringComparison.Ordinal);
    }

    /// <summary>Whether the current property is an object to read. Otherwise, unless it is missing, it is reported and kept.</summary>
    private bool IsNewObject(ref JsonObjectReader entry, bool isFirst, string expected)
    {
        if (entry.Value.IsMissing)
        {
            return false;
        }

        if (!isFirst)
        {
            entry.KeepDuplicate();
            return false;
        }

        if (entry.Value.Kind != JsonTokenType.StartObject)
        {
            scanner.WrongType(entry.Value, expected);
            entry.Keep();
            return false;
        }

        return true;
    }
}
