using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.IO;

namespace LicenseSync.UsageFiles;

/// <summary>Reads <c>features</c>: texts, or objects with a name and a date (formats 6).</summary>
internal static class FeatureReader
{
    /// <summary>Reads the list.</summary>
    /// <returns>False when any part of it could not be used, which is reported: the whole is then to be kept.</returns>
    public static bool TryRead(JsonScanner scanner, JsonPart list, out IReadOnlyList<ServerFeature> features)
    {
        features = [];
        if (list.Kind != JsonTokenType.StartArray)
        {
            return scanner.WrongType(list, "a list of features");
        }

        var read = new List<ServerFeature>();
        bool isWhole = true;
        var elements = new JsonArrayReader(scanner, list);
        while (elements.Next())
        {
            isWhole &= TryReadFeature(scanner, elements.Element, out ServerFeature? feature);
            if (feature is not null)
            {
                read.Add(feature);
            }
        }

        features = read;
        return isWhole;
    }

    private static bool TryReadFeature(JsonScanner scanner, JsonPart part, out ServerFeature? feature)
    {
        string? name = null;
        feature = null;
        if (part.Kind != JsonTokenType.StartObject)
        {
            bool isText = scanner.TryGetText(part, out name);
            feature = name is null ? null : new() { Name = name };
            return isText;
        }

        DateTimeOffset? enabledAt = null;
        var properties = new JsonObjectReader(scanner, part);
        while (properties.Next())
        {
            switch (properties.Key)
            {
                case "name" or "feature":
                    properties.Read(ref name);
                    break;
                case "enabledat" or "date" or "createdat" or "datetime":
                    properties.Read(ref enabledAt);
                    break;
                default:
                    properties.Keep();
                    break;
            }
        }

        if (name is null)
        {
            return scanner.InvalidValue(part, "a feature with a name");
        }

        feature = new() { Name = name, EnabledAt = enabledAt, AdditionalProperties = properties.Kept };
        return true;
    }
}
