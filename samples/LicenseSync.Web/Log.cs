namespace LicenseSync.Web;

/// <summary>Every log message of the page; none carries personal data.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 401, Level = LogLevel.Information, Message = "Counted {ServerAccounts} server accounts and {CloudAccounts} cloud accounts in {Duration}: {LicensesConsumed} licenses consumed")]
    public static partial void Counted(ILogger logger, int serverAccounts, int cloudAccounts, int licensesConsumed, TimeSpan duration);

    [LoggerMessage(EventId = 402, Level = LogLevel.Error, Message = "Counting the licenses failed")]
    public static partial void CountFailed(ILogger logger, Exception exception);

    [LoggerMessage(EventId = 403, Level = LogLevel.Error, Message = "Delivering uploaded usage, or cleaning up, failed; it is tried again in {Wait}")]
    public static partial void DeliveryFailed(ILogger logger, Exception exception, TimeSpan wait);

    [LoggerMessage(EventId = 404, Level = LogLevel.Warning, Message = "The page listens on {Address} without encryption, and others can reach it. Put a proxy with TLS before it and set LicenseSync:PublicUrl")]
    public static partial void ListensUnencrypted(ILogger logger, string address);

    [LoggerMessage(EventId = 405, Level = LogLevel.Error, Message = "A sync that somebody asked for ended unexpectedly")]
    public static partial void SyncFailed(ILogger logger, Exception exception);
}
