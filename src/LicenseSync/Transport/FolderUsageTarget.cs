using LicenseSync.IO;

namespace LicenseSync.Transport;

/// <summary>Delivers usage files into a folder, each under a name made of instance and delivery id: complete or absent, and twice the same is once. Safe to share, also between processes.</summary>
/// <remarks>Whoever takes a file away may do so as soon as it is there. The bytes are those of the source, gzip included; the extension says what they are: <c>.json</c> or <c>.csv</c>, with <c>.gz</c> after it.</remarks>
public sealed class FolderUsageTarget : IUsageFileTarget
{
    private const int MaxNameLength = 100;

    private readonly string _folder;

    /// <summary>Names the folder.</summary>
    /// <param name="folder">The folder; created where missing, when the first file is delivered.</param>
    /// <exception cref="ArgumentException"><paramref name="folder"/> is null or empty.</exception>
    public FolderUsageTarget(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        _folder = folder;
    }

    /// <summary>Writes the file, unless it is there.</summary>
    /// <param name="delivery">What to deliver.</param>
    /// <param name="cancellationToken">Ends the work; then the file is absent.</param>
    /// <returns>A task that ends when the file is in place.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="delivery"/> is null.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public async Task DeliverAsync(UsageDelivery delivery, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        Directory.CreateDirectory(_folder);
        string name = $"{SafeName(delivery.InstanceName)}-{SafeName(delivery.Id)}{await ExtensionAsync(delivery, cancellationToken).ConfigureAwait(false)}";
        var file = new FileInfo(Path.Combine(_folder, name));
        if (file.Exists && file.Length == delivery.Length)
        {
            return;
        }

        Stream content = await delivery.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            await AtomicFile.WriteAsync(file.FullName, (output, token) => content.CopyToAsync(output, token), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>A name that every file system takes; what tells names apart is the id behind it.</summary>
    private static string SafeName(string name)
    {
        string safe = string.Concat(name.Take(MaxNameLength).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '_'));
        return safe.StartsWith('.') ? $"_{safe[1..]}" : safe;
    }

    private static async Task<string> ExtensionAsync(UsageDelivery delivery, CancellationToken cancellationToken)
    {
        Stream content = await delivery.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (content.ConfigureAwait(false))
        {
            byte[] first = new byte[2];
            int count = await content.ReadAtLeastAsync(first, first.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            var whole = new PrefixStream(first.AsMemory(0, count), content, leaveOpen: true);
            InputFile input = await InputFile.OpenAsync(whole, leaveOpen: false, cancellationToken: cancellationToken).ConfigureAwait(false);
            await using (input.ConfigureAwait(false))
            {
                string extension = input.Kind == FileKind.ServerUserReport ? ".csv" : ".json";
                return first is [0x1F, 0x8B] ? $"{extension}.gz" : extension;
            }
        }
    }
}
