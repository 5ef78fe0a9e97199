using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using LicenseSync.Diagnostics;
using LicenseSync.GitHub.Http;
using Microsoft.Extensions.Logging;

namespace LicenseSync.GitHub.Paging;

/// <summary>One reading of the Visual Studio subscriptions. The call documents no link header: pages are asked for by number, and links are followed where they come.</summary>
internal sealed class SubscriptionsCall(ApiConnection connection, string path, bool unmatchedOnly, int pageSize, Findings findings, ILogger logger)
{
    public long? TotalCount { get; private set; }

    private string Name => $"GET {connection.Settings.Under(path)}";

    /// <summary>The subscriptions as they came, each once. An element is valid until the next is asked for.</summary>
    public async IAsyncEnumerable<JsonElement> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using Deadline deadline = connection.StartCall(cancellationToken);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var walk = new PageWalk(PageUri, pageSize, connection.Settings, findings, Name);
        long arrived = 0;
        for (Uri? uri = PageUri(1); uri is not null;)
        {
            (JsonDocument page, Uri? next) = await FetchAsync(uri, deadline).ConfigureAwait(false);
            using (page)
            {
                if (Json.Property(page.RootElement, "total_count").AsInt64() is { } total)
                {
                    TotalCount = Math.Max(TotalCount ?? 0, total);
                }

                int rows = 0, fresh = 0;
                foreach (JsonElement row in Rows(page.RootElement).EnumerateArray())
                {
                    rows++;
                    if (row.ValueKind == JsonValueKind.Object && (Subscriptions.IdOf(row) is not { } id || seen.Add(id)))
                    {
                        fresh++;
                        yield return row;
                    }
                }

                arrived += fresh;
                uri = walk.After(next, rows, fresh, TotalCount is null ? null : TotalCount > arrived);
            }
        }

        if (TotalCount > arrived)
        {
            throw new TransportException(string.Create(CultureInfo.InvariantCulture, $"total_count is {TotalCount}, and {arrived} subscriptions arrived: some are missing. Try again later."), Name) { IsTransient = true };
        }

        Log.Read(logger, arrived, walk.Number - 1, Name);
    }

    private static JsonElement Rows(JsonElement page) =>
        Json.Property(page, "visual_studio_subscriptions") is { ValueKind: JsonValueKind.Array } rows ? rows : Json.Property(page, "visual_studio_subscription_assignments");

    private Uri PageUri(int number) =>
        connection.Settings.Under(string.Create(CultureInfo.InvariantCulture, $"{path}?{(unmatchedOnly ? "is_unmatched_only=true&" : "")}per_page={pageSize}&page={number}"));

    private Task<(JsonDocument Page, Uri? Next)> FetchAsync(Uri uri, Deadline deadline) => connection.SendAsync(
        new() { Uri = uri, Needs = TokenNeeds.VisualStudio },
        async (response, body, token) =>
        {
            JsonDocument page = await Json.ReadAsync(body, Name, token).ConfigureAwait(false);
            if (Rows(page.RootElement).ValueKind == JsonValueKind.Array)
            {
                return (page, NextLink.Of(response));
            }

            page.Dispose();
            throw new TransportException("The answer has no list of subscriptions. Check the address.", Name);
        },
        deadline);
}
