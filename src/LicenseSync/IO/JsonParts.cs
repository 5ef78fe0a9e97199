using System.Text.Json;

namespace LicenseSync.IO;

/// <summary>What <see cref="JsonArrayReader"/> and <see cref="JsonObjectReader"/> share.</summary>
internal static class JsonParts
{
    /// <summary>A reader behind the opening bracket of a list or object whose grammar is checked already.</summary>
    public static Utf8JsonReader Open(JsonScanner scanner, JsonPart container)
    {
        var reader = new Utf8JsonReader(scanner.Raw(container), new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        return reader;
    }

    /// <summary>The value whose first token was just read; the reader then stands at its end.</summary>
    public static JsonPart Take(ref Utf8JsonReader reader, int containerStart)
    {
        int start = (int)reader.TokenStartIndex;
        JsonTokenType kind = reader.TokenType;
        reader.Skip();
        return new(containerStart + start, (int)reader.BytesConsumed - start, kind);
    }
}
