using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>SAML and SCIM identities (JSON), read one by one; never held as a whole. Not safe for concurrent use.</summary>
/// <remarks>
/// Two kinds, also mixed, one document after another, or in an array of pages (semantics A8): documents of <c>external_identities</c> (GraphQL's external identities, in snake or camel case),
/// and SCIM list responses (RFC 7644), whose <c>Resources</c> are read as <see cref="ExternalIdentity.IsScimUser"/>. Plain or gzip. What is not known is kept.
/// </remarks>
public sealed class IdentityFile : IAsyncDisposable
{
    private static readonly JsonShape Shape = new() { RecordLists = ["externalidentities", "resources"], ListName = "external_identities", AllowsPages = true };

    private readonly JsonScanner _scanner;
    private readonly IdentityRow _row;
    private bool _isScim;
    private bool _isRead;
    private bool _isDisposed;

    private IdentityFile(JsonScanner scanner, ReaderOptions options)
    {
        _scanner = scanner;
        _row = new(scanner, options.MaxEmailsPerAccount);
    }

    /// <summary>The number of the last identity in the file, from 1, those that were skipped included.</summary>
    internal long RecordNumber => _scanner.Records;

    /// <summary>Opens a stream.</summary>
    /// <param name="stream">The file, plain or gzip; read once, forwards, in any chunking.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="leaveOpen">Whether to leave <paramref name="stream"/> open; false by default.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The file, before its first identity; dispose it.</returns>
    /// <exception cref="ArgumentException">A value of <paramref name="options"/> is out of range, or <paramref name="stream"/> is null.</exception>
    /// <exception cref="InputFormatException">The gzip compression is damaged.</exception>
    public static async Task<IdentityFile> OpenAsync(
        Stream stream, ReaderOptions? options = null, bool leaveOpen = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ReaderOptions copy = (options ?? new()).CheckedCopy();
        return new(await JsonScanner.OpenAsync(stream, copy, Shape, leaveOpen, cancellationToken).ConfigureAwait(false), copy);
    }

    /// <summary>Opens a pipe. See <see cref="OpenAsync(Stream, ReaderOptions?, bool, CancellationToken)"/>.</summary>
    /// <param name="reader">The pipe; completed with the result.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The file, before its first identity; dispose it.</returns>
    /// <exception cref="ArgumentException">A value of <paramref name="options"/> is out of range, or <paramref name="reader"/> is null.</exception>
    /// <exception cref="InputFormatException">The gzip compression is damaged.</exception>
    public static Task<IdentityFile> OpenAsync(PipeReader reader, ReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return OpenAsync(reader.AsStream(), options, leaveOpen: false, cancellationToken);
    }

    /// <summary>Opens a file. See <see cref="OpenAsync(Stream, ReaderOptions?, bool, CancellationToken)"/>.</summary>
    /// <param name="path">The file's path, which is also the source name in positions unless <paramref name="options"/> has one.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The file, before its first identity; dispose it.</returns>
    /// <exception cref="ArgumentException">A value of <paramref name="options"/> is out of range, or <paramref name="path"/> is null or empty.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read, or is a directory.</exception>
    /// <exception cref="InputFormatException">The gzip compression is damaged.</exception>
    public static Task<IdentityFile> OpenAsync(string path, ReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReaderOptions copy = (options ?? new()).CheckedCopy(path);
        return OpenAsync(PlainInput.OpenFile(path), copy, leaveOpen: false, cancellationToken);
    }

    /// <summary>Reads the identities in the file's order.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The identities, read as they are asked for; can be enumerated once.</returns>
    /// <exception cref="InvalidOperationException">The identities have been asked for before.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    /// <exception cref="InputFormatException">While enumerating: the file is empty, malformed or truncated, has no list of identities, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">While enumerating: a limit of the options is passed.</exception>
    public IAsyncEnumerable<ExternalIdentity> ReadAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isRead)
        {
            throw new InvalidOperationException("The identities can be read once. Open the file again.");
        }

        _isRead = true;
        return Core(cancellationToken);

        async IAsyncEnumerable<ExternalIdentity> Core([EnumeratorCancellation] CancellationToken token)
        {
            JsonEvent found;
            do
            {
                ObjectDisposedException.ThrowIf(_isDisposed, this);
                found = await _scanner.ReadAsync(token).ConfigureAwait(false);
                if (found == JsonEvent.RecordsStart)
                {
                    _isScim = _scanner.Key is "resources";
                }
                else if (found == JsonEvent.Record && _row.Read(_isScim) is { } identity)
                {
                    yield return identity;
                }
            }
            while (found != JsonEvent.End);
        }
    }

    /// <summary>Closes the file.</summary>
    /// <returns>A task that ends when it is closed.</returns>
    public ValueTask DisposeAsync()
    {
        _isDisposed = true;
        return _scanner.DisposeAsync();
    }
}
