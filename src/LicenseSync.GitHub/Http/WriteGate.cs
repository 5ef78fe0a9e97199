namespace LicenseSync.GitHub.Http;

/// <summary>Keeps a second between requests that change something, and sends one at a time (GitHub Docs, "Best practices for using the REST API"). Safe to share.</summary>
internal sealed class WriteGate(ApiConnection connection) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _one = new(1);
    private long? _last;

    public async Task<T> PassAsync<T>(Func<Task<T>> write, string name, Deadline deadline)
    {
        await _one.WaitAsync(deadline.Token).ConfigureAwait(false);
        try
        {
            if (_last is { } last && Pause - connection.Time.GetElapsedTime(last) is var left && left > TimeSpan.Zero)
            {
                await connection.WaitAsync(left, name, deadline).ConfigureAwait(false);
            }

            return await write().ConfigureAwait(false);
        }
        finally
        {
            _last = connection.Time.GetTimestamp();
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}
