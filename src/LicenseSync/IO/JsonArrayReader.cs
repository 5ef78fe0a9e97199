using System.Text.Json;

namespace LicenseSync.IO;

/// <summary>Goes through the elements of a list inside the scanner's current value.</summary>
internal ref struct JsonArrayReader
{
    private readonly int _start;
    private Utf8JsonReader _reader;

    /// <summary>Starts before the first element.</summary>
    /// <param name="scanner">The scanner that holds the value.</param>
    /// <param name="array">A part that is a list.</param>
    public JsonArrayReader(JsonScanner scanner, JsonPart array)
    {
        _start = array.Start;
        _reader = JsonParts.Open(scanner, array);
    }

    /// <summary>The current element.</summary>
    public JsonPart Element { get; private set; }

    /// <summary>Goes on to the next element.</summary>
    /// <returns>False at the end of the list.</returns>
    public bool Next()
    {
        if (!_reader.Read() || _reader.TokenType == JsonTokenType.EndArray)
        {
            return false;
        }

        Element = JsonParts.Take(ref _reader, _start);
        return true;
    }
}
