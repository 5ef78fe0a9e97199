using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LicenseSync.Diagnostics;
using LicenseSync.GitHub.Http;

namespace LicenseSync.GitHub.GraphQL;

/// <summary>Pages through a connection of GitHub's GraphQL API (GitHub Docs, "Rate limits and query limits for the GraphQL API"). Safe to share.</summary>
/// <remarks>A page is handed on only once it is known to be whole: an answer with errors has partial data.</remarks>
internal sealed class GraphQLClient(ApiConnection connection, Uri endpoint, int pageSize)
{
    /// <summary>The nodes of all pages, nulls left out; a node is valid until the next is asked for. Pages are made smaller where GitHub finds them too costly.</summary>
    public async IAsyncEnumerable<JsonElement> ReadAsync(GraphQLQuery query, Deadline deadline, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var cursors = new HashSet<string>(StringComparer.Ordinal);
        string? after = query.StartsAfter;
        long arrived = 0;
        int first = pageSize;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            (JsonDocument? page, first) = await FetchAsync(query, first, after, cursors, deadline).ConfigureAwait(false);
            if (page is null)
            {
                yield break;
            }

            using (page)
            {
                JsonElement found = Walk(page.RootElement.GetProperty("data"), query.Document.Path)!.Value;
                foreach (JsonElement node in Nodes(found))
                {
                    arrived++;
                    if (node.ValueKind == JsonValueKind.Object)
                    {
                        yield return node;
                    }
                }

                after = NextCursor(found);
                if (after is not null)
                {
                    cursors.Add(after);
                }
                else if (query.StartsAfter is null && Json.Property(found, "totalCount").AsInt64() is { } promised && promised > arrived)
                {
                    throw new TransportException(string.Create(CultureInfo.InvariantCulture, $"totalCount is {promised}, and {arrived} entries arrived: some are missing. Try again later."), Name(query)) { IsTransient = true };
                }
            }
        }
        while (after is not null);
    }

    /// <summary>The elements of a connection's <c>nodes</c>; nothing where there are none.</summary>
    public static IEnumerable<JsonElement> Nodes(JsonElement found) => Json.Property(found, "nodes") is { ValueKind: JsonValueKind.Array } nodes ? nodes.EnumerateArray() : [];

    /// <summary>The cursor behind which the next page begins; null after the last.</summary>
    public static string? NextCursor(JsonElement found) =>
        Json.Property(found, "pageInfo") is var info && Json.Property(info, "hasNextPage").AsBoolean() is true ? Json.Property(info, "endCursor").AsText() : null;

    private string Name(GraphQLQuery query) => $"{query.Document.Name}, POST {endpoint}";

    private async Task<(JsonDocument? Page, int First)> FetchAsync(GraphQLQuery query, int first, string? after, HashSet<string> cursors, Deadline deadline)
    {
        while (true)
        {
            int size = first;
            var request = new ApiRequest { Method = HttpMethod.Post, Uri = endpoint, Accept = "application/json", Needs = query.Needs, Content = () => query.Page(size, after) };
            try
            {
                return (await connection.SendAsync(request, (response, body, token) => ReadPageAsync(query, response, body, cursors, token), deadline).ConfigureAwait(false), first);
            }
            catch (AttemptFailedException e) when (e.IsTooLarge)
            {
                first = first > 1 ? first / 2 : throw e.Failure;
            }
            catch (TransportException e) when (e.StatusCode is 502 or 504 && first > 1)
            {
                first /= 2; // GitHub's time limit for one query: 10 s
            }
        }
    }

    private async Task<JsonDocument?> ReadPageAsync(GraphQLQuery query, HttpResponseMessage response, Stream body, HashSet<string> cursors, CancellationToken cancellationToken)
    {
        JsonDocument page = await Json.ReadAsync(body, Name(query), cancellationToken).ConfigureAwait(false);
        bool isWanted = false;
        try
        {
            if (GraphQLErrors.Find(page.RootElement, response, connection.Time.GetUtcNow(), query.Needs, Name(query)) is { } failed)
            {
                throw failed;
            }

            JsonElement data = Json.Property(page.RootElement, "data");
            if (Walk(data, query.Document.Path) is not { } found)
            {
                return query.IsOptional && Walk(data, query.Document.Path[..^2]) is not null ? null
                    : throw Failed($"GitHub gave no data, which is also what a token without permission is told. Check the names; the token needs {query.Needs}.");
            }

            if (NextCursor(found) is { } cursor && cursors.Contains(cursor))
            {
                throw Failed("GitHub gave the same page again. Try again later.", isTransient: true);
            }

            isWanted = true;
            return page;
        }
        finally
        {
            if (!isWanted)
            {
                page.Dispose();
            }
        }

        AttemptFailedException Failed(string message, bool isTransient = false) => new(new(message, Name(query)) { IsTransient = isTransient });
    }

    private static JsonElement? Walk(JsonElement element, string[] path)
    {
        foreach (string name in path)
        {
            element = Json.Property(element, name);
        }

        return element.ValueKind == JsonValueKind.Object ? element : null;
    }
}
