using System.Runtime.CompilerServices;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.LicenseReports;

namespace LicenseSync.Transport;

/// <summary>SAML and SCIM identities in a file: SCIM list responses or a document of <c>external_identities</c>, plain or gzip. Safe to share.</summary>
public sealed class FileIdentitySource : IIdentitySource
{
    private readonly string _path;
    private readonly ReaderOptions _options;

    /// <summary>Names the file.</summary>
    /// <param name="path">The file; it need not exist yet.</param>
    /// <param name="options">How to read; null for the defaults. Copied.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null or empty, or a value of <paramref name="options"/> is out of range.</exception>
    public FileIdentitySource(string path, ReaderOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        _path = path;
        _options = (options ?? new()).CheckedCopy(path);
    }

    /// <summary>Reads the file.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The identities in the file's order, read as they are asked for.</returns>
    /// <exception cref="IOException">While reading: the file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">While reading: the file must not be read, or is a directory.</exception>
    /// <exception cref="InputFormatException">While reading: the file is malformed or truncated, has no list of identities, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">While reading: a limit of the options is passed.</exception>
    public async IAsyncEnumerable<ExternalIdentity> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IdentityFile file = await IdentityFile.OpenAsync(_path, _options, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            await foreach (ExternalIdentity identity in file.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return identity;
            }
        }
    }
}
