using System.Collections.Concurrent;
using LicenseSync.Diagnostics;
using LicenseSync.GitHub.Tests.FakeGitHub;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LicenseSync.GitHub.Tests;

/// <summary>A host with clients for a fake server, a clock on which waiting takes no time, and everything that is logged.</summary>
internal sealed class Host : IDisposable, ILoggerProvider
{
    public static readonly TimeSpan Attempt = TimeSpan.FromSeconds(100);
    public static readonly TimeSpan Total = TimeSpan.FromHours(24);

    private readonly ServiceProvider _services;

    public Host(Uri url, Action<GitHubEnterpriseCloudOptions>? cloud = null, Action<GitHubEnterpriseServerOptions>? server = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(this));
        services.AddGitHubEnterpriseCloud(options =>
        {
            options.ApiUrl = url;
            options.Enterprise = FakeEnterprise.Slug;
            options.Token = _ => ValueTask.FromResult(FakeEnterprise.Token + "\n");
            options.OnDiagnostic = Findings.Enqueue;
            cloud?.Invoke(options);
        });
        services.AddGitHubEnterpriseServer("main", options =>
        {
            options.Url = url;
            options.Enterprise = FakeEnterprise.Slug;
            options.UserName = "admin";
            options.Token = _ => ValueTask.FromResult(FakeEnterprise.Token);
            server?.Invoke(options);
        });
        _services = services.BuildServiceProvider();
    }

    public TestTime Time { get; } = new(Attempt, Total);

    public ConcurrentQueue<string> Logged { get; } = new();

    public ConcurrentQueue<Diagnostic> Findings { get; } = new();

    public GitHubEnterpriseCloudClient Cloud => _services.GetRequiredService<GitHubEnterpriseCloudClient>();

    public GitHubEnterpriseServerClient Server => _services.GetRequiredKeyedService<GitHubEnterpriseServerClient>("main");

    public ILogger CreateLogger(string categoryName) => new Logger(Logged);

    public void Dispose() => _services.Dispose();

    private sealed class Logger(ConcurrentQueue<string> logged) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            logged.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => logged.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
