using LicenseSync.Diagnostics;

namespace LicenseSync.GitHub.Http;

/// <summary>One attempt failed after its answer had begun. Never leaves the package: the last one's <see cref="Failure"/> is thrown.</summary>
internal sealed class AttemptFailedException(TransportException failure) : Exception(failure.Message, failure)
{
    public TransportException Failure { get; } = failure;

    /// <summary>How long to wait; null for a second, doubled each time.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>Whether a smaller page might be answered.</summary>
    public bool IsTooLarge { get; init; }
}
