namespace LicenseSync.Storage.Sqlite;

/// <summary>Times as SQLite keeps them here: whole microseconds since 1970, UTC. Exact, and compared as numbers.</summary>
internal static class SqliteTime
{
    // The last microsecond that DateTimeOffset can tell.
    private static readonly long Latest = From(DateTimeOffset.MaxValue);

    public static long From(DateTimeOffset time) => (StoredTime.ToMicroseconds(time) - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTimeOffset ToTime(long microseconds) => DateTimeOffset.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);

    /// <summary>A time after another; a duration too long to be one ends at the last time there is.</summary>
    public static long Add(long time, TimeSpan duration) => Math.Min(Latest, time + (duration.Ticks / TimeSpan.TicksPerMicrosecond));

    /// <summary>A column's value as a parameter takes it.</summary>
    public static object ValueOf(object? value) => value switch
    {
        null => DBNull.Value,
        DateTimeOffset time => From(time),
        _ => value,
    };
}
