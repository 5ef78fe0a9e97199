using LicenseSync.Accounts;
using LicenseSync.Transport;

namespace LicenseSync.GitHub.Paging;

/// <summary>Identities that one call of a client brings.</summary>
internal sealed class IdentitySource(Func<CancellationToken, IAsyncEnumerable<ExternalIdentity>> read) : IIdentitySource
{
    public IAsyncEnumerable<ExternalIdentity> ReadAsync(CancellationToken cancellationToken = default) => read(cancellationToken);
}
