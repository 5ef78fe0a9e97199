using System.Globalization;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using LicenseSync.Diagnostics;
using LicenseSync.GitHub.Http;
using LicenseSync.GitHub.Paging;

namespace LicenseSync.GitHub;

public sealed partial class GitHubEnterpriseCloudClient
{
    private string VisualStudioPath => $"/enterprises/{_enterprise}/visual-studio-subscriptions";

    /// <summary>Reads the Visual Studio subscriptions. Token: of an enterprise owner.</summary>
    /// <param name="unmatchedOnly">Whether to leave out those that are matched with an account; false by default.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The subscriptions as they arrive, each once.</returns>
    /// <exception cref="TransportException">While reading: GitHub refused or failed, or fewer arrived than <c>total_count</c> promises.</exception>
    /// <remarks>GitHub Docs, REST API, "List Visual Studio subscriptions".</remarks>
    public async IAsyncEnumerable<VisualStudioSubscription> ReadVisualStudioSubscriptionsAsync(bool unmatchedOnly = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (JsonElement row in StartSubscriptions(unmatchedOnly).ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return Subscriptions.Read(row);
        }
    }

    /// <summary>Writes the Visual Studio subscriptions as one JSON document, each once as GitHub wrote it. Token: of an enterprise owner.</summary>
    /// <param name="destination">Where to write; left open.</param>
    /// <param name="cancellationToken">Ends the work; what is written then is no whole document.</param>
    /// <returns>A task that ends when all is written.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> is null.</exception>
    /// <exception cref="TransportException">GitHub refused or failed, or fewer arrived than <c>total_count</c> promises.</exception>
    /// <remarks>GitHub Docs, REST API, "List Visual Studio subscriptions".</remarks>
    public async Task DownloadVisualStudioSubscriptionsAsync(Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        SubscriptionsCall call = StartSubscriptions(unmatchedOnly: false);
        long count = 0;
        await WriteAsync("{\"visual_studio_subscriptions\":[").ConfigureAwait(false);
        await foreach (JsonElement row in call.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            await WriteAsync((count++ == 0 ? "\n" : ",\n") + row.GetRawText()).ConfigureAwait(false);
        }

        await WriteAsync(string.Create(CultureInfo.InvariantCulture, $"],\"total_count\":{call.TotalCount ?? count}}}\n")).ConfigureAwait(false);

        ValueTask WriteAsync(string text) => destination.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
    }

    /// <summary>Matches a subscription with a user by hand. Token: of an enterprise owner. Sent again after what may pass: the result is the same.</summary>
    /// <param name="subscriptionId">The subscription's id.</param>
    /// <param name="userIdentifier">The user's login or verified email.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The subscription as it is then; null when GitHub does not say.</returns>
    /// <exception cref="ArgumentException">An argument is empty.</exception>
    /// <exception cref="TransportException">GitHub refused or failed: an automatic match cannot be changed.</exception>
    /// <remarks>GitHub Docs, REST API, "Match a Visual Studio subscription".</remarks>
    public Task<VisualStudioSubscription?> MatchVisualStudioSubscriptionAsync(string subscriptionId, string userIdentifier, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(userIdentifier);
        byte[] body = Encoding.UTF8.GetBytes($"{{\"user_identifier\":\"{JsonEncodedText.Encode(userIdentifier)}\"}}");
        return ChangeAsync(
            new()
            {
                Method = HttpMethod.Put,
                Uri = SubscriptionUri(subscriptionId),
                Needs = TokenNeeds.VisualStudio,
                Content = () => new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            },
            cancellationToken);
    }

    /// <summary>Takes back a match that was made by hand. Token: of an enterprise owner. Sent again only where GitHub did not carry it out.</summary>
    /// <param name="subscriptionId">The subscription's id.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>The subscription as it is then; null when GitHub does not say.</returns>
    /// <exception cref="ArgumentException"><paramref name="subscriptionId"/> is empty.</exception>
    /// <exception cref="TransportException">GitHub refused or failed: an automatic match cannot be changed.</exception>
    /// <remarks>GitHub Docs, REST API, "Unmatch a Visual Studio subscription".</remarks>
    public Task<VisualStudioSubscription?> UnmatchVisualStudioSubscriptionAsync(string subscriptionId, CancellationToken cancellationToken = default) =>
        ChangeAsync(new() { Method = HttpMethod.Delete, Uri = SubscriptionUri(subscriptionId), Needs = TokenNeeds.VisualStudio, IsRepeatable = false }, cancellationToken);

    private SubscriptionsCall StartSubscriptions(bool unmatchedOnly) => new(_connection, VisualStudioPath, unmatchedOnly, _options.PageSize, _findings, _logger);

    private Uri SubscriptionUri(string subscriptionId) => _connection.Settings.Under($"{VisualStudioPath}/{Segment.Of(subscriptionId, nameof(subscriptionId))}");

    private async Task<VisualStudioSubscription?> ChangeAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using Deadline deadline = _connection.StartCall(cancellationToken);
        return await _writes.PassAsync(() => _connection.SendAsync(request, ReadAsync, deadline), request.Name, deadline).ConfigureAwait(false);

        async Task<VisualStudioSubscription?> ReadAsync(HttpResponseMessage response, Stream body, CancellationToken token)
        {
            // The change is made: an answer that breaks off or says nothing is no reason to make it again.
            try
            {
                using JsonDocument row = await Json.ReadAsync(body, request.Name, token).ConfigureAwait(false);
                return row.RootElement.ValueKind == JsonValueKind.Object ? Subscriptions.Read(row.RootElement) : null;
            }
            catch (AttemptFailedException)
            {
                return null;
            }
        }
    }
}
