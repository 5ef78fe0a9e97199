using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>Makes identities of entries of <c>external_identities</c> and of SCIM users (formats, sections 9 and 10).</summary>
internal sealed class IdentityRow(JsonScanner scanner, int maxEmails)
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
            ScimIdentity scim = ReadScim(scanner.Whole, out string? named);
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
                case "scimidentity" when row.Value.Kind == JsonTokenType.StartObject && scimIdentity is null: scimIdentity = ReadScim(row.Value, out _); break;
                case "samlidentity" or "scimidentity" when row.Value.Kind == JsonTokenType.Null: break;
                case "samlidentity" or "scimidentity": KeepWrong(ref row, "an object, once"); break;
                case "user" when row.Value.Kind == JsonTokenType.StartObject && login is null: login = ReadUser(row.Value); row.Keep(); break;
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

    // GraphQL's way to name the login.
    private string? ReadUser(JsonPart part)
    {
        string? login = null;
        var user = new JsonObjectReader(scanner, part);
        while (user.Next())
        {
            if (user.Key is "login")
            {
                user.Read(ref login);
            }
        }

        return login;
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

    private ScimIdentity ReadScim(JsonPart part, out string? login)
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
                case "githubcomlogin": scim.Read(ref login); break;
                case "name" when scim.Value.Kind == JsonTokenType.StartObject:
                    ReadName(scim.Value, ref givenName, ref familyName);
                    scim.Keep();
                    break;
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

    // The whole name is kept beside, since SCIM's has more parts than ours.
    private void ReadName(JsonPart part, ref string? givenName, ref string? familyName)
    {
        string? given = null, family = null;
        var name = new JsonObjectReader(scanner, part);
        while (name.Next())
        {
            switch (name.Key)
            {
                case "givenname": name.Read(ref given); break;
                case "familyname": name.Read(ref family); break;
            }
        }

        givenName ??= given;
        familyName ??= family;
    }

    private void ReadEmails(ref JsonObjectReader owner, ref IReadOnlyList<IdentityEmail> emails)
    {
        if (!TryOpen(ref owner, emails.Count))
        {
            return;
        }

        var list = new List<IdentityEmail>();
        var elements = new JsonArrayReader(scanner, owner.Value);
        while (elements.Next())
        {
            if (elements.Element.IsMissing)
            {
                continue;
            }

            if (list.Count == maxEmails)
            {
                throw scanner.LimitAt(nameof(ReaderOptions.MaxEmailsPerAccount), maxEmails, elements.Element.Start);
            }

            if (elements.Element.Kind == JsonTokenType.StartObject)
            {
                list.Add(ReadEmail(elements.Element));
            }
            else if (scanner.TryGetText(elements.Element, out string? text))
            {
                list.Add(new() { Value = text });
            }
        }

        emails = list;
    }

    private IdentityEmail ReadEmail(JsonPart part)
    {
        string? value = null, type = null;
        bool? isPrimary = null;
        var email = new JsonObjectReader(scanner, part);
        while (email.Next())
        {
            switch (email.Key)
            {
                case "value": email.Read(ref value); break;
                case "type": email.Read(ref type); break;
                case "primary": email.Read(ref isPrimary); break;
                default: email.Keep(); break;
            }
        }

        return new() { Value = value, Type = type, IsPrimary = isPrimary, AdditionalProperties = email.Kept };
    }

    private void ReadAttributes(ref JsonObjectReader owner, ref IReadOnlyList<SamlAttribute> attributes)
    {
        if (!TryOpen(ref owner, attributes.Count))
        {
            return;
        }

        var list = new List<SamlAttribute>();
        var elements = new JsonArrayReader(scanner, owner.Value);
        while (elements.Next())
        {
            if (elements.Element.Kind == JsonTokenType.StartObject)
            {
                list.Add(ReadAttribute(elements.Element));
            }
            else if (elements.Element.Kind != JsonTokenType.Null)
            {
                scanner.WrongType(elements.Element, "an object");
            }
        }

        attributes = list;
    }

    private SamlAttribute ReadAttribute(JsonPart part)
    {
        string? name = null, value = null;
        var attribute = new JsonObjectReader(scanner, part);
        while (attribute.Next())
        {
            switch (attribute.Key)
            {
                case "name": attribute.Read(ref name); break;
                case "value": attribute.Read(ref value); break;
                default: attribute.Keep(); break;
            }
        }

        return new() { Name = name ?? "", Value = value, AdditionalProperties = attribute.Kept };
    }

    /// <summary>Whether the current property is a list that is to be read; a second one, or one of another type, is reported and kept.</summary>
    private bool TryOpen(ref JsonObjectReader owner, int known)
    {
        if (owner.Value.IsMissing)
        {
            return false;
        }

        if (known > 0)
        {
            owner.KeepDuplicate();
            return false;
        }

        if (owner.Value.Kind != JsonTokenType.StartArray)
        {
            KeepWrong(ref owner, "a list");
            return false;
        }

        return true;
    }

    private void KeepWrong(ref JsonObjectReader owner, string expected)
    {
        scanner.WrongType(owner.Value, expected);
        owner.Keep();
    }
}
