using System.Text.Json;

namespace LicenseSync.IO.Internal;

/// <summary>Reads a gap that is not known yet: the grammar of all that a <see cref="JsonGap"/> may consist of, up to the next text or number, or to the record's end.</summary>
/// <param name="options">Checked already; depth and length of names are limited.</param>
/// <param name="outerDepth">How deep the record stands in the document.</param>
internal sealed class JsonGapLexer(ReaderOptions options, int outerDepth)
{
    // Longer ones would take up too much where many are different.
    private const int MaxLength = 4096;

    private readonly List<JsonGapMark> _marks = [];
    private JsonNesting _nesting;
    private JsonTextTraits _traits;
    private Expect _expect;

    private enum Expect
    {
        Value,
        ValueOrEnd,
        Name,
        NameOrEnd,
        CommaOrEnd,
        Nothing,
    }

    /// <summary>Learns the gap at a position.</summary>
    /// <param name="nesting">The containers that are open there; none at the record's start.</param>
    /// <param name="text">The bytes.</param>
    /// <param name="start">The position.</param>
    /// <param name="last">The last position that may be looked at.</param>
    /// <returns>Null for what is malformed, cut off, past a limit, or very long.</returns>
    public JsonGap? Learn(JsonNesting nesting, ReadOnlySpan<byte> text, int start, int last)
    {
        _marks.Clear();
        _traits = JsonTextTraits.None;
        _nesting = nesting;
        _expect = nesting.Depth == 0 ? Expect.Value : Expect.CommaOrEnd;
        int at = start;
        while (_expect != Expect.Nothing)
        {
            SkipWhiteSpace(text, ref at, last);
            if (at > last || at - start > MaxLength)
            {
                return null;
            }

            if (_expect is Expect.Value or Expect.ValueOrEnd && JsonScalar.IsStart(text[at], text[at + 1]))
            {
                break;
            }

            if (!Step(text, start, ref at, last))
            {
                return null;
            }
        }

        bool isLast = _expect == Expect.Nothing;
        return new(text[start..at])
        {
            Traits = _traits,
            Marks = [.. _marks],
            NestingBefore = nesting,
            NestingAfter = _nesting,
            IsLast = isLast,
            PartCount = _marks.Count(mark => mark.Kind is not (JsonTokenType.EndObject or JsonTokenType.EndArray)) + (isLast ? 0 : 1),
        };
    }

    private static void SkipWhiteSpace(ReadOnlySpan<byte> text, ref int at, int last)
    {
        while (at <= last && text[at] is ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
        {
            at++;
        }
    }

    private bool Step(ReadOnlySpan<byte> text, int start, ref int at, int last)
    {
        switch (text[at])
        {
            case (byte)'{' or (byte)'[' when _expect is Expect.Value or Expect.ValueOrEnd:
                return Enter(text[at] == (byte)'[', at++ - start);
            case (byte)'}' when _expect == Expect.NameOrEnd || (_expect == Expect.CommaOrEnd && !_nesting.IsInList):
            case (byte)']' when _expect == Expect.ValueOrEnd || (_expect == Expect.CommaOrEnd && _nesting.IsInList):
                at++;
                _marks.Add(new(_nesting.IsInList ? JsonTokenType.EndArray : JsonTokenType.EndObject, at - start, 0, ""));
                _nesting = _nesting.Leave();
                _expect = _nesting.Depth == 0 ? Expect.Nothing : Expect.CommaOrEnd;
                return true;
            case (byte)',' when _expect == Expect.CommaOrEnd:
                at++;
                _expect = _nesting.IsInList ? Expect.Value : Expect.Name;
                return true;
            case (byte)'"' when _expect is Expect.Name or Expect.NameOrEnd:
                return Name(text, start, ref at, last);
            case (byte)'"' when _expect is Expect.Value or Expect.ValueOrEnd:
                return Constant(JsonTokenType.String, start, ref at, at + 2);
            default:
                return _expect is Expect.Value or Expect.ValueOrEnd && Constant(JsonRecordGaps.KindOf(text[at]), start, ref at, JsonScalar.EndOfLiteral(text, at));
        }
    }

    private bool Enter(bool isList, int offset)
    {
        _marks.Add(new(isList ? JsonTokenType.StartArray : JsonTokenType.StartObject, offset, 0, ""));
        _nesting = _nesting.Enter(isList);
        _expect = isList ? Expect.ValueOrEnd : Expect.NameOrEnd;
        return _nesting.Depth <= JsonNesting.MaxDepth && outerDepth + _nesting.Depth <= options.MaxDepth;
    }

    private bool Constant(JsonTokenType kind, int start, ref int at, int end)
    {
        _marks.Add(new(kind, at - start, end - at, ""));
        at = end;
        _expect = Expect.CommaOrEnd;
        return end >= 0;
    }

    private bool Name(ReadOnlySpan<byte> text, int start, ref int at, int last)
    {
        int end = JsonScalar.EndOfText(text, at, last, ref _traits);
        if (end < 0 || end - at - 2 > options.MaxStringBytes)
        {
            return false;
        }

        Span<char> folded = stackalloc char[JsonKey.MaxLength];
        _marks.Add(new(JsonTokenType.PropertyName, at - start, end - at, new(folded[..JsonKey.Fold(text[(at + 1)..(end - 1)], folded)])));
        at = end;
        SkipWhiteSpace(text, ref at, last);
        _expect = Expect.Value;
        return at <= last && text[at++] == (byte)':';
    }
}
