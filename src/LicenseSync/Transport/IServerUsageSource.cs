using LicenseSync.Diagnostics;

namespace LicenseSync.Transport;

/// <summary>Where the usage of one GHES instance comes from. Implementations are safe to share; each call starts anew.</summary>
public interface IServerUsageSource
{
    /// <summary>Names the instance in status, messages and configuration; does not change.</summary>
    string Name { get; }

    /// <summary>Opens the usage: a GHES usage export, or a user report (CSV), as its readers take it.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The content from its first byte; read once, forwards, as it arrives. The caller disposes it. Reading it may throw what this throws.</returns>
    /// <exception cref="IOException">It cannot be opened or read.</exception>
    /// <exception cref="TransportException">The remote side refused or failed.</exception>
    Task<Stream> OpenAsync(CancellationToken cancellationToken = default);
}
