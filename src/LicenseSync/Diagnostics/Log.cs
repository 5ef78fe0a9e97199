using LicenseSync.IO;
using LicenseSync.Sync;
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

    [LoggerMessage(EventId = 201, Level = LogLevel.Information, Message = "Sync {Run} started ({Trigger}): {Instances} instances")]
    public static partial void SyncStarted(ILogger logger, Guid run, SyncTrigger trigger, int instances);

    [LoggerMessage(EventId = 202, Level = LogLevel.Information, Message = "Sync {Run} ended: {Outcome}; {Delivered} delivered, {Unchanged} unchanged, {Failed} failed")]
    public static partial void SyncEnded(ILogger logger, Guid run, SyncOutcome? outcome, int delivered, int unchanged, int failed);

    [LoggerMessage(EventId = 203, Level = LogLevel.Information, Message = "Another sync is under way; nothing is done")]
    public static partial void SyncBusy(ILogger logger);

    [LoggerMessage(EventId = 204, Level = LogLevel.Warning, Message = "Sync {Run} lost its lease and stopped; the next run goes on from there")]
    public static partial void SyncInterrupted(ILogger logger, Guid run);

    [LoggerMessage(EventId = 205, Level = LogLevel.Information, Message = "Instance {Instance}: {Outcome}, {Accounts} accounts, encrypted: {IsEncrypted}")]
    public static partial void InstanceSynced(ILogger logger, string instance, InstanceSyncOutcome outcome, long? accounts, bool isEncrypted);

    [LoggerMessage(EventId = 206, Level = LogLevel.Error, Message = "Instance {Instance} failed ({Kind}, {Code}): {Failure}")]
    public static partial void InstanceFailed(ILogger logger, string instance, SyncFailureKind kind, string? code, string failure);

    [LoggerMessage(EventId = 207, Level = LogLevel.Error, Message = "The reconciliation failed ({Kind}, {Code}): {Failure}")]
    public static partial void ReconciliationFailed(ILogger logger, SyncFailureKind kind, string? code, string failure);
}
