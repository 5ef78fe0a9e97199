using LicenseSync.IO;
using Microsoft.Extensions.Logging;

namespace LicenseSync.Diagnostics;

/// <summary>Every log message of the package. They carry names of inputs, ids and counts, never addresses, display names or tokens.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 101, Level = LogLevel.Information, Message = "Read {Records} records of kind {Kind} from {Source}")]
    public static partial void InputRead(ILogger logger, long records, FileKind kind, string? source);

    [LoggerMessage(EventId = 102, Message = "{Finding}")]
    public static partial void Finding(ILogger logger, LogLevel level, Diagnostic finding);

    [LoggerMessage(EventId = 103, Level = LogLevel.Information,
        Message = "Reconciled {ServerAccounts} server and {CloudAccounts} cloud accounts: {LicensesConsumed} licenses consumed, {LicensesSaved} saved by sync")]
    public static partial void Reconciled(ILogger logger, int serverAccounts, int cloudAccounts, int licensesConsumed, int licensesSaved);
}
