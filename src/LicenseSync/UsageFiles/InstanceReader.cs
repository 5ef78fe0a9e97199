using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.UsageFiles;

/// <summary>Collects what a usage file says of its instance: in an <c>instance</c> object, at the root, or both (formats 6).</summary>
internal sealed class InstanceReader(JsonScanner scanner)
{
    private readonly List<AdditionalProperty> _rest = [];
    private string? _serverId;
    private string? _hostName;
    private string? _version;
    private string? _publicKey;
    private string? _license;
    private bool? _isHttpOnly;
    private IReadOnlyList<ServerFeature> _features = [];
    private bool _hasObject;

    /// <summary>Whether anything was said yet.</summary>
    public bool HasAny { get; private set; }

    /// <summary>Takes the scanner's current property of the root.</summary>
    public void ReadProperty()
    {
        HasAny = true;
        if (scanner.Key is not "instance")
        {
            Read(scanner.Key, null, scanner.Whole);
        }
        else if (_hasObject)
        {
            KeepDuplicate(null, scanner.Whole);
        }
        else if (scanner.Whole.Kind == JsonTokenType.StartObject)
        {
            _hasObject = true;
            var instance = new JsonObjectReader(scanner, scanner.Whole);
            while (instance.Next())
            {
                Read(instance.Key, instance.Name, instance.Value);
            }
        }
        else if (!scanner.Whole.IsMissing)
        {
            scanner.WrongType(scanner.Whole, "an object");
            Keep(null, scanner.Whole);
        }
    }

    /// <summary>What was said so far.</summary>
    public ServerInstance ToInstance() => new()
    {
        ServerId = ServerId.TryParse(_serverId, out ServerId serverId) ? serverId : default,
        HostName = _hostName,
        Version = _version,
        PublicKey = _publicKey,
        LicenseHash = _license,
        IsHttpOnly = _isHttpOnly,
        Features = _features,
        AdditionalProperties = [.. _rest],
    };

    private void Read(ReadOnlySpan<char> key, JsonPart? name, JsonPart value)
    {
        switch (key)
        {
            case "serverid":
                Read(ref _serverId, name, value);
                break;
            case "hostname":
                Read(ref _hostName, name, value);
                break;
            case "version":
                Read(ref _version, name, value);
                break;
            case "publickey":
                Read(ref _publicKey, name, value);
                break;
            case "license":
                Read(ref _license, name, value);
                break;
            case "httponly":
                ReadHttpOnly(name, value);
                break;
            case "features":
                ReadFeatures(name, value);
                break;
            default:
                Keep(name, value);
                break;
        }
    }

    private void Read(ref string? field, JsonPart? name, JsonPart value)
    {
        if (field is not null)
        {
            KeepDuplicate(name, value);
        }
        else if (!scanner.TryGetText(value, out field))
        {
            Keep(name, value);
        }
    }

    private void ReadHttpOnly(JsonPart? name, JsonPart value)
    {
        if (_isHttpOnly is not null)
        {
            KeepDuplicate(name, value);
        }
        else if (!scanner.TryGetBoolean(value, out _isHttpOnly))
        {
            Keep(name, value);
        }
    }

    private void ReadFeatures(JsonPart? name, JsonPart value)
    {
        if (_features.Count > 0)
        {
            KeepDuplicate(name, value);
        }
        else if (!value.IsMissing && !FeatureReader.TryRead(scanner, value, out _features))
        {
            Keep(name, value);
        }
    }

    private void KeepDuplicate(JsonPart? name, JsonPart value)
    {
        scanner.Report(
            DiagnosticDescriptors.DuplicateProperty,
            name?.Start ?? scanner.NameOffset,
            "The instance has the property twice; the first that can be used counts.");
        Keep(name, value);
    }

    /// <summary>Keeps a property as it came; one without a name part is the scanner's current property.</summary>
    private void Keep(JsonPart? name, JsonPart value) => _rest.Add(name is { } part ? scanner.Keep(part, value) : scanner.KeepProperty());
}
