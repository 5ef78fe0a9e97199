namespace LicenseSync.Storage;

/// <summary>The columns of a table, and SQL made of their names, none of which comes from outside.</summary>
/// <typeparam name="T">The record that is a row.</typeparam>
internal sealed class Columns<T>(params Column<T>[] all)
{
    public IReadOnlyList<Column<T>> All => all;

    /// <summary>The names, to select or insert.</summary>
    public string Names { get; } = string.Join(", ", all.Select(column => column.Name));

    /// <summary>The parameters, in the same order.</summary>
    public string Parameters { get; } = string.Join(", ", all.Select(column => $"@{column.Name}"));

    /// <summary>What an upsert does to the row that exists.</summary>
    public string Replacements { get; } = string.Join(", ", all.Skip(1).Select(column => $"{column.Name} = excluded.{column.Name}"));
}
