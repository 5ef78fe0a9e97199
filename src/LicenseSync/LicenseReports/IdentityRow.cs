using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>Makes identities of entries of <c>external_identities</c> and of SCIM users (formats, sections 9 and 10).</summary>
internal sealed partial class IdentityRow(JsonScanner scanner, int maxEmails)
{
    /// <summary>The identity of the scanner's current record.</summary>
    /// <param name="isScimUser">Whether the record is a SCIM user of a list response.</param>
    /// <returns>Null for one that is null (GraphQL has such nodes) or no object; the latter is reported.</returns>
    public ExternalIdentity? Read(bool isScimUser)
    {
        if (scanner.Whole.Kind != JsonTokenType.StartObject)
        {
            if (scanner.Whole.Kind != JsonTokenType.Null)
            {
                scanner.Report(DiagnosticDescriptors.NotARecord, 0, "An identity must be an object; the element is skipped.");
            }

            return null;
        }

        if (isScimUser)
        {
            ScimIdentity scim = ReadScim(scanner.Whole, namesLogin: true, out string? named);
            return new() { GitHubComLogin = named, IsScimUser = true, ScimIdentity = scim };
        }

        string? guid = null, login = null;
        bool? scimUser = null;
        SamlIdentity? samlIdentity = null;
        ScimIdentity? scimIdentity = null;
        var row = new JsonObjectReader(scanner, scanner.Whole);
        while (row.Next())
        {
            switch (row.Key)
            {
                case "guid": row.Read(ref guid); break;
                case "githubcomlogin": row.Read(ref login); break;
                case "scimuser": row.Read(ref scimUser); break;
                case "samlidentity" when row.Value.Kind == JsonTokenType.StartObject && samlIdentity is null: samlIdentity = ReadSaml(row.Value); break;
                case "scimidentity" when row.Value.Kind == JsonTokenType.StartObject && scimIdentity is null: scimIdentity = ReadScim(row.Value, namesLogin: false, out _); break;
                case "samlidentity" or "scimidentity" when row.Value.IsMissing: break;
                case "samlidentity" or "scimidentity" when row.Value.Kind == JsonTokenType.StartObject: row.KeepDuplicate(); break;
                case "samlidentity" or "scimidentity": KeepWrong(ref row, "an object"); break;
                case "user" when row.Value.Kind == JsonTokenType.Null: break;
                case "user" when row.Value.Kind == JsonTokenType.StartObject: ReadUser(ref row, ref login); break;
                default: row.Keep(); break;
            }
        }

        return new()
        {
            Guid = guid,
            GitHubComLogin = login,
            IsScimUser = scimUser is true,
            SamlIdentity = samlIdentity,
            ScimIdentity = scimIdentity,
            AdditionalProperties = row.Kept,
        };
    }

    /// <summary>GraphQL's way to name the login: it counts unless the entry has named one already. Kept where it says more.</summary>
    private void ReadUser(ref JsonObjectReader row, ref string? login)
    {
        string? named = null;
        bool saysMore = false;
        var user = new JsonObjectReader(scanner, row.Value);
        while (user.Next())
        {
            switch (user.Key)
            {
                case "login": user.Read(ref named); break;
                default: saysMore |= user.Value.Kind != JsonTokenType.Null; break;
            }
        }

        bool isTaken = IsTaken(ref login, named);
        if (saysMore || user.Kept.Count > 0 || !isTaken)
        {
            row.Keep();
        }
    }

    private SamlIdentity ReadSaml(JsonPart part)
    {
        string? nameId = null, username = null, givenName = null, familyName = null;
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
                case "emails": ReadEmails(ref saml, ref emails); break;
                case "attributes": ReadAttributes(ref saml, ref attributes); break;
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

    private ScimIdentity ReadScim(JsonPart part, bool namesLogin, out string? login)
    {
        string? id = null, externalId = null, userName = null, displayName = null, givenName = null, familyName = null;
        bool? isActive = null;
        IReadOnlyList<IdentityEmail> emails = [];
        login = null;
        var scim = new JsonObjectReader(scanner, part);
        while (scim.Next())
        {
            switch (scim.Key)
            {
                case "id": scim.Read(ref id); break;
                case "externalid": scim.Read(ref externalId); break;
                case "username": scim.Read(ref userName); break;
                case "displayname": scim.Read(ref displayName); break;
                case "givenname": scim.Read(ref givenName); break;
                case "familyname": scim.Read(ref familyName); break;
                case "active": scim.Read(ref isActive); break;
                case "emails": ReadEmails(ref scim, ref emails); break;
                case "githubcomlogin" when namesLogin: scim.Read(ref login); break;
                case "name" when scim.Value.Kind == JsonTokenType.StartObject: ReadName(ref scim, ref givenName, ref familyName); break;
                default: scim.Keep(); break;
            }
        }

        return new()
        {
            Id = id,
            ExternalId = externalId,
            UserName = userName,
            DisplayName = displayName,
            GivenName = givenName,
            FamilyName = familyName,
            IsActive = isActive,
            Emails = emails,
            AdditionalProperties = scim.Kept,
        };
    }

    /// <summary>SCIM's name. Kept where it says more than the given and the family name.</summary>
    private void ReadName(ref JsonObjectReader scim, ref string? givenName, ref string? familyName)
    {
        string? given = null, family = null;
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

        bool isTaken = IsTaken(ref givenName, given) & IsTaken(ref familyName, family);
        if (saysMore || name.Kept.Count > 0 || !isTaken)
        {
            scim.Keep();
        }
    }

    /// <summary>Takes a text that is named in a second way, unless there is one already.</summary>
    /// <returns>False when there is another.</returns>
    private static bool IsTaken(ref string? field, string? text)
    {
        field ??= text;
        return text is null || string.Equals(field, text, StringComparison.Ordinal);
    }

    private void KeepWrong(ref JsonObjectReader owner, string expected)
    {
        scanner.WrongType(owner.Value, expected);
        owner.Keep();
    }
}
