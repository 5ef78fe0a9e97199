using System.Globalization;
using System.Text;

namespace LicenseSync.GitHub.Paging;

/// <summary>Keeps rows on the disk until the totals and everything that came twice are known, and writes them as one document then. On Unix the file has no name: a killed process leaves nothing behind.</summary>
internal sealed class RowSpool : IAsyncDisposable
{
    private static readonly byte[] Separator = [(byte)',', (byte)'\n'];

    private readonly FileStream _file;
    private readonly Dictionary<UInt128, (long Offset, int Length)> _places = [];
    private readonly SortedDictionary<long, (int Length, byte[] Row)> _merged = [];

    public RowSpool()
    {
        string path = Path.Combine(Path.GetTempPath(), $".licensesync-{Guid.NewGuid():N}.tmp");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            BufferSize = 1 << 16,
        };
        if (OperatingSystem.IsWindows())
        {
            _file = new(path, options);
            return;
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        options.Options = FileOptions.Asynchronous;
        _file = new(path, options);
        File.Delete(path);
    }

    /// <summary>Adds a row, or merges it with the one of the same key (semantics A5).</summary>
    public async Task AddAsync(LicenseRow row, CancellationToken cancellationToken)
    {
        if (!row.IsAnonymous && _places.TryGetValue(row.Key, out (long Offset, int Length) place))
        {
            byte[] first = _merged.TryGetValue(place.Offset, out (int Length, byte[] Row) earlier) ? earlier.Row : await ReadAsync(place.Offset, place.Length, cancellationToken).ConfigureAwait(false);
            _merged[place.Offset] = (place.Length, JsonMerge.Merge(first, row.Raw));
            return;
        }

        if (!row.IsAnonymous)
        {
            _places.Add(row.Key, (_file.Position, row.Raw.Length));
        }

        await _file.WriteAsync(row.Raw, cancellationToken).ConfigureAwait(false);
        await _file.WriteAsync(Separator, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes the document.</summary>
    public async Task WriteAsync(Stream destination, long? totalSeatsConsumed, long? totalSeatsPurchased, CancellationToken cancellationToken)
    {
        long end = Math.Max(0, _file.Position - Separator.Length);
        await WriteAsync($"{{\"total_seats_consumed\":{Text(totalSeatsConsumed)},\"total_seats_purchased\":{Text(totalSeatsPurchased)},\"users\":[{(end > 0 ? "\n" : "")}").ConfigureAwait(false);
        _file.Position = 0;
        foreach ((long offset, (int length, byte[] row)) in _merged)
        {
            await CopyAsync(destination, offset - _file.Position, cancellationToken).ConfigureAwait(false);
            await destination.WriteAsync(row, cancellationToken).ConfigureAwait(false);
            _file.Position += length;
        }

        await CopyAsync(destination, end - _file.Position, cancellationToken).ConfigureAwait(false);
        await WriteAsync("]}\n").ConfigureAwait(false);

        ValueTask WriteAsync(string text) => destination.WriteAsync(Encoding.ASCII.GetBytes(text), cancellationToken);
        static string Text(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "null";
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    private async Task<byte[]> ReadAsync(long offset, int length, CancellationToken cancellationToken)
    {
        long end = _file.Position;
        byte[] row = new byte[length];
        _file.Position = offset;
        await _file.ReadExactlyAsync(row, cancellationToken).ConfigureAwait(false);
        _file.Position = end;
        return row;
    }

    private async Task CopyAsync(Stream destination, long count, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[1 << 16];
        while (count > 0)
        {
            int read = await _file.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, count)), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw new EndOfStreamException("The temporary file was cut.");
            }

            await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            count -= read;
        }
    }
}
