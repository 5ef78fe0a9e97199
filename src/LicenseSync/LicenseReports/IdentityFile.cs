using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.LicenseReports;

/// <summary>External identities: entries of an <c>external_identities</c> document, and users of SCIM list responses, read one by one. Not safe for concurrent use.</summary>
/// <remarks>
/// <para>Several documents one after another or an array of pages, of either kind or both, plain or gzip (semantics A7, A8). GitHub Docs, "REST API endpoints for SCIM", and the GraphQL schema
/// (<c>ExternalIdentity</c>). Names may be in snake case or GraphQL's camel case, <c>user{login}</c> stands for <c>github_com_login</c>, lists may be null and hold nulls. Users of a SCIM list
/// response are marked <see cref="ExternalIdentity.IsScimUser"/>; a <c>github_com_login</c> in one is honoured, and an entry with <c>"scim_user":true</c>, as <see cref="IdentityWriter"/> writes
/// it, is such a user again.</para>
/// <para>What is unknown or cannot be used is kept as additional property of its object. A malformed or truncated document, a limit that is passed, and a document with neither list throw
/// in both modes: the identities before must not be taken for the whole.</para>
/// </remarks>
public sealed class IdentityFile : IAsyncDisposable
{
    private static readonly JsonShape Shape = new() { RecordLists = ["externalidentities", "resources"], AllowsPages = true };

    private readonly JsonScanner _scanner;
    private readonly IdentityReader _reader;
    private bool _isScim;
    private bool _isTaken;
    private bool _isComplete;
    private bool _isDisposed;

    private IdentityFile(JsonScanner scanner, ReaderOptions options)
    {
        _scanner = scanner;
        _reader = new(scanner, options.MaxEmailsPerAccount);
    }

    /// <summary>Where the identity stands that was given last.</summary>
    internal SourcePosition Position => _scanner.PositionOf(0);

    /// <summary>Opens a stream and reads up to the first list.</summary>
    /// <param name="stream">The content, plain or gzip; read once, forwards, in any chunking.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="leaveOpen">Whether to leave <paramref name="stream"/> open; false by default: it is closed with the result, and when this throws.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The opened file; dispose it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">A value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="InputFormatException">The content is empty, malformed or truncated, has no list of identities, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">A limit of <paramref name="options"/> is passed.</exception>
    public static Task<IdentityFile> OpenAsync(Stream stream, ReaderOptions? options = null, bool leaveOpen = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return StartAsync(stream, (options ?? new()).CheckedCopy(), leaveOpen, cancellationToken);
    }

    /// <summary>Opens a pipe and reads up to the first list. See <see cref="OpenAsync(Stream, ReaderOptions?, bool, CancellationToken)"/>.</summary>
    /// <param name="reader">The pipe; completed with the result, and when this throws.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The opened file; dispose it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="reader"/> is null.</exception>
    /// <exception cref="ArgumentException">A value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="InputFormatException">The content is empty, malformed or truncated, has no list of identities, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">A limit of <paramref name="options"/> is passed.</exception>
    public static Task<IdentityFile> OpenAsync(PipeReader reader, ReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return OpenAsync(reader.AsStream(), options, leaveOpen: false, cancellationToken);
    }

    /// <summary>Opens a file and reads up to the first list. See <see cref="OpenAsync(Stream, ReaderOptions?, bool, CancellationToken)"/>.</summary>
    /// <param name="path">The file's path, which is also the source name in positions unless <paramref name="options"/> has one.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The opened file; dispose it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, or a value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read, or is a directory.</exception>
    /// <exception cref="InputFormatException">The content is empty, malformed or truncated, has no list of identities, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">A limit of <paramref name="options"/> is passed.</exception>
    public static Task<IdentityFile> OpenAsync(string path, ReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReaderOptions copy = (options ?? new()).CheckedCopy(path);
        return StartAsync(PlainInput.OpenFile(path), copy, leaveOpen: false, cancellationToken);
    }

    /// <summary>The identities of all documents in the file's order, read as they are asked for; can be asked for once.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The identities.</returns>
    /// <exception cref="InvalidOperationException">The identities were asked for already; thrown by this call.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    /// <exception cref="InputFormatException">While reading: the content is malformed or truncated, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">While reading: a limit is passed.</exception>
    public IAsyncEnumerable<ExternalIdentity> ReadAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isTaken)
        {
            throw new InvalidOperationException("The identities can be read once. Open the file again.");
        }

        _isTaken = true;
        return CoreAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _isDisposed = true;
        return _scanner.DisposeAsync();
    }

    private static async Task<IdentityFile> StartAsync(Stream stream, ReaderOptions options, bool leaveOpen, CancellationToken cancellationToken)
    {
        JsonScanner scanner = await JsonScanner.OpenAsync(stream, options, Shape, leaveOpen, cancellationToken).ConfigureAwait(false);
        try
        {
            var file = new IdentityFile(scanner, options);
            await file.ReadToListAsync(cancellationToken).ConfigureAwait(false);
            return file;
        }
        catch
        {
            await scanner.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task ReadToListAsync(CancellationToken cancellationToken)
    {
        // The scanner refuses a document without a list, so one comes.
        while (await _scanner.ReadAsync(cancellationToken).ConfigureAwait(false) != JsonEvent.RecordsStart)
        {
        }

        NoteKind();
    }

    private void NoteKind() => _isScim = _scanner.Key is "resources";

    private async IAsyncEnumerable<ExternalIdentity> CoreAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (!_isComplete)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            switch (await _scanner.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                case JsonEvent.RecordsStart:
                    NoteKind();
                    break;
                case JsonEvent.Record when _reader.Read(_isScim) is { } identity:
                    yield return identity;
                    break;
                case JsonEvent.End:
                    _isComplete = true;
                    break;
            }
        }
    }
}
