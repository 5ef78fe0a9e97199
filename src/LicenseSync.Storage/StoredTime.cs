namespace LicenseSync.Storage;

/// <summary>Times as the stores keep them: UTC, to the microsecond, which is what PostgreSQL has.</summary>
internal static class StoredTime
{
    /// <summary>A time without what is finer than a microsecond, in UTC.</summary>
    public static DateTimeOffset ToMicroseconds(DateTimeOffset time)
    {
        DateTimeOffset utc = time.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
