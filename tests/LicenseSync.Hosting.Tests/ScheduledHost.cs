using System.Collections.Concurrent;
using System.Text;
using LicenseSync.Sync;
using LicenseSync.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LicenseSync.Hosting.Tests;

/// <summary>A generic host with scheduled sync of one instance, on a clock that a test moves.</summary>
internal sealed class ScheduledHost : IDisposable
{
    private readonly IHost _host;

    public ScheduledHost(SteppedTime? time = null, ISyncStateStore? store = null, Action<ScheduledSyncOptions>? configure = null, Action<IServiceCollection>? services = null)
    {
        Time = time ?? new();
        Store = store ?? new InMemorySyncStateStore(Time);
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging(logging => logging.AddFilter(_ => true));
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton(Store);
        builder.Services.AddSingleton<IServerUsageSource>(new Source(this));
        builder.Services.AddSingleton<IUsageFileTarget>(new CallbackUsageTarget((delivery, _) =>
        {
            Delivered.Enqueue(delivery.Id);
            return Task.CompletedTask;
        }));
        builder.Services.AddScheduledLicenseSync(options =>
        {
            options.Jitter = TimeSpan.Zero;
            configure?.Invoke(options);
        });
        builder.Services.AddHealthChecks().AddLicenseSync();
        services?.Invoke(builder.Services);
        _host = builder.Build();
    }

    public SteppedTime Time { get; }

    public ISyncStateStore Store { get; }

    public ConcurrentQueue<string> Delivered { get; } = new();

    /// <summary>What the instance's usage is: its content, or what opening it throws.</summary>
    public Func<string> Usage { get; set; } = () => """{"instance":{"server_id":"main-id"},"users":[{"user_id":1,"emails":["ada@octo.example"]}]}""";

    public SyncRunner Runner => _host.Services.GetRequiredService<SyncRunner>();

    public Task StartAsync() => _host.StartAsync();

    public Task StopAsync() => _host.StopAsync();

    public async Task<HealthReportEntry> HealthAsync() => (await _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Entries["licensesync"];

    public async Task<IReadOnlyList<SyncRunRecord>> RunsAsync() => await Store.GetRunsAsync(100);

    public void Dispose() => _host.Dispose();

    private sealed class Source(ScheduledHost host) : IServerUsageSource
    {
        public string Name => "main";

        public Task<Stream> OpenAsync(CancellationToken cancellationToken = default) => Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(host.Usage())));
    }
}
