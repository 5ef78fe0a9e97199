using System.Globalization;
using DuckDB.NET.Data;
using LicenseSync.Accounts;

namespace LicenseSync.Benchmarks;

/// <summary>Accounts in tables of DuckDB, in memory, with two threads.</summary>
internal sealed class MatchTables : IDisposable
{
    private readonly DuckDBConnection _connection = new("DataSource=:memory:;threads=2");

    public MatchTables(IEnumerable<ServerAccount> accounts, IEnumerable<ConsumedLicense> rows)
    {
        _connection.Open();
        Execute("CREATE TABLE server (email VARCHAR, suspended BOOLEAN); CREATE TABLE cloud (login VARCHAR); CREATE TABLE address (email VARCHAR)");
        using DuckDBAppender server = _connection.CreateAppender("server"), cloud = _connection.CreateAppender("cloud"), address = _connection.CreateAppender("address");
        foreach (ServerAccount account in accounts)
        {
            server.CreateRow().AppendValue(account.PrimaryEmail?.Value).AppendValue((bool?)account.IsSuspended).EndRow();
        }

        foreach (ConsumedLicense row in rows)
        {
            cloud.CreateRow().AppendValue(row.GitHubComLogin).EndRow();
            foreach (string email in MatchBenchmarks.AddressesOf(row))
            {
                address.CreateRow().AppendValue(email).EndRow();
            }
        }
    }

    public int CountLicenses() => Convert.ToInt32(
        Execute("""
            SELECT (SELECT count(*) FROM cloud) + (SELECT count(DISTINCT lower(email)) FROM server
            WHERE NOT suspended AND NOT EXISTS (SELECT 1 FROM address WHERE lower(address.email) = lower(server.email)))
            """),
        CultureInfo.InvariantCulture);

    public void Dispose() => _connection.Dispose();

    private object? Execute(string sql)
    {
        using DuckDBCommand command = _connection.CreateCommand();
#pragma warning disable CA2100 // the texts above
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
