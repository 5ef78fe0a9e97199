using LicenseSync.Diagnostics;
using Microsoft.Extensions.Logging;

namespace LicenseSync.GitHub;

/// <summary>Every log message of the package. They carry addresses without queries, ids and counts, never emails, names or tokens.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 201, Message = "{Finding}")]
    public static partial void Finding(ILogger logger, LogLevel level, Diagnostic finding);

    [LoggerMessage(EventId = 202, Level = LogLevel.Information, Message = "Read {Records} records in {Pages} pages from {Source}")]
    public static partial void Read(ILogger logger, long records, int pages, string source);

    [LoggerMessage(EventId = 203, Level = LogLevel.Information, Message = "{Source} is still making the report; asking again in {Wait}")]
    public static partial void ReportPending(ILogger logger, string source, TimeSpan wait);
}
