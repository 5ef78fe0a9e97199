namespace LicenseSync.IO;

/// <summary>An opened input whose kind is known from its content. Not safe for concurrent use.</summary>
public sealed class InputFile : IAsyncDisposable
{
    private const int PrefixSize = 64 << 10;

    private InputFile(Stream content, FileKind kind, bool looksLikeJson, string? sourceName)
    {
        Content = content;
        Kind = kind;
        LooksLikeJson = looksLikeJson;
        SourceName = sourceName;
    }

    /// <summary>What the content is, told from its first 64 KiB; <see cref="FileKind.Unknown"/> when they do not say.</summary>
    public FileKind Kind { get; }

    /// <summary>The name the input was opened by, usually a path; null when it has none.</summary>
    public string? SourceName { get; }

    /// <summary>Whether the text begins as JSON does, or is blank: of an input of no known kind, the JSON reader says best what is wrong.</summary>
    internal bool LooksLikeJson { get; }

    /// <summary>The plain (decompressed) bytes from the very start; readable once, not seekable. Closed with this object.</summary>
    public Stream Content { get; }

    /// <summary>Opens a file, plain or gzip, and looks at its first bytes.</summary>
    /// <param name="path">The file's path, which also becomes <see cref="SourceName"/>.</param>
    /// <param name="cancellationToken">Cancels the reading of the first bytes.</param>
    /// <returns>The opened input; dispose it.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="IOException">The file cannot be opened or read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read, or is a directory.</exception>
    /// <exception cref="Diagnostics.InputFormatException">The gzip compression is damaged in the first bytes.</exception>
    public static Task<InputFile> OpenAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return OpenFileAsync(path, path, cancellationToken);
    }

    /// <summary>Looks at the first bytes of a stream, plain or gzip.</summary>
    /// <param name="stream">The stream; it need not be seekable, and is read from where it stands.</param>
    /// <param name="sourceName">The name of the input in positions and messages; null when it has none.</param>
    /// <param name="leaveOpen">Whether to leave <paramref name="stream"/> open; false by default: it is closed with the result.</param>
    /// <param name="cancellationToken">Cancels the reading of the first bytes.</param>
    /// <returns>The opened input; dispose it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    /// <exception cref="Diagnostics.InputFormatException">The gzip compression is damaged in the first bytes.</exception>
    public static Task<InputFile> OpenAsync(Stream stream, string? sourceName = null, bool leaveOpen = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return DetectAsync(stream, sourceName, leaveOpen, cancellationToken);
    }

    /// <summary>Opens a file under a name of the caller's.</summary>
    internal static async Task<InputFile> OpenFileAsync(string path, string? sourceName, CancellationToken cancellationToken) =>
        await DetectAsync(PlainInput.OpenFile(path), sourceName, leaveOpen: false, cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Content.DisposeAsync();

    private static async Task<InputFile> DetectAsync(Stream stream, string? sourceName, bool leaveOpen, CancellationToken cancellationToken)
    {
        Stream plain = await PlainInput.OpenAsync(stream, sourceName, leaveOpen, cancellationToken).ConfigureAwait(false);
        try
        {
            byte[] prefix = new byte[PrefixSize];
            int count = await plain.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            FileKind kind = KindDetector.Detect(prefix.AsSpan(0, count));
            bool looksLikeJson = KindDetector.LooksLikeJson(prefix.AsSpan(0, count));
            return new(new PrefixStream(prefix.AsMemory(0, count), plain, leaveOpen: false), kind, looksLikeJson, sourceName);
        }
        catch
        {
            await plain.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
