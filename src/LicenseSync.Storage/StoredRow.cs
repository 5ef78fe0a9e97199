using System.Data.Common;

namespace LicenseSync.Storage;

/// <summary>A row that is read, column by column in the order of <see cref="Columns{T}"/>.</summary>
/// <param name="reader">Stands on the row.</param>
/// <param name="time">Reads a time, of which each database has its own form.</param>
internal sealed class StoredRow(DbDataReader reader, Func<int, DateTimeOffset> time)
{
    private int _next;

    public string? Text() => Next() is { } column ? StoredText.Read(reader.GetString(column)) : null;

    public string RequiredText() => StoredText.Read(reader.GetString(_next++));

    public long? Number() => Next() is { } column ? reader.GetInt64(column) : null;

    public int Count() => checked((int)reader.GetInt64(_next++));

    public DateTimeOffset? Time() => Next() is { } column ? time(column) : null;

    public DateTimeOffset RequiredTime() => time(_next++);

    public bool Flag() => reader.GetBoolean(_next++);

    public Guid Id() => reader.GetGuid(_next++);

    public TEnum? Choice<TEnum>()
        where TEnum : struct, Enum => Next() is { } column ? Enum.Parse<TEnum>(reader.GetString(column)) : null;

    /// <summary>Goes on, and says whether there is anything in the next columns.</summary>
    /// <param name="columns">How many are left out when the first of them is null.</param>
    public bool Has(int columns)
    {
        bool isNull = reader.IsDBNull(_next);
        _next += isNull ? columns : 0;
        return !isNull;
    }

    private int? Next()
    {
        int column = _next++;
        return reader.IsDBNull(column) ? null : column;
    }
}
