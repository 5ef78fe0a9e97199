using System.Buffers.Text;
using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;

namespace LicenseSync.IO;

// Typed values out of the current value. Each Try method answers true with null for what is missing (null or an empty text), and false,
// having reported why, for what cannot be used: the caller then keeps it as an additional property.
internal sealed partial class JsonScanner
{
    /// <summary>The whole current value as a part.</summary>
    public JsonPart Whole => new(0, Value.Length, KindOf(Value[0]));

    /// <summary>A part as it stands in the file.</summary>
    public ReadOnlySpan<byte> Raw(JsonPart part) => Value.Slice(part.Start, part.Length);

    /// <summary>Reads a text.</summary>
    public bool TryGetText(JsonPart part, out string? text)
    {
        text = null;
        if (part.IsMissing)
        {
            return true;
        }

        if (part.Kind != JsonTokenType.String)
        {
            return WrongType(part, "a text");
        }

        TextFault fault = JsonText.Decode(Raw(part)[1..^1], out string decoded, out int offset);
        if (fault != TextFault.None)
        {
            return ReportFault(fault, part.Start + 1 + offset);
        }

        text = decoded;
        return true;
    }

    /// <summary>Reads true or false, also written as a text in any letter case.</summary>
    public bool TryGetBoolean(JsonPart part, out bool? value)
    {
        value = null;
        if (part.IsMissing)
        {
            return true;
        }

        if (part.Kind is JsonTokenType.True or JsonTokenType.False)
        {
            value = part.Kind == JsonTokenType.True;
            return true;
        }

        if (part.Kind != JsonTokenType.String)
        {
            return WrongType(part, "true or false");
        }

        if (!TryGetText(part, out string? text))
        {
            return false;
        }

        value = bool.TryParse(text, out bool parsed) ? parsed : null;
        return value is not null || InvalidValue(part, "true or false");
    }

    /// <summary>Reads a whole number, also written as a text of digits.</summary>
    public bool TryGetInt64(JsonPart part, out long? value)
    {
        value = null;
        if (part.IsMissing)
        {
            return true;
        }

        if (part.Kind is not (JsonTokenType.Number or JsonTokenType.String))
        {
            return WrongType(part, "a whole number");
        }

        ReadOnlySpan<byte> digits = part.Kind == JsonTokenType.String ? Raw(part)[1..^1] : Raw(part);
        value = Utf8Parser.TryParse(digits, out long parsed, out int consumed) && consumed == digits.Length ? parsed : null;
        return value is not null || InvalidValue(part, "a whole number");
    }

    /// <summary>Reads a date and time (ISO 8601).</summary>
    public bool TryGetDate(JsonPart part, out DateTimeOffset? value)
    {
        value = null;
        if (!TryGetText(part, out string? text))
        {
            return false;
        }

        value = text is not null && IsoDate.TryParse(text, out DateTimeOffset parsed) ? parsed : null;
        return value is not null || text is null || InvalidValue(part, "a date and time (ISO 8601)");
    }

    /// <summary>Reads a list of texts. A bare text is a list of one; elements that cannot be used are reported and left out, and make the answer false, so that the whole is kept.</summary>
    public bool TryGetTexts(JsonPart part, out IReadOnlyList<string> texts)
    {
        texts = [];
        if (part.IsMissing)
        {
            return true;
        }

        if (part.Kind == JsonTokenType.String)
        {
            bool isText = TryGetText(part, out string? single);
            texts = single is null ? [] : [single];
            return isText;
        }

        if (part.Kind != JsonTokenType.StartArray)
        {
            return WrongType(part, "a list of texts");
        }

        var list = new List<string>();
        bool isWhole = true;
        var elements = new JsonArrayReader(this, part);
        while (elements.Next())
        {
            isWhole &= TryGetText(elements.Element, out string? text);
            if (text is not null)
            {
                list.Add(text);
            }
        }

        texts = list;
        return isWhole;
    }

    /// <summary>Keeps a property as it came.</summary>
    /// <param name="name">The name, quotes included.</param>
    /// <param name="value">The value.</param>
    public AdditionalProperty Keep(JsonPart name, JsonPart value) => Keep(Raw(name), Raw(value));

    /// <summary>Keeps the current <see cref="JsonEvent.Property"/> as it came.</summary>
    public AdditionalProperty KeepProperty() => Keep(RawName, Value);

    /// <summary>Reports a text that is not valid Unicode.</summary>
    /// <returns>False.</returns>
    public bool ReportFault(TextFault fault, int offset)
    {
        if (fault == TextFault.NotUtf8)
        {
            Report(DiagnosticDescriptors.InvalidUtf8, offset, "Bytes are not UTF-8; the text is read as missing. Save the file as UTF-8.");
        }
        else
        {
            Report(DiagnosticDescriptors.InvalidText, offset, "An escaped surrogate stands alone; the text is read as missing. Correct it where it comes from.");
        }

        return false;
    }

    /// <summary>Reports a value of the wrong type.</summary>
    /// <returns>False.</returns>
    public bool WrongType(JsonPart part, string expected)
    {
        Report(DiagnosticDescriptors.WrongType, part.Start, $"Expected {expected}, found {Describe(part.Kind)}; it is read as missing.");
        return false;
    }

    /// <summary>Reports a value of the right type that means nothing.</summary>
    /// <returns>False.</returns>
    public bool InvalidValue(JsonPart part, string expected)
    {
        Report(DiagnosticDescriptors.InvalidValue, part.Start, $"Expected {expected}; the value is read as missing.");
        return false;
    }

    /// <summary>What a value is, for people.</summary>
    public static string Describe(JsonTokenType kind) => kind switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        _ => "null",
    };

    private static AdditionalProperty Keep(ReadOnlySpan<byte> rawName, ReadOnlySpan<byte> rawValue)
    {
        byte[] raw = [.. rawName, .. rawValue];
        _ = JsonText.Decode(rawName[1..^1], out string text, out _);
        return new(text, raw.AsMemory(0, rawName.Length), raw.AsMemory(rawName.Length));
    }

    private static JsonTokenType KindOf(byte first) => first switch
    {
        (byte)'{' => JsonTokenType.StartObject,
        (byte)'[' => JsonTokenType.StartArray,
        (byte)'"' => JsonTokenType.String,
        (byte)'t' => JsonTokenType.True,
        (byte)'f' => JsonTokenType.False,
        (byte)'n' => JsonTokenType.Null,
        _ => JsonTokenType.Number,
    };
}
