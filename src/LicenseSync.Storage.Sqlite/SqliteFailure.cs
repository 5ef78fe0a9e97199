using Microsoft.Data.Sqlite;

namespace LicenseSync.Storage.Sqlite;

/// <summary>What SQLite's errors mean to somebody who runs sync: what happened, to which file, what to do.</summary>
internal static class SqliteFailure
{
    // https://sqlite.org/rescode.html
    private const int NoPermission = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int NotADatabase = 26;

    private const string StartAnew = "Restore it from a copy, or move it away: with a new one, everything is delivered once more";

    public static bool IsLocked(SqliteException exception) => exception.SqliteErrorCode is Busy or Locked;

    public static IOException From(SqliteException exception, string path)
    {
        string message = exception.SqliteErrorCode switch
        {
            Busy or Locked => $"The state file '{path}' is locked by another process. Try again, or end the process that holds it.",
            ReadOnly => $"The state file '{path}' cannot be written. Make the file and its folder writable for this user.",
            NoPermission => $"The state file '{path}' cannot be opened. Give this user the right to read and write it and its folder.",
            CannotOpen when Directory.Exists(path) => $"The state file '{path}' is a folder. Name a file.",
            CannotOpen => $"The state file '{path}' cannot be opened. Give this user the right to read and write it and its folder.",
            Full => $"The state file '{path}' cannot grow: the disk is full. Free some space; nothing that was written before is lost.",
            InputOutput => $"The state file '{path}' cannot be read or written: the disk or file system failed. Check it; a network file system does not do.",
            Corrupt => $"The state file '{path}' is damaged. {StartAnew}.",
            NotADatabase => $"The state file '{path}' is no SQLite database. Name another file, or move this one away.",
            _ => $"The state file '{path}' cannot be used.",
        };
        return new($"{message} (SQLite error {exception.SqliteExtendedErrorCode}: {Reason(exception)})", exception);
    }

    public static IOException NotCreated(Exception exception, string path) => Directory.Exists(path)
        ? new($"The state file '{path}' is a folder. Name a file.", exception)
        : new($"The state file '{path}' cannot be created: {exception.Message} Name a place where this user may write.", exception);

    public static IOException Newer(string path, long version, int known) => new(
        $"The state file '{path}' has schema version {version}; this version of LicenseSync knows up to {known}. Update LicenseSync on this machine, or name another file.");

    public static IOException Foreign(string path) => new($"The state file '{path}' is the database of another program. Name another file.");

    /// <summary>A row holds what the schema or this version does not.</summary>
    public static IOException Unreadable(Exception exception, string path) => new($"The state file '{path}' holds a value that cannot be read. {StartAnew}.", exception);

    // Microsoft.Data.Sqlite words it "SQLite Error 14: 'unable to open database file'."
    private static string Reason(SqliteException exception)
    {
        string[] parts = exception.Message.Split('\'');
        return parts.Length > 2 ? string.Join('\'', parts[1..^1]) : exception.Message;
    }
}
