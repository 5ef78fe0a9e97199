using System.IO.Pipelines;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.UsageFiles;

/// <summary>A usage export of one GitHub Enterprise Server instance, read as a stream: the header first, then the accounts one by one. Never holds the file. Not safe for concurrent use.</summary>
/// <remarks>
/// <para>GitHub Docs, "License reports reference" and "Command-line utilities", document the header; the shape of one account is not documented, so the names it may have are wide (aliases, any letter
/// case, <c>_</c>, <c>-</c> and spaces do not matter). Plain or gzip, with or without a byte-order mark, <c>instance</c> an object or its properties at the root, before or after <c>users</c>.</para>
/// <para>What breaks the format is reported to <see cref="ReaderOptions.OnDiagnostic"/> and left out, or refused when reading is strict. A malformed or truncated document, a limit that is passed, and a
/// missing <c>users</c> throw in both modes: no account after that point is returned, and those before must not be taken for the whole.</para>
/// </remarks>
public sealed partial class UsageFile : IAsyncDisposable
{
    private static readonly JsonShape Shape = new() { RecordLists = ["users"], AllowsText = true, NewLayout = () => new AccountLayout() };

    private readonly JsonScanner _scanner;
    private readonly ReaderOptions _options;
    private readonly DiagnosticReporter _reporter;
    private readonly InstanceReader _instance;
    private readonly AccountReader _accounts;
    private bool _isTaken;
    private bool _isComplete;
    private bool _isDisposed;

    private UsageFile(JsonScanner scanner, ReaderOptions options)
    {
        _scanner = scanner;
        _options = options;
        _reporter = new(options);
        _instance = new(scanner);
        _accounts = new(scanner, options.MaxEmailsPerAccount);
    }

    /// <summary>What the file says of its instance: null while nothing of it has been read, as where <c>users</c> stands first; final once the last account has been read or <see cref="ReadToEndAsync"/> is done.</summary>
    public ServerInstance? Instance { get; private set; }

    /// <summary>Whether the users are one encrypted text (semantics A3). Known as soon as the file is open.</summary>
    public bool IsEncrypted { get; private set; }

    /// <summary>The number of the last account in the file, from 1, those that were skipped included.</summary>
    internal long RecordNumber => _scanner.Records;

    /// <summary>About how many accounts there are, as far as the file has been read; 0 where that cannot be told.</summary>
    internal long ExpectedRecords => _scanner.ExpectedRecords;

    /// <summary>Where the users begin.</summary>
    internal SourcePosition UsersPosition { get; private set; }

    /// <summary>Opens a stream and reads up to the users.</summary>
    /// <param name="stream">The file, plain or gzip; read once, forwards, in any chunking.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="leaveOpen">Whether to leave <paramref name="stream"/> open; false by default: it is closed with the result, and when this throws.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The opened file; dispose it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="ArgumentException">A value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="InputFormatException">The file is empty, malformed or truncated, has no users, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">A limit of <paramref name="options"/> is passed.</exception>
    public static Task<UsageFile> OpenAsync(Stream stream, ReaderOptions? options = null, bool leaveOpen = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return StartAsync(stream, (options ?? new()).CheckedCopy(), leaveOpen, cancellationToken);
    }

    /// <summary>Opens a pipe and reads up to the users. See <see cref="OpenAsync(Stream, ReaderOptions?, bool, CancellationToken)"/>.</summary>
    /// <param name="reader">The pipe; completed with the result, and when this throws.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The opened file; dispose it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="reader"/> is null.</exception>
    /// <exception cref="ArgumentException">A value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="InputFormatException">The file is empty, malformed or truncated, has no users, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">A limit of <paramref name="options"/> is passed.</exception>
    public static Task<UsageFile> OpenAsync(PipeReader reader, ReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return OpenAsync(reader.AsStream(), options, leaveOpen: false, cancellationToken);
    }

