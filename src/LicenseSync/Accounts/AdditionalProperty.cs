using System.Text.Json;

namespace LicenseSync.Accounts;

/// <summary>A property (or CSV column) this library does not know, or could not use, kept so that it is written back unchanged.</summary>
/// <remarks>Its value may be personal data: <see cref="ToString"/> prints the name only.</remarks>
public sealed class AdditionalProperty
{
    /// <summary>Keeps a property.</summary>
    /// <param name="name">The property's name as text; null to read it from <paramref name="rawName"/>.</param>
    /// <param name="rawName">The name as it stands in the JSON, quotes included.</param>
    /// <param name="rawValue">The value as it stands in the JSON, not checked.</param>
    internal AdditionalProperty(string name, ReadOnlyMemory<byte> rawName, ReadOnlyMemory<byte> rawValue)
    {
        Name = name;
        RawName = rawName;
        RawValue = rawValue;
    }

    /// <summary>The property's name.</summary>
    public string Name { get; }

    /// <summary>The name as JSON, UTF-8, quotes included, as it came.</summary>
    public ReadOnlyMemory<byte> RawName { get; }

    /// <summary>The value as JSON, UTF-8, as it came.</summary>
    public ReadOnlyMemory<byte> RawValue { get; }

    /// <summary>Builds a property from a name and a value.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <returns>The property.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public static AdditionalProperty From(string name, JsonElement value)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(name, Quoted(name), System.Text.Encoding.UTF8.GetBytes(value.GetRawText()));
    }

    /// <summary>Builds a property whose value is a text, such as a CSV cell.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The text.</param>
    /// <returns>The property.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static AdditionalProperty From(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        return new(name, Quoted(name), Quoted(value));
    }

    /// <summary>The value for reading.</summary>
    /// <returns>An element that lives as long as it is referenced.</returns>
    /// <exception cref="JsonException">The value nests deeper than <see cref="JsonDocumentOptions.MaxDepth"/> allows by default.</exception>
    public JsonElement ToJsonElement()
    {
        using JsonDocument document = JsonDocument.Parse(RawValue);
        return document.RootElement.Clone();
    }

    /// <summary>The name; never the value.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;

    private static byte[] Quoted(string text)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStringValue(text);
        }

        return buffer.ToArray();
    }
}
