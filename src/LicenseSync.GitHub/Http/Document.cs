using System.Net;
using LicenseSync.Diagnostics;

namespace LicenseSync.GitHub.Http;

/// <summary>A small answer without pages, kept with its tag: asked for again it costs no quota while it has not changed (GitHub Docs, "Best practices for using the REST API"). Safe to share.</summary>
internal sealed class Document(ApiConnection connection, ApiRequest request)
{
    private const int MaxBytes = 64 << 20;

    private Known? _known;

    /// <summary>Gets the answer.</summary>
    /// <param name="read">Reads it: what it throws as input error is the remote side's failure.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<T> GetAsync<T>(Func<byte[], CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using Deadline deadline = connection.StartCall(cancellationToken);
        Known? known = _known;
        return await connection.SendAsync(
            request with { KnownTag = known?.Tag },
            async (response, body, token) =>
            {
                bool isKnown = response.StatusCode == HttpStatusCode.NotModified;
                byte[] bytes = isKnown ? known!.Bytes : await ReadAsync(body, request.Name, token).ConfigureAwait(false);
                T result = await read(bytes, token).ConfigureAwait(false);
                _known = isKnown ? known : new(response.Headers.ETag?.ToString(), bytes);
                return result;
            },
            deadline).ConfigureAwait(false);
    }

    /// <summary>Reads a body that is a page or smaller.</summary>
    public static async Task<byte[]> ReadAsync(Stream body, string name, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        byte[] piece = new byte[16 << 10];
        int read;
        while ((read = await body.ReadAsync(piece, cancellationToken).ConfigureAwait(false)) > 0)
        {
            buffer.Write(piece, 0, read);
            if (buffer.Length > MaxBytes)
            {
                throw new TransportException("The answer is far larger than such an answer is. Check the address.", name);
            }
        }

        return buffer.ToArray();
    }

    private sealed record Known(string? Tag, byte[] Bytes);
}