    /// <summary>Opens a file and reads up to the users. See <see cref="OpenAsync(Stream, ReaderOptions?, bool, CancellationToken)"/>.</summary>
    /// <param name="path">The file's path, which is also the source name in positions unless <paramref name="options"/> has one.</param>
    /// <param name="options">How to read; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The opened file; dispose it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty, or a value of <paramref name="options"/> is out of range.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read, or is a directory.</exception>
    /// <exception cref="InputFormatException">The file is empty, malformed or truncated, has no users, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">A limit of <paramref name="options"/> is passed.</exception>
    public static Task<UsageFile> OpenAsync(string path, ReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReaderOptions copy = (options ?? new()).CheckedCopy(path);
        return StartFileAsync();

        async Task<UsageFile> StartFileAsync() => await StartAsync(PlainInput.OpenFile(path), copy, leaveOpen: false, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Copies the encrypted users as they are, base64 text, without decoding them and without holding them.</summary>
    /// <param name="destination">Where to write the text, UTF-8; left open.</param>
    /// <param name="cancellationToken">Cancels the copying.</param>
    /// <returns>How many bytes were written.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The users are not encrypted, or were asked for already.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    /// <exception cref="InputFormatException">The file is malformed or truncated, or strict reading refuses it.</exception>
    public async Task<long> CopyEncryptedUsersAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        if (!IsEncrypted)
        {
            throw new InvalidOperationException("The users are not encrypted: read the accounts.");
        }

        TakeUsers();
        return await CopyTextAsync(destination, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads and checks what is left of the file, accounts included, without returning it; afterwards <see cref="Instance"/> is final. Does nothing at the end.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>A task that ends at the end of the file.</returns>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    /// <exception cref="InputFormatException">The file is malformed or truncated, or strict reading refuses it.</exception>
    /// <exception cref="InputLimitException">A limit is passed.</exception>
    public async Task ReadToEndAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _isTaken = true;
        if (IsEncrypted)
        {
            await CopyTextAsync(Stream.Null, cancellationToken).ConfigureAwait(false);
        }

        await ReadSectionsCoreAsync<object?>(() => null, (_, _) => { }, (_, _) => { }, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _isDisposed = true;
        return _scanner.DisposeAsync();
    }

    private static async Task<UsageFile> StartAsync(Stream stream, ReaderOptions options, bool leaveOpen, CancellationToken cancellationToken)
    {
        JsonScanner scanner = await JsonScanner.OpenAsync(stream, options, Shape, leaveOpen, cancellationToken).ConfigureAwait(false);
        try
        {
            var file = new UsageFile(scanner, options);
            await file.ReadHeaderAsync(cancellationToken).ConfigureAwait(false);
            return file;
        }
        catch
        {
            await scanner.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task ReadHeaderAsync(CancellationToken cancellationToken)
    {
        // The scanner refuses a document without users, so one of the two events comes.
        while (true)
        {
            JsonEvent found = await _scanner.ReadAsync(cancellationToken).ConfigureAwait(false);
            if (found == JsonEvent.Property)
            {
                _instance.ReadProperty();
            }
            else if (found is JsonEvent.RecordsStart or JsonEvent.TextStart)
            {
                IsEncrypted = found == JsonEvent.TextStart;
                Instance = _instance.HasAny ? _instance.ToInstance() : null;
                UsersPosition = _scanner.PositionOf(0);
                return;
            }
        }
    }

    private void TakeUsers()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_isTaken)
        {
            throw new InvalidOperationException("The users of a usage file can be read once. Open the file again.");
        }

        _isTaken = true;
    }

    private async Task<long> CopyTextAsync(Stream destination, CancellationToken cancellationToken)
    {
        var text = new EncryptedText(_scanner);
        long written = 0;
        while (!_isComplete)
        {
            switch (await _scanner.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                case JsonEvent.TextChunk:
                    ReadOnlyMemory<byte> piece = text.Unescape();
                    await destination.WriteAsync(piece, cancellationToken).ConfigureAwait(false);
                    written += piece.Length;
                    break;
                case JsonEvent.Property:
                    _instance.ReadProperty();
                    break;
                case JsonEvent.End:
                    Instance = _instance.ToInstance();
                    _isComplete = true;
                    break;
            }
        }

        return written;
    }
}
