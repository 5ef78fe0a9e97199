using System.Globalization;
using System.Text;

namespace LicenseSync.Diagnostics;

/// <summary>Where in which input something was found. Holds names, numbers and property names only, never personal data.</summary>
/// <remarks>Offsets and lines count in the plain text of the input: behind the decompression of a gzip file, byte-order mark included.</remarks>
public readonly record struct SourcePosition
{
    /// <summary>The name the caller gave the input, usually the file's path; null when it has none.</summary>
    public string? Source { get; init; }

    /// <summary>The JSON path, spelled as in the file, for example <c>$.users[3].emails[0].email</c>; for CSV the column's header; null when it has none.</summary>
    public string? Path { get; init; }

    /// <summary>The line, counted from 1; null when unknown.</summary>
    public long? Line { get; init; }

    /// <summary>The byte, counted from 0 at the start of the input; null when unknown.</summary>
    public long? ByteOffset { get; init; }

    /// <summary>What is known, for people: <c>ghes.json, $.users[3].login, line 5, byte 210</c>; empty when nothing is.</summary>
    /// <returns>The parts that are known, separated by commas.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        Append(Source);
        Append(Path);
        Append(Line is { } line ? string.Create(CultureInfo.InvariantCulture, $"line {line}") : null);
        Append(ByteOffset is { } offset ? string.Create(CultureInfo.InvariantCulture, $"byte {offset}") : null);
        return text.ToString();

        void Append(string? part)
        {
            if (!string.IsNullOrEmpty(part))
            {
                text.Append(text.Length == 0 ? "" : ", ").Append(part);
            }
        }
    }
}
