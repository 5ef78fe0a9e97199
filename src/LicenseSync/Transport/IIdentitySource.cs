using LicenseSync.Accounts;
using LicenseSync.Diagnostics;

namespace LicenseSync.Transport;

/// <summary>Where SAML and SCIM identities come from. Implementations are safe to share; each call starts anew.</summary>
public interface IIdentitySource
{
    /// <summary>Reads the identities, as they arrive.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The identities, read as they are asked for.</returns>
    /// <exception cref="IOException">While reading: they cannot be opened or read.</exception>
    /// <exception cref="TransportException">While reading: the remote side refused or failed.</exception>
    IAsyncEnumerable<ExternalIdentity> ReadAsync(CancellationToken cancellationToken = default);
}
