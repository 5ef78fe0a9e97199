namespace LicenseSync.Storage;

/// <summary>A column of a table.</summary>
/// <typeparam name="T">The record that is a row.</typeparam>
/// <param name="Name">Its name; the parameter that carries its value has the same.</param>
/// <param name="Type">What it holds.</param>
/// <param name="ValueOf">The value of a record: a string, long, <see cref="DateTimeOffset"/> (UTC, to the microsecond), bool, <see cref="Guid"/> or null.</param>
internal sealed record Column<T>(string Name, ColumnType Type, Func<T, object?> ValueOf)
{
    public static Column<T> Text(string name, Func<T, string?> value) => new(name, ColumnType.Text, row => StoredText.Write(value(row)));

    public static Column<T> Number(string name, Func<T, long?> value) => new(name, ColumnType.Number, row => value(row));

    public static Column<T> Time(string name, Func<T, DateTimeOffset?> value) =>
        new(name, ColumnType.Time, row => value(row) is { } time ? StoredTime.ToMicroseconds(time) : null);

    public static Column<T> Flag(string name, Func<T, bool> value) => new(name, ColumnType.Flag, row => value(row));

    public static Column<T> Id(string name, Func<T, Guid> value) => new(name, ColumnType.Id, row => value(row));
}
