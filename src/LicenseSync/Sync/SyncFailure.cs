using LicenseSync.Diagnostics;

namespace LicenseSync.Sync;

/// <summary>What went wrong, as it is kept in the state and shown to people.</summary>
public sealed record SyncFailure
{
    private const int MaxMessageLength = 1_000;

    /// <summary>What there is to do about it.</summary>
    public required SyncFailureKind Kind { get; init; }

    /// <summary>The code of the finding, for example <c>LS1002</c>; null where there is none.</summary>
    public string? Code { get; init; }

    /// <summary>What happened, where, and what to do next; 1,000 characters at most. No address or token, unless a host's own source or target put it there.</summary>
    public required string Message { get; init; }

    /// <summary>Kind and message.</summary>
    /// <returns>For example <c>Remote: The command ended with exit code 255. …</c>.</returns>
    public override string ToString() => $"{Kind}: {Message}";

    internal static SyncFailure From(Exception exception) => exception switch
    {
        TransportException e => new() { Kind = SyncFailureKind.Remote, Code = e.Diagnostic.Code, Message = Cut(e.Message) },
        LicenseSyncException e => new() { Kind = SyncFailureKind.InvalidInput, Code = e.Diagnostic.Code, Message = Cut(e.Message) },
        IOException or UnauthorizedAccessException => new() { Kind = SyncFailureKind.InputOutput, Message = Cut(exception.Message) },
        OperationCanceledException or TimeoutException => new() { Kind = SyncFailureKind.Remote, Message = "It took too long. Try again later." },
        _ => new() { Kind = SyncFailureKind.Unexpected, Message = Cut($"{exception.GetType().Name}: {exception.Message}") },
    };

    private static string Cut(string message) => message.Length <= MaxMessageLength ? message : $"{message[..(MaxMessageLength - 1)]}…";
}
