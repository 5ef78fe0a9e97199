using LicenseSync.Diagnostics;

namespace LicenseSync.Transport;

/// <summary>Where the enterprise's license data comes from. Implementations are safe to share; each call starts anew.</summary>
public interface IConsumedLicensesSource
{
    /// <summary>Reads the license data page by page, as it arrives.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The pages in their order (semantics A8), read as they are asked for.</returns>
    /// <exception cref="IOException">While reading: it cannot be opened or read.</exception>
    /// <exception cref="TransportException">While reading: the remote side refused or failed, or brought less than it promised.</exception>
    IAsyncEnumerable<ConsumedLicensesPage> ReadPagesAsync(CancellationToken cancellationToken = default);
}
