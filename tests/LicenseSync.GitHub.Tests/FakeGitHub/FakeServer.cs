using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LicenseSync.GitHub.Tests.FakeGitHub;

/// <summary>A real HTTP server on loopback. What it answers is one function; before that, scripted faults have their turn.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly ConcurrentQueue<FakeRequest> _requests = new();
    private readonly Lock _faultsLock = new();
    private readonly List<Fault> _faults = [];

    private FakeServer(WebApplication application) => _application = application;

    public Uri Url => new(_application.Urls.First());

    public IReadOnlyList<FakeRequest> Requests => [.. _requests];

    /// <summary>Ends when an answer stalls.</summary>
    public TaskCompletionSource Stalled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<FakeServer> StartAsync(Func<FakeRequest, FakeAnswer> answer)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(System.Net.IPAddress.Loopback, 0));
        WebApplication application = builder.Build();
        var server = new FakeServer(application);
        application.Run(context => server.HandleAsync(context, answer));
        await application.StartAsync();
        return server;
    }

    /// <summary>Adds a fault: it changes the answer of the next requests that it fits, as often as told, one fault a request.</summary>
    public void Fail(Func<FakeRequest, bool> fits, Func<FakeAnswer, FakeAnswer> change, int times = 1)
    {
        lock (_faultsLock)
        {
            _faults.Add(new(fits, change, times));
        }
    }

    public void Fail(string path, Func<FakeAnswer, FakeAnswer> change, int times = 1) => Fail(request => request.Path.Contains(path, StringComparison.Ordinal), change, times);

    public async ValueTask DisposeAsync()
    {
        using var soon = new CancellationTokenSource(TimeSpan.Zero);
        await _application.StopAsync(soon.Token);
        await _application.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context, Func<FakeRequest, FakeAnswer> answer)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var request = new FakeRequest(
            context.Request.Method,
            context.Request.Path.Value!,
            context.Request.QueryString.Value ?? "",
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
        _requests.Enqueue(request);
        await SendAsync(context, Change(request)(answer(request)));
    }

    private Func<FakeAnswer, FakeAnswer> Change(FakeRequest request)
    {
        lock (_faultsLock)
        {
            Fault? fault = _faults.FirstOrDefault(fault => fault.Left > 0 && fault.Fits(request));
            if (fault is null)
            {
                return answer => answer;
            }

            fault.Left--;
            return fault.Change;
        }
    }

    private async Task SendAsync(HttpContext context, FakeAnswer answer)
    {
        if (answer is { BreaksAfter: 0, Stalls: false })
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        foreach ((string name, string value) in answer.Headers)
        {
            context.Response.Headers[name] = value;
        }

        if (answer.Status is not (204 or 304))
        {
            context.Response.ContentLength = answer.Body.Length;
            await context.Response.Body.WriteAsync(answer.Body.AsMemory(0, answer.BreaksAfter ?? answer.Body.Length));
            await context.Response.Body.FlushAsync();
        }

        if (answer.Stalls)
        {
            Stalled.TrySetResult();
            var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using CancellationTokenRegistration registration = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        }

        if (answer.BreaksAfter is not null)
        {
            context.Abort();
        }
    }

    private sealed class Fault(Func<FakeRequest, bool> fits, Func<FakeAnswer, FakeAnswer> change, int times)
    {
        public Func<FakeRequest, bool> Fits { get; } = fits;

        public Func<FakeAnswer, FakeAnswer> Change { get; } = change;

        public int Left { get; set; } = times;
    }
}
