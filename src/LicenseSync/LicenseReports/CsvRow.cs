using System.Buffers.Text;
using System.Text;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>The values of the current row of <see cref="CsvRecords"/>. A value that cannot be used is reported, read as missing, and kept as an additional property.</summary>
/// <remarks>A value is asked for by the columns it may stand in, in order: the first that has a usable one counts.</remarks>
internal sealed class CsvRow
{
    private readonly CsvRecords _records;
    private readonly int[] _extras;
    private readonly Utf8StringCache _repeated = new();
    private readonly List<AdditionalProperty> _properties = [];
    private readonly List<string> _texts = [];
    private readonly bool[] _unusable;
    private bool _anyUnusable;
    private int _listColumn;

    /// <summary>Reads rows.</summary>
    /// <param name="records">The file.</param>
    /// <param name="extras">The columns whose cells are always kept as additional properties, ascending.</param>
    public CsvRow(CsvRecords records, int[] extras)
    {
        _records = records;
        _extras = extras;
        _unusable = new bool[records.Headers.Count];
    }

    private delegate bool Parser<T>(ReadOnlySpan<byte> cell, out T value);

    /// <summary>A text as written; null when empty.</summary>
    public string? Text(int[] columns)
    {
        foreach (int column in columns)
        {
            ReadOnlySpan<byte> cell = _records.Cell(column);
            if (!cell.IsEmpty && IsText(column))
            {
                return Encoding.UTF8.GetString(cell);
            }
        }

        return null;
    }

    /// <summary>A text that is likely to stand in other rows, too.</summary>
    public string? RepeatedText(int[] columns)
    {
        foreach (int column in columns)
        {
            ReadOnlySpan<byte> cell = _records.Cell(column);
            if (!cell.IsEmpty && IsText(column))
            {
                return _repeated.Get(cell);
            }
        }

        return null;
    }

    /// <summary>A list: texts between commas, without the spaces around them; empty ones are left out.</summary>
    public IReadOnlyList<string> Texts(int[] columns, bool repeated, int maxCount = int.MaxValue)
    {
        foreach (int column in columns)
        {
            ReadOnlySpan<byte> rest = _records.Cell(column);
            if (rest.IsEmpty || !IsText(column))
            {
                continue;
            }

            _texts.Clear();
            while (!rest.IsEmpty)
            {
                int comma = rest.IndexOf((byte)',');
                ReadOnlySpan<byte> item = Ascii.Trimmed(comma < 0 ? rest : rest[..comma]);
                rest = comma < 0 ? [] : rest[(comma + 1)..];
                if (!item.IsEmpty)
                {
                    _texts.Add(repeated ? _repeated.Get(item) : Encoding.UTF8.GetString(item));
                }
            }

            if (_texts.Count > maxCount)
            {
                throw _records.Limit(nameof(ReaderOptions.MaxEmailsPerAccount), maxCount, column);
            }

            if (_texts.Count > 0)
            {
                _listColumn = column;
                return [.. _texts];
            }
        }

        return [];
    }

    /// <summary>A list of server user ids; one that is not understood is reported and kept (semantics A6).</summary>
    public IReadOnlyList<ServerUserId> ServerUserIds(int[] columns)
    {
        IReadOnlyList<string> texts = Texts(columns, repeated: false);
        if (texts.Count == 0)
        {
            return [];
        }

        var ids = new ServerUserId[texts.Count];
        for (int i = 0; i < ids.Length; i++)
        {
            if (!ServerUserId.TryParse(texts[i], out ids[i]))
            {
                _records.Report(DiagnosticDescriptors.UnknownServerUserId, "A server user id is neither host:id nor id:host:role; it is kept and not used.", _listColumn);
            }
        }

        return ids;
    }

    /// <summary><c>true</c> or <c>false</c> in any case; null when empty.</summary>
    public bool? Flag(int[] columns) => Value<bool>(columns, Ascii.TryParseBoolean, "The cell is neither true nor false; it is read as missing.");

    /// <summary>A whole number from 0; null when empty.</summary>
    public int? Count(int[] columns) => Value<int>(columns, Ascii.TryParseCount, "The cell is not a whole number from 0 to 2147483647; it is read as missing.");

    /// <summary>A whole number from 0; null when empty.</summary>
    public long? Id(int[] columns) => Value<long>(columns, Ascii.TryParseId, "The cell is not a user id (a whole number from 0); it is read as missing.");

    /// <summary>A date with time, ISO 8601; null when empty.</summary>
    public DateTimeOffset? Time(int[] columns) => Value<DateTimeOffset>(columns, Ascii.TryParseTime, "The cell is not a date with time as ISO 8601 writes it; it is read as missing.");

    /// <summary>Keeps a cell as an additional property, without a finding.</summary>
    public void Keep(int column) => _unusable[column] = _anyUnusable = true;

    /// <summary>What is kept of the row, in the order of its columns. The last thing to ask a row for.</summary>
    public IReadOnlyList<AdditionalProperty> AdditionalProperties()
    {
        if (_extras.Length == 0 && !_anyUnusable)
        {
            return [];
        }

        foreach (int column in _extras)
        {
            if (!_unusable[column])
            {
                _ = IsText(column);
                Keep(column);
            }
        }

        for (int column = 0; column < _unusable.Length; column++)
        {
            if (_unusable[column])
            {
                _properties.Add(_records.Property(column));
            }
        }

        AdditionalProperty[] properties = [.. _properties];
        _properties.Clear();
        Array.Clear(_unusable);
        _anyUnusable = false;
        return properties;
    }

    private T? Value<T>(int[] columns, Parser<T> parser, string complaint)
        where T : struct
    {
        foreach (int column in columns)
        {
            ReadOnlySpan<byte> cell = Ascii.Trimmed(_records.Cell(column));
            if (cell.IsEmpty)
            {
                continue;
            }

            if (parser(cell, out T value))
            {
                return value;
            }

            Keep(column);
            _records.Report(DiagnosticDescriptors.InvalidValue, complaint, column);
        }

        return null;
    }

    private bool IsText(int column)
    {
        bool isText = _records.IsText(column);
        if (!isText)
        {
            Keep(column);
        }

        return isText;
    }

    private static class Ascii
    {
        public static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8);

        public static bool TryParseBoolean(ReadOnlySpan<byte> cell, out bool value)
        {
            value = System.Text.Ascii.EqualsIgnoreCase(cell, "true"u8);
            return value || System.Text.Ascii.EqualsIgnoreCase(cell, "false"u8);
        }

        public static bool TryParseCount(ReadOnlySpan<byte> cell, out int value) =>
            Utf8Parser.TryParse(cell, out value, out int length) && length == cell.Length && value >= 0;

        public static bool TryParseId(ReadOnlySpan<byte> cell, out long value) =>
            Utf8Parser.TryParse(cell, out value, out int length) && length == cell.Length && value >= 0;

        // Dates that a spreadsheet rewrote (1/2/2026) are not guessed at: day and month cannot be told apart.
        public static bool TryParseTime(ReadOnlySpan<byte> cell, out DateTimeOffset value) => IsoDate.TryParse(Encoding.UTF8.GetString(cell), out value);
    }
}
