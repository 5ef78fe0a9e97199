using LicenseSync.Accounts;
using LicenseSync.Diagnostics;

namespace LicenseSync.IO;

/// <summary>Goes through the properties of an object inside the scanner's current value, and reads those a model has; the rest is kept.</summary>
/// <example><code>
/// var row = new JsonObjectReader(scanner, scanner.Whole);
/// while (row.Next())
/// {
///     switch (row.Key)
///     {
///         case "githubcomlogin": row.Read(ref login); break;
///         default: row.Keep(); break;
///     }
/// }
/// </code></example>
internal struct JsonObjectReader
{
    private readonly JsonScanner _scanner;
    private readonly int _end;
    private int _next;
    private List<AdditionalProperty>? _kept;

    /// <summary>Starts before the first property.</summary>
    /// <param name="scanner">The scanner that holds the value.</param>
    /// <param name="container">A part that is an object.</param>
    public JsonObjectReader(JsonScanner scanner, JsonPart container)
    {
        (_scanner, _next, _end) = (scanner, container.Number + 1, container.Next);
        Key = "";
    }

    /// <summary>The current property's name, folded by <see cref="JsonKey"/>; empty when it can be no known name.</summary>
    public string Key { get; private set; }

    /// <summary>The current property's name, quotes included.</summary>
    public JsonPart Name { get; private set; }

    /// <summary>The current property's value.</summary>
    public JsonPart Value { get; private set; }

    /// <summary>What was kept so far, in the file's order.</summary>
    public readonly IReadOnlyList<AdditionalProperty> Kept => _kept is null ? [] : _kept;

    /// <summary>Goes on to the next property.</summary>
    /// <returns>False at the end of the object.</returns>
    public bool Next()
    {
        if (_next == _end)
        {
            return false;
        }

        Name = _scanner.Part(_next);
        Value = _scanner.Part(Name.Next);
        Key = _scanner.KeyOf(Name);
        _next = Value.Next;
        return true;
    }

    /// <summary>Keeps the current property as it came.</summary>
    public void Keep() => (_kept ??= []).Add(_scanner.Keep(Name, Value));

    /// <summary>Reads a text into a field of the model. A field that has a value already keeps it: the second is reported and kept aside.</summary>
    public void Read(ref string? field)
    {
        if (IsFirst(field is null) && !_scanner.TryGetText(Value, out field))
        {
            Keep();
        }
    }

    /// <summary>Reads true or false; see <see cref="Read(ref string?)"/>.</summary>
    public void Read(ref bool? field)
    {
        if (IsFirst(field is null) && !_scanner.TryGetBoolean(Value, out field))
        {
            Keep();
        }
    }

    /// <summary>Reads a whole number; see <see cref="Read(ref string?)"/>.</summary>
    public void Read(ref long? field)
    {
        if (IsFirst(field is null) && !_scanner.TryGetInt64(Value, out field))
        {
            Keep();
        }
    }

    /// <summary>Reads a whole number of 32 bits; see <see cref="Read(ref string?)"/>.</summary>
    public void Read(ref int? field)
    {
        if (!IsFirst(field is null))
        {
            return;
        }

        if (!_scanner.TryGetInt64(Value, out long? number))
        {
            Keep();
        }
        else if (number is < int.MinValue or > int.MaxValue)
        {
            _scanner.InvalidValue(Value, "a whole number of 32 bits");
            Keep();
        }
        else
        {
            field = (int?)number;
        }
    }

    /// <summary>Reads a date and time; see <see cref="Read(ref string?)"/>.</summary>
    public void Read(ref DateTimeOffset? field)
    {
        if (IsFirst(field is null) && !_scanner.TryGetDate(Value, out field))
        {
            Keep();
        }
    }

    /// <summary>Reports that the current property stands twice and keeps it.</summary>
    public void KeepDuplicate()
    {
        _scanner.Report(DiagnosticDescriptors.DuplicateProperty, Name.Start, "The property stands twice in one object; the first that can be used counts.");
        Keep();
    }

    private bool IsFirst(bool isFirst)
    {
        if (!isFirst)
        {
            KeepDuplicate();
        }

        return isFirst;
    }
}
