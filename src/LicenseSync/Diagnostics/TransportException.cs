namespace LicenseSync.Diagnostics;

/// <summary>A remote side refused or failed. The message says who, what, and what to do next; never a token or personal data.</summary>
public sealed class TransportException : LicenseSyncException
{
    /// <summary>Says what happened.</summary>
    /// <param name="message">What happened and what to do next.</param>
    /// <param name="source">What was called, for example a URL without its query, or a command; null for nothing.</param>
    /// <param name="innerException">What caused it; null for nothing.</param>
    public TransportException(string message, string? source = null, Exception? innerException = null)
        : base(
            new()
            {
                Descriptor = DiagnosticDescriptors.RemoteFailure,
                Severity = DiagnosticDescriptors.RemoteFailure.Severity,
                Message = message,
                Position = new() { Source = source },
            },
            innerException)
    {
    }

    /// <summary>The HTTP status code, or the exit code of a command; null when there was none.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Whether the same call may succeed later.</summary>
    public bool IsTransient { get; init; }
}
