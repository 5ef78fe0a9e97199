using Npgsql;

namespace LicenseSync.Storage.PostgreSql;

/// <summary>What PostgreSQL's errors mean to somebody who runs sync: what happened, where, what to do. Never a password or a connection string.</summary>
internal static class PostgreSqlFailure
{
    private const string Store = "The state store in PostgreSQL";

    public static IOException From(Exception exception, string server, SchemaName schema)
    {
        string what = exception switch
        {
            PostgresException e => FromServer(e, schema),
            ObjectDisposedException => "was closed. Do not use it after its data source was disposed of",
            TimeoutException or { InnerException: TimeoutException } => "did not answer in time. Try again; look for locks and load, or set a longer 'Timeout' or 'Command Timeout'",
            NpgsqlException => "cannot be reached, or the connection broke. Check host, port and network, and that the server runs; try again",
            InvalidCastException or ArgumentException or OverflowException => $"holds a value in schema {schema.Quoted} that cannot be read. Restore it, or name another schema: with a new one, everything is delivered once more",
            _ => "cannot be reached. Check host, port and network, and that the server runs",
        };
        return new($"{Store} ({server}) {what}. ({Reason(exception)})", exception);
    }

    public static IOException Newer(SchemaName schema, int version, int known) => new(
        $"{Store} has version {version} in schema {schema.Quoted}; this version of LicenseSync knows up to {known}. Update LicenseSync here, or name another schema.");

    public static IOException Encoding(string encoding) => new($"{Store} is in a database with encoding {encoding}, which cannot hold every text. Use a database with encoding UTF8.");

    private static string FromServer(PostgresException exception, SchemaName schema) => exception.SqlState switch
    {
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "refused user or password. Check the connection string",
        PostgresErrorCodes.InvalidCatalogName => "has no such database. Create it, or name another",
        PostgresErrorCodes.InsufficientPrivilege => $"refused: the role may not do that. Grant it the right to create schema {schema.Quoted}, or create the schema and make the role its owner",
        PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedTable =>
            $"finds tables of another program, or only some of its own, in schema {schema.Quoted}. Name another schema",
        PostgresErrorCodes.DiskFull => "cannot grow: the server's disk is full. Free some space; nothing that was written before is lost",
        PostgresErrorCodes.ReadOnlySqlTransaction => "is read-only. Connect to the primary server",
        PostgresErrorCodes.TooManyConnections => "has too many connections. Try again, or raise max_connections",
        PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable => "took too long and was stopped by the server. Try again; look for locks",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => "is being stopped or started. Try again",
        _ => "refused",
    };

    private static string Reason(Exception exception) => exception switch
    {
        PostgresException e => $"{e.SqlState}: {e.MessageText}",
        _ => exception.Message,
    };
}
