using Microsoft.Data.Sqlite;

namespace LicenseSync.Storage.Sqlite;

/// <summary>Statements on a connection, in its transaction where it has one.</summary>
internal static class SqliteCommands
{
    /// <summary>Executes a statement.</summary>
    /// <returns>The number of rows it changed.</returns>
    public static int Execute(this SqliteConnection connection, string sql, params IEnumerable<SqliteParameter> parameters)
    {
        using SqliteCommand command = Create(connection, sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>Reads the rows of a query.</summary>
    public static List<T> Query<T>(this SqliteConnection connection, string sql, IEnumerable<SqliteParameter> parameters, Func<StoredRow, T> read)
    {
        using SqliteCommand command = Create(connection, sql, parameters);
        using SqliteDataReader reader = command.ExecuteReader();
        List<T> rows = [];
        while (reader.Read())
        {
            rows.Add(read(new(reader, column => SqliteTime.ToTime(reader.GetInt64(column)))));
        }

        return rows;
    }

    private static SqliteCommand Create(SqliteConnection connection, string sql, IEnumerable<SqliteParameter> parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddRange(parameters);
        return command;
    }
}
