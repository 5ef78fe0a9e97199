using Microsoft.Extensions.Logging;

namespace LicenseSync.Hosting;

/// <summary>Every log message of the package; none carries personal data.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 301, Level = LogLevel.Information, Message = "The next scheduled sync is due at {NextRun:u}")]
    public static partial void NextRun(ILogger logger, DateTimeOffset nextRun);

    [LoggerMessage(EventId = 302, Level = LogLevel.Error, Message = "The state of sync cannot be read or written, or sync failed in an unexpected way; the next look is in {Wait}")]
    public static partial void ScheduleFailed(ILogger logger, Exception exception, TimeSpan wait);
}
