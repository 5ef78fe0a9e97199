using System.Globalization;
using System.Text;
using System.Text.Json;

namespace LicenseSync.IO;

/// <summary>Tells the JSON path of a byte inside a value, spelled as in the file. Asked forwards it never reads a byte twice.</summary>
internal sealed class JsonPathTracker(int maxDepth)
{
    private const int MaxNameLength = 64;

    private readonly List<Level> _levels = [];
    private JsonReaderState _state;
    private int _consumed;

    /// <summary>Starts anew: another value comes.</summary>
    public void Reset()
    {
        _levels.Clear();
        _state = new(new JsonReaderOptions { MaxDepth = maxDepth });
        _consumed = 0;
    }

    /// <summary>The path, below the value, of what stands at an offset: the innermost property or element that begins at or before it.</summary>
    /// <param name="value">The value; may be cut off or malformed behind the offset.</param>
    /// <param name="offset">The offset in the value.</param>
    /// <returns>For example <c>.emails[0].email</c>; empty for the value itself.</returns>
    public string PathAt(ReadOnlySpan<byte> value, int offset)
    {
        if (offset < _consumed)
        {
            Reset();
        }

        Advance(value, offset);
        var path = new StringBuilder();
        foreach (Level level in _levels)
        {
            if (level.IsArray && level.Index >= 0)
            {
                path.Append('[').Append(level.Index.ToString(CultureInfo.InvariantCulture)).Append(']');
            }
            else if (level.NameLength > 0)
            {
                path.Append(Segment(value.Slice(level.NameStart + 1, level.NameLength - 2)));
            }
        }

        return path.ToString();
    }

    /// <summary>A property's name as a step of a path: <c>.name</c>, or <c>['odd name']</c>. Long names are cut.</summary>
    /// <param name="rawName">The name as it stands in the JSON, without quotes.</param>
    public static string Segment(ReadOnlySpan<byte> rawName)
    {
        _ = JsonText.Decode(rawName, out string name, out _);
        name = name.Length > MaxNameLength ? name[..MaxNameLength] + "…" : name;
        bool isPlain = name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
        return isPlain ? "." + name : "['" + string.Concat(name.Select(Escape)) + "']";

        static string Escape(char c) =>
            c is '\'' or '\\' ? "\\" + c
            : char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate
                ? string.Create(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}")
            : c.ToString();
    }

    private void Advance(ReadOnlySpan<byte> value, int offset)
    {
        var reader = new Utf8JsonReader(value[_consumed..], isFinalBlock: false, _state);
        Utf8JsonReader before = reader;
        try
        {
            while (reader.Read() && _consumed + reader.TokenStartIndex <= offset)
            {
                Follow(ref reader);
                before = reader;
            }
        }
        catch (JsonException)
        {
            // The value is malformed from here on; the path so far is the answer.
        }

        _state = before.CurrentState;
        _consumed += (int)before.BytesConsumed;
    }

    private void Follow(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                _levels[^1] = _levels[^1] with { NameStart = _consumed + (int)reader.TokenStartIndex, NameLength = reader.ValueSpan.Length + 2 };
                return;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _levels.RemoveAt(_levels.Count - 1);
                return;
        }

        if (_levels.Count > 0 && _levels[^1].IsArray)
        {
            _levels[^1] = _levels[^1] with { Index = _levels[^1].Index + 1 };
        }

        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            _levels.Add(new(reader.TokenType == JsonTokenType.StartArray, -1, 0, 0));
        }
    }

    private readonly record struct Level(bool IsArray, int Index, int NameStart, int NameLength);
}
