using DuckDB.NET.Data;

namespace LicenseSync.Benchmarks;

/// <summary>Counts the elements of a file's <c>users</c> with DuckDB's <c>read_json</c>, its own detection of types, and two threads.</summary>
internal static class DuckDb
{
    public static int CountUsers(string path)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:;threads=2");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = "SELECT sum(len(users))::INTEGER FROM read_json($path, maximum_object_size = 2000000000)";
        command.Parameters.Add(new DuckDBParameter("path", path));
        return Convert.ToInt32(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
