using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>Reads the lists of an identity: emails and SAML attributes. Null elements are left out silently, as GraphQL's lists may hold them; names of attributes may repeat.</summary>
/// <param name="scanner">The scanner that holds the record.</param>
/// <param name="maxEmails"><see cref="ReaderOptions.MaxEmailsPerAccount"/>.</param>
internal sealed class IdentityListReader(JsonScanner scanner, int maxEmails)
{
    private readonly List<IdentityEmail> _emails = [];
    private readonly List<SamlAttribute> _attributes = [];
    private readonly JsonTexts _texts = new(scanner, maxEmails);

    /// <summary>Reads a list of emails into a field of the model; see <see cref="JsonObjectReader.Read(ref IReadOnlyList{string})"/>.</summary>
    /// <exception cref="InputLimitException">There are more than an identity may have.</exception>
    public void ReadEmails(ref JsonObjectReader identity, ref IReadOnlyList<IdentityEmail> field)
    {
        if (field.Count > 0)
        {
            identity.KeepDuplicate();
            return;
        }

        _emails.Clear();
        if (!TryReadEmails(identity.Value))
        {
            identity.Keep();
        }

        field = _emails.Count == 0 ? [] : _emails.ToArray();
    }

    /// <summary>Reads a list of SAML attributes into a field of the model; see <see cref="JsonObjectReader.Read(ref IReadOnlyList{string})"/>.</summary>
    public void ReadAttributes(ref JsonObjectReader identity, ref IReadOnlyList<SamlAttribute> field)
    {
        if (field.Count > 0)
        {
            identity.KeepDuplicate();
            return;
        }

        _attributes.Clear();
        if (!TryReadAttributes(identity.Value))
        {
            identity.Keep();
        }

        field = _attributes.Count == 0 ? [] : _attributes.ToArray();
    }

    private bool TryReadEmails(JsonPart part)
    {
        if (part.IsMissing)
        {
            return true;
        }

        if (part.Kind != JsonTokenType.StartArray)
        {
            return scanner.WrongType(part, "a list of emails");
        }

        bool isWhole = true;
        var elements = new JsonArrayReader(scanner, part);
        while (elements.Next())
        {
            isWhole &= TryAddEmail(elements.Element);
        }

        return isWhole;
    }

    private bool TryAddEmail(JsonPart part)
    {
        switch (part.Kind)
        {
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.String:
                bool isUsable = scanner.TryGetText(part, out string? text);
                return text is null ? isUsable : Add(new() { Value = text }, part);
            case JsonTokenType.StartObject:
                return Add(ReadEmail(part, out JsonPart value), value);
            default:
                return scanner.WrongType(part, "an email as an object or a text");
        }
    }

    private IdentityEmail ReadEmail(JsonPart part, out JsonPart valuePart)
    {
        string? value = null;
        string? type = null;
        bool? isPrimary = null;
        valuePart = part;
        var email = new JsonObjectReader(scanner, part);
        while (email.Next())
        {
            switch (email.Key)
            {
                case "value":
                    valuePart = value is null ? email.Value : valuePart;
                    email.Read(ref value);
                    break;
                case "type": _texts.ReadRepeated(ref email, ref type); break;
                case "primary" or "isprimary": email.Read(ref isPrimary); break;
                default: email.Keep(); break;
            }
        }

        return new() { Value = value, Type = type, IsPrimary = isPrimary, AdditionalProperties = email.Kept };
    }

    private bool Add(IdentityEmail email, JsonPart value)
    {
        if (_emails.Count == maxEmails)
        {
            throw scanner.LimitAt(nameof(ReaderOptions.MaxEmailsPerAccount), maxEmails, value.Start);
        }

        if (email.Value is not null && !EmailAddress.TryParse(email.Value, out _))
        {
            scanner.Report(DiagnosticDescriptors.NotAnEmail, value.Start, "An email has no '@': it never matches.");
        }

        _emails.Add(email);
        return true;
    }

    private bool TryReadAttributes(JsonPart part)
    {
        if (part.IsMissing)
        {
            return true;
        }

        if (part.Kind != JsonTokenType.StartArray)
        {
            return scanner.WrongType(part, "a list of SAML attributes");
        }

        bool isWhole = true;
        var elements = new JsonArrayReader(scanner, part);
        while (elements.Next())
        {
            isWhole &= TryAddAttribute(elements.Element);
        }

        return isWhole;
    }

    private bool TryAddAttribute(JsonPart part)
    {
        if (part.Kind is JsonTokenType.Null)
        {
            return true;
        }

        if (part.Kind != JsonTokenType.StartObject)
        {
            return scanner.WrongType(part, "a SAML attribute as an object");
        }

        string? name = null;
        string? value = null;
        bool isNamed = false;
        var attribute = new JsonObjectReader(scanner, part);
        while (attribute.Next())
        {
            switch (attribute.Key)
            {
                case "name":
                    isNamed |= !attribute.Value.IsMissing;
                    _texts.ReadRepeated(ref attribute, ref name);
                    break;
                case "value": attribute.Read(ref value); break;
                default: attribute.Keep(); break;
            }
        }

        if (name is null)
        {
            return !isNamed && scanner.InvalidValue(part, "a SAML attribute with a name");
        }

        _attributes.Add(new() { Name = name, Value = value, AdditionalProperties = attribute.Kept });
        return true;
    }
}
