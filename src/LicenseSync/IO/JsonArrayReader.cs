namespace LicenseSync.IO;

/// <summary>Goes through the elements of a list inside the scanner's current value.</summary>
internal struct JsonArrayReader
{
    private readonly JsonScanner _scanner;
    private readonly int _end;
    private int _next;

    /// <summary>Starts before the first element.</summary>
    /// <param name="scanner">The scanner that holds the value.</param>
    /// <param name="array">A part that is a list.</param>
    public JsonArrayReader(JsonScanner scanner, JsonPart array) => (_scanner, _next, _end) = (scanner, array.Number + 1, array.Next);

    /// <summary>The current element.</summary>
    public JsonPart Element { get; private set; }

    /// <summary>Goes on to the next element.</summary>
    /// <returns>False at the end of the list.</returns>
    public bool Next()
    {
        if (_next == _end)
        {
            return false;
        }

        Element = _scanner.Part(_next);
        _next = Element.Next;
        return true;
    }
}
