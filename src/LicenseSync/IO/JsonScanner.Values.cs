using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;

namespace LicenseSync.IO;

// Typed values out of the current value. What is missing (null or an empty text) is read as null without a fault. The Try methods report a
// fault and answer false: the caller then keeps the property as an additional one.
internal sealed partial class JsonScanner
{
    public const string BooleanExpected = "true or false";
    private const string NumberExpected = "a whole number";
    public const string DateExpected = "a date and time (ISO 8601)";

    // Offsets that were reported as not UTF-8 in the current value.
    private readonly HashSet<int> _notUtf8 = [];

    /// <summary>The whole current value as a part.</summary>
    public JsonPart Whole => Part(0);

    /// <summary>A part of the current value by its number.</summary>
    public JsonPart Part(int number)
    {
        if (_hasGapsOnly)
        {
            FillParts();
        }

        return _parts[number];
    }

    /// <summary>A property's name folded by <see cref="JsonKey"/>; empty when it can be no known name.</summary>
    public string KeyOf(JsonPart name) => _names.Fold(Raw(name)[1..^1]);

    /// <summary>A part as it stands in the file.</summary>
    public ReadOnlySpan<byte> Raw(JsonPart part) => Value.Slice(part.Start, part.Length);

    /// <summary>Reads a text without reporting.</summary>
    public ValueFault GetText(JsonPart part, out string? text)
    {
        text = null;
        if (part.IsMissing)
        {
            return default;
        }

        if (part.Kind != JsonTokenType.String)
        {
            return new(ValueFaultKind.WrongType, part.Start);
        }

        TextFault fault = JsonText.Decode(Raw(part)[1..^1], out string decoded, out int offset);
        if (fault != TextFault.None)
        {
            return new(fault == TextFault.NotUtf8 ? ValueFaultKind.NotUtf8 : ValueFaultKind.LoneSurrogate, part.Start + 1 + offset);
        }

        text = decoded;
        return default;
    }

    /// <summary>Reads true or false, also written as a text in any letter case, without reporting.</summary>
    public ValueFault GetBoolean(JsonPart part, out bool? value)
    {
        value = part.Kind switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => null,
        };
        if (value is not null || part.IsMissing)
        {
            return default;
        }

        ValueFault fault = GetText(part, out string? text);
        value = bool.TryParse(text, out bool parsed) ? parsed : null;
        return !fault.IsNone || value is not null ? fault : new(ValueFaultKind.InvalidValue, part.Start);
    }

    /// <summary>Reads a whole number, also written as a text of digits, without reporting.</summary>
    public ValueFault GetInt64(JsonPart part, out long? value)
    {
        value = null;
        if (part.IsMissing)
        {
            return default;
        }

        if (part.Kind is not (JsonTokenType.Number or JsonTokenType.String))
        {
            return new(ValueFaultKind.WrongType, part.Start);
        }

        ReadOnlySpan<byte> digits = part.Kind == JsonTokenType.String ? Raw(part)[1..^1] : Raw(part);
        value = Utf8Parser.TryParse(digits, out long parsed, out int consumed) && consumed == digits.Length ? parsed : null;
        return value is not null ? default : new(ValueFaultKind.InvalidValue, part.Start);
    }

    /// <summary>Reads a date and time (ISO 8601) without reporting.</summary>
    public ValueFault GetDate(JsonPart part, out DateTimeOffset? value)
    {
        if (part.Kind == JsonTokenType.String && IsoDate.TryParseUtc(Raw(part), out DateTimeOffset utc))
        {
            value = utc;
            return default;
        }

        ValueFault fault = GetText(part, out string? text);
        value = text is not null && IsoDate.TryParse(text, out DateTimeOffset parsed) ? parsed : null;
        return text is not null && value is null ? new(ValueFaultKind.InvalidValue, part.Start) : fault;
    }

    /// <summary>Reads a text.</summary>
    public bool TryGetText(JsonPart part, out string? text) => IsUsable(GetText(part, out text), part, "a text");

    /// <summary>Reads true or false, also written as a text in any letter case.</summary>
    public bool TryGetBoolean(JsonPart part, out bool? value) => IsUsable(GetBoolean(part, out value), part, BooleanExpected);

    /// <summary>Reads a whole number, also written as a text of digits.</summary>
    public bool TryGetInt64(JsonPart part, out long? value) => IsUsable(GetInt64(part, out value), part, NumberExpected);

    /// <summary>Reads a date and time (ISO 8601).</summary>
    public bool TryGetDate(JsonPart part, out DateTimeOffset? value) => IsUsable(GetDate(part, out value), part, DateExpected);

    /// <summary>Keeps a property as it came.</summary>
    /// <param name="name">The name, quotes included.</param>
    /// <param name="value">The value.</param>
    public AdditionalProperty Keep(JsonPart name, JsonPart value)
    {
        CheckUtf8(Raw(name), name.Start);
        CheckUtf8(Raw(value), value.Start);
        return Keep(Raw(name), Raw(value));
    }

    /// <summary>Keeps the current <see cref="JsonEvent.Property"/> as it came.</summary>
    public AdditionalProperty KeepProperty()
    {
        CheckUtf8(RawName, NameOffset);
        CheckUtf8(Value, 0);
        return Keep(RawName, Value);
    }

    /// <summary>Reports a fault if there is one.</summary>
    /// <param name="fault">The fault, or none.</param>
    /// <param name="part">The value.</param>
    /// <param name="expected">What was expected, for people.</param>
    /// <returns>Whether there is none.</returns>
    public bool IsUsable(ValueFault fault, JsonPart part, string expected)
    {
        switch (fault.Kind)
        {
            case ValueFaultKind.None:
                return true;
            case ValueFaultKind.WrongType:
                return WrongType(part, expected);
            case ValueFaultKind.InvalidValue:
                return InvalidValue(part, expected);
            case ValueFaultKind.NotUtf8:
                _notUtf8.Add(fault.Offset);
                Report(DiagnosticDescriptors.InvalidUtf8, fault.Offset, "Bytes are not UTF-8; the text is read as missing. Save the file as UTF-8.");
                return false;
            default:
                Report(DiagnosticDescriptors.InvalidText, fault.Offset, "An escaped surrogate stands alone; the text is read as missing. Correct it where it comes from.");
                return false;
        }
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

    /// <summary>Reports bytes that are not UTF-8 in what is kept, unless they were reported already.</summary>
    private void CheckUtf8(ReadOnlySpan<byte> raw, int start)
    {
        if (!Utf8.IsValid(raw) && JsonText.FindFault(raw, out int offset) == TextFault.NotUtf8 && _notUtf8.Add(start + offset))
        {
            Report(DiagnosticDescriptors.InvalidUtf8, start + offset, "Bytes are not UTF-8; the property is kept as it came. Save the file as UTF-8.");
        }
    }

    private static string Describe(JsonTokenType kind) => kind switch
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
}
