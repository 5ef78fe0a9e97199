using System.Text.Json;
using LicenseSync.IO.Internal;

namespace LicenseSync.IO;

/// <summary>The parts of one value, noted while <see cref="Utf8JsonReader"/> checks its grammar, or worked out from its gaps; no byte of a record is parsed twice. Used again for the next value.</summary>
internal sealed class JsonParts
{
    private JsonPart[] _parts = new JsonPart[128];
    private int _count;
    private int _open;

    /// <summary>A part by its number; 0 is the whole value.</summary>
    public JsonPart this[int number] => _parts[number];

    /// <summary>How many parts are noted.</summary>
    public int Count => _count;

    /// <summary>Forgets all parts.</summary>
    public void Clear() => (_count, _open) = (0, -1);

    /// <summary>Takes the parts of a record whose gaps are known.</summary>
    /// <param name="record">The record.</param>
    /// <param name="bytes">Its bytes.</param>
    public void Fill(JsonRecordGaps record, ReadOnlySpan<byte> bytes)
    {
        _count = record.PartCount;
        if (_parts.Length < _count)
        {
            _parts = new JsonPart[_count * 2];
        }

        record.Fill(bytes, _parts);
    }

    /// <summary>Notes the token a reader has come to.</summary>
    public void Add(ref Utf8JsonReader reader)
    {
        JsonTokenType token = reader.TokenType;
        if (token is JsonTokenType.EndObject or JsonTokenType.EndArray)
        {
            Close((int)reader.TokenStartIndex + 1);
            return;
        }

        if (_count == _parts.Length)
        {
            Array.Resize(ref _parts, _count * 2);
        }

        int quotes = token is JsonTokenType.String or JsonTokenType.PropertyName ? 2 : 0;
        bool isContainer = token is JsonTokenType.StartObject or JsonTokenType.StartArray;
        int number = _count++;
        _parts[number] = new((int)reader.TokenStartIndex, reader.ValueSpan.Length + quotes, token, number, isContainer ? _open : _count);
        _open = isContainer ? number : _open;
    }

    // While a container is open, Next holds the number of the one around it.
    private void Close(int end)
    {
        ref JsonPart container = ref _parts[_open];
        _open = container.Next;
        container = container with { Length = end - container.Start, Next = _count };
    }
}
