using System.Net;
using LicenseSync.Diagnostics;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace LicenseSync.GitHub.Http;

/// <summary>Sends requests and has their answers read, each as a whole: an answer that breaks off is asked for again from its start. Safe to share.</summary>
internal sealed class ApiConnection
{
    private readonly HttpClient _http;
    private readonly ResiliencePipeline _attempts;

    public ApiConnection(HttpClient http, ClientSettings settings, TimeProvider time)
    {
        (_http, Settings, Time) = (http, settings, time);
        _http.Timeout = Timeout.InfiniteTimeSpan; // attempts and calls have their own
        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (settings.MaxRetries > 0)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = settings.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromSeconds(1),
                MaxDelay = TimeSpan.FromSeconds(10),
                ShouldHandle = arguments => new(arguments.Outcome.Exception is AttemptFailedException { Failure.IsTransient: true, IsTooLarge: false }),
                DelayGenerator = arguments => new((arguments.Outcome.Exception as AttemptFailedException)?.Wait),
            });
        }

        _attempts = builder.Build();
    }

    public ClientSettings Settings { get; }

    public TimeProvider Time { get; }

    public Deadline StartCall(CancellationToken cancellationToken) => new(Settings.TotalTimeout, Time, cancellationToken);

    /// <summary>Sends a request and reads its answer.</summary>
    /// <param name="request">The request.</param>
    /// <param name="read">Reads the answer (2xx, or 304 where a tag is known) from its body, which is closed after it. What it throws as <see cref="AttemptFailedException"/>, and input that ends in the middle, is tried again.</param>
    /// <param name="deadline">The call's end.</param>
    /// <exception cref="TransportException">The remote side refused or failed.</exception>
    public async Task<T> SendAsync<T>(ApiRequest request, Func<HttpResponseMessage, Stream, CancellationToken, Task<T>> read, Deadline deadline)
    {
        try
        {
            return await _attempts.ExecuteAsync(async token => await AttemptAsync(request, read, deadline, token).ConfigureAwait(false), deadline.Token).ConfigureAwait(false);
        }
        catch (AttemptFailedException e) when (!e.IsTooLarge)
        {
            throw e.Failure;
        }
        catch (OperationCanceledException) when (deadline.IsOver)
        {
            throw deadline.Passed(request.Name);
        }
    }

    /// <summary>Sends a request whose answer outlives this call; the caller disposes it, and has its body from <see cref="BodyAsync"/>.</summary>
    public async Task<HttpResponseMessage> OpenAsync(ApiRequest request, Deadline deadline)
    {
        try
        {
            return await SendOnceAsync(request, deadline, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsOver)
        {
            throw deadline.Passed(request.Name);
        }
    }

    public async Task<Stream> BodyAsync(HttpResponseMessage response, ApiRequest request, CancellationToken cancellationToken) =>
        new WatchedStream(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), request.Name, Settings.AttemptTimeout, Time);

    /// <summary>Waits by the clock of the client.</summary>
    public async Task WaitAsync(TimeSpan wait, string name, Deadline deadline)
    {
        try
        {
            await Task.Delay(wait, Time, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsOver)
        {
            throw deadline.Passed(name);
        }
    }

    private async Task<T> AttemptAsync<T>(ApiRequest request, Func<HttpResponseMessage, Stream, CancellationToken, Task<T>> read, Deadline deadline, CancellationToken cancellationToken)
    {
        using HttpResponseMessage response = await SendOnceAsync(request, deadline, cancellationToken).ConfigureAwait(false);
        Stream body = await BodyAsync(response, request, cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            try
            {
                return await read(response, body, cancellationToken).ConfigureAwait(false);
            }
            catch (AttemptFailedException e) when (e.Wait > deadline.At - Time.GetUtcNow())
            {
                throw e.Failure; // a wait past the deadline helps nobody
            }
            catch (LicenseSyncException e) when (e is InputFormatException or InputLimitException)
            {
                DiagnosticDescriptor found = e.Diagnostic.Descriptor;
                bool isCutShort = found == DiagnosticDescriptors.Truncated || found == DiagnosticDescriptors.EmptyFile || found == DiagnosticDescriptors.MalformedGzip;
                throw new AttemptFailedException(isCutShort
                    ? new("The answer was cut short. Try again later.", request.Name, e) { IsTransient = true }
                    : new($"The answer is not what the API documents: {e.Diagnostic.Code} at {e.Position}. Check the address.", request.Name, e));
            }
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(ApiRequest request, Deadline deadline, CancellationToken cancellationToken)
    {
        HttpResponseMessage response;
        HttpRequestMessage message = request.ToMessage(deadline.At);
        try
        {
            response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e)
        {
            throw Failures.Unreachable(request, e);
        }
        catch (TimeoutRejectedException)
        {
            throw new TransportException("No answer came in time. Try again later.", request.Name) { IsTransient = true };
        }

        if (response.IsSuccessStatusCode || (response.StatusCode == HttpStatusCode.NotModified && request.KnownTag is not null))
        {
            return response;
        }

        using (response)
        {
            throw await Failures.FromAsync(response, request, Time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }
    }
}
