using System.Net;
using LicenseSync.Diagnostics;
using LicenseSync.GitHub.Http;
using LicenseSync.Transport;

namespace LicenseSync.GitHub.Delivery;

/// <summary>Sends usage files to a URL with PUT or POST, as they are read. Safe to share.</summary>
/// <remarks>Each request has <c>Idempotency-Key: DELIVERY-ID</c>: a receiver that has taken this id already answers 2xx and changes nothing. GitHub has no public API that takes usage files; the URL is the host's own.</remarks>
public sealed class HttpUsageFileTarget : IUsageFileTarget
{
    private readonly HttpUsageFileTargetOptions _options;
    private readonly ApiConnection _connection;

    internal HttpUsageFileTarget(HttpClient http, HttpUsageFileTargetOptions options, TimeProvider time) =>
        (_options, _connection) = (options, new(http, options.ToSettings(), time));

    /// <summary>Sends a file; sent again after a failure that may pass.</summary>
    /// <param name="delivery">What to send.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <returns>A task that ends when the receiver has answered 2xx.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="delivery"/> is null.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="TransportException">The receiver refused or failed.</exception>
    public async Task DeliverAsync(UsageDelivery delivery, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        using Deadline deadline = _connection.StartCall(cancellationToken);
        var request = new ApiRequest
        {
            Method = _options.UsesPost ? HttpMethod.Post : HttpMethod.Put,
            Uri = _options.AddressOf(delivery.Id, delivery.InstanceName),
            Accept = "*/*",
            Needs = "what the receiver asks for",
            Header = ("Idempotency-Key", delivery.Id),
            Content = () => new DeliveryContent(delivery),
        };
        using HttpResponseMessage response = await _connection.OpenAsync(request, deadline).ConfigureAwait(false);
    }

    private sealed class DeliveryContent : HttpContent
    {
        private readonly UsageDelivery _delivery;

        public DeliveryContent(UsageDelivery delivery)
        {
            _delivery = delivery;
            Headers.ContentType = new("application/octet-stream");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        {
            Stream content = await _delivery.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (content.ConfigureAwait(false))
            {
                await content.CopyToAsync(stream, cancellationToken).ConfigureAwait(false);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _delivery.Length;
            return true;
        }
    }
}
