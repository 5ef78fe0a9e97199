using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

// Emails and attributes. Nulls are left out silently (GraphQL has such nodes), names of attributes may repeat; a list of which something cannot be used is kept as it came.
internal sealed partial class IdentityRow
{
    private void ReadEmails(ref JsonObjectReader owner, ref IReadOnlyList<IdentityEmail> emails)
    {
        if (!TryOpen(ref owner, emails.Count))
        {
            return;
        }

        var list = new List<IdentityEmail>();
        bool isWhole = true;
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
                CheckEmail(text, elements.Element);
            }
            else
            {
                isWhole = false;
            }
        }

        emails = list.Count == 0 ? [] : list;
        KeepUnlessWhole(ref owner, isWhole);
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
                case "value":
                    bool isFirst = value is null;
                    email.Read(ref value);
                    CheckEmail(isFirst ? value : null, email.Value);
                    break;
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
        bool isWhole = true;
        var elements = new JsonArrayReader(scanner, owner.Value);
        while (elements.Next())
        {
            if (elements.Element.Kind == JsonTokenType.Null)
            {
                continue;
            }

            if (ReadAttribute(elements.Element) is { } attribute)
            {
                list.Add(attribute);
            }
            else
            {
                isWhole = false;
            }
        }

        attributes = list.Count == 0 ? [] : list;
        KeepUnlessWhole(ref owner, isWhole);
    }

    /// <summary>The attribute; null for one that is no object or has no name, which is reported.</summary>
    private SamlAttribute? ReadAttribute(JsonPart part)
    {
        if (part.Kind != JsonTokenType.StartObject)
        {
            scanner.WrongType(part, "an object");
            return null;
        }

        string? name = null, value = null;
        bool isNamed = false;
        var attribute = new JsonObjectReader(scanner, part);
        while (attribute.Next())
        {
            switch (attribute.Key)
            {
                case "name":
                    isNamed |= !attribute.Value.IsMissing;
                    attribute.Read(ref name);
                    break;
                case "value": attribute.Read(ref value); break;
                default: attribute.Keep(); break;
            }
        }

        if (name is null && !isNamed)
        {
            scanner.InvalidValue(part, "an attribute with a name");
        }

        return name is null ? null : new() { Name = name, Value = value, AdditionalProperties = attribute.Kept };
    }

    private void CheckEmail(string? text, JsonPart part)
    {
        if (text is not null && !EmailAddress.TryParse(text, out _))
        {
            scanner.Report(DiagnosticDescriptors.NotAnEmail, part.Start, "An email has no '@': it never matches.");
        }
    }

    /// <summary>Keeps a list as it came when something of it could not be used.</summary>
    private static void KeepUnlessWhole(ref JsonObjectReader owner, bool isWhole)
    {
        if (!isWhole)
        {
            owner.Keep();
        }
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
}
