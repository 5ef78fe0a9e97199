using LicenseSync.Web.Storage;

namespace LicenseSync.Web.Uploads;

/// <summary>Content as rows of a megabyte in the database, so that every replica sees the same files.</summary>
internal sealed class DatabaseContentStore(Database database) : IContentStore
{
    private const int ChunkSize = 1 << 20;

    public Task<Stream> CreateAsync(string id, CancellationToken cancellationToken) => Task.FromResult<Stream>(new ChunkWriter(database, id));

    public async Task<Stream> OpenAsync(string id, CancellationToken cancellationToken)
    {
        var reader = new ChunkReader(database, id);
        return await reader.FillAsync(cancellationToken) ? reader : throw new FileNotFoundException("The uploaded file is not there any more.");
    }

    public Task DeleteAsync(string id, CancellationToken cancellationToken) =>
        database.ExecuteAsync("DELETE FROM upload_chunks WHERE upload = @id", cancellationToken, ("id", id));

    private sealed class ChunkWriter(Database database, string id) : AsyncOnlyStream
    {
        private readonly byte[] _chunk = new byte[ChunkSize];
        private int _count;
        private long _number;

        public override bool CanWrite => true;

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            while (!buffer.IsEmpty)
            {
                int taken = Math.Min(buffer.Length, _chunk.Length - _count);
                buffer[..taken].CopyTo(_chunk.AsMemory(_count));
                _count += taken;
                buffer = buffer[taken..];
                if (_count == _chunk.Length)
                {
                    await FlushAsync(cancellationToken);
                }
            }
        }

        public override async Task FlushAsync(CancellationToken cancellationToken)
        {
            if (_count > 0)
            {
                await database.ExecuteAsync(
                    "INSERT INTO upload_chunks (upload, number, bytes) VALUES (@id, @number, @bytes)", cancellationToken, ("id", id), ("number", _number++), ("bytes", _chunk.AsSpan(0, _count).ToArray()));
                _count = 0;
            }
        }
    }

    private sealed class ChunkReader(Database database, string id) : AsyncOnlyStream
    {
        private ReadOnlyMemory<byte> _chunk;
        private long _number;

        public override bool CanRead => true;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_chunk.IsEmpty && !await FillAsync(cancellationToken))
            {
                return 0;
            }

            int count = Math.Min(buffer.Length, _chunk.Length);
            _chunk[..count].CopyTo(buffer);
            _chunk = _chunk[count..];
            return count;
        }

        public async Task<bool> FillAsync(CancellationToken cancellationToken)
        {
            List<byte[]> rows = await database.QueryAsync(
                "SELECT bytes FROM upload_chunks WHERE upload = @id AND number = @number", row => (byte[])row.GetValue(0), cancellationToken, ("id", id), ("number", _number));
            _chunk = rows.Count > 0 ? rows[0] : default;
            _number++;
            return rows.Count > 0;
        }
    }
}
