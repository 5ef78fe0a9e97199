using LicenseSync.Diagnostics;

namespace LicenseSync.Transport;

/// <summary>Where a usage file is delivered. No public API of GitHub takes one, so this is what a host plugs in. Implementations are safe to share.</summary>
public interface IUsageFileTarget
{
    /// <summary>Delivers a file. To deliver one <see cref="UsageDelivery.Id"/> again must change nothing: after a crash nobody knows whether the first time arrived.</summary>
    /// <param name="delivery">What to deliver.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task that ends when the file has arrived.</returns>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="TransportException">The remote side refused or failed.</exception>
    Task DeliverAsync(UsageDelivery delivery, CancellationToken cancellationToken = default);
}
