using LicenseSync.Diagnostics;
using LicenseSync.Sync;
using LicenseSync.Transport;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace LicenseSync.Hosting.Tests;

public sealed class ScheduledSyncTests
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task Host_Started_SyncsAtOnceAndThenEveryWeek()
    {
        using var host = new ScheduledHost();
        DateTimeOffset enabled = host.Time.GetUtcNow();
        await host.StartAsync();

        TimeSpan wait = await host.Time.NextWaitAsync();
        wait = await host.Time.AdvanceToAsync(wait, enabled + Week);
        await host.Time.AdvanceToAsync(wait, enabled + (2 * Week));
        await host.StopAsync();

        Assert.Equal([enabled + (2 * Week), enabled + Week, enabled], (await host.RunsAsync()).Select(run => run.StartedAt));
        Assert.All(await host.RunsAsync(), run => Assert.Equal((SyncTrigger.Schedule, SyncOutcome.Succeeded), (run.Trigger, run.Outcome!.Value)));
        Assert.Single(host.Delivered); // the rest was unchanged
    }

    [Fact]
    public async Task Host_DownForWeeks_MakesUpOnce()
    {
        var time = new SteppedTime();
        var store = new InMemorySyncStateStore(time);
        DateTimeOffset enabled = time.GetUtcNow();
        using (var first = new ScheduledHost(time, store))
        {
            await first.StartAsync();
            await time.NextWaitAsync();
            await first.StopAsync();
        }

        time.Advance((5 * Week) + Hour);
        using var host = new ScheduledHost(time, store);
        await host.StartAsync();
        TimeSpan wait = await time.NextWaitAsync();
        Assert.Equal(2, (await host.RunsAsync()).Count);

        await time.AdvanceToAsync(wait, enabled + (6 * Week));
        await host.StopAsync();

        Assert.Equal([enabled + (6 * Week), enabled + (5 * Week) + Hour, enabled], (await host.RunsAsync()).Select(run => run.StartedAt));
    }

    [Fact]
    public async Task Host_SyncNow_RunsAtOnceAndLeavesTheScheduleAsItIs()
    {
        using var host = new ScheduledHost();
        DateTimeOffset enabled = host.Time.GetUtcNow();
        await host.StartAsync();
        TimeSpan wait = await host.Time.NextWaitAsync();
        wait = await host.Time.AdvanceToAsync(wait, enabled + (2 * Hour));

        Assert.Equal(SyncOutcome.Succeeded, (await host.Runner.RunAsync()).Outcome);
        await host.Time.AdvanceToAsync(wait, enabled + Week);
        await host.StopAsync();

        Assert.Equal(
            [(enabled + Week, SyncTrigger.Schedule), (enabled + (2 * Hour), SyncTrigger.Manual), (enabled, SyncTrigger.Schedule)],
            (await host.RunsAsync()).Select(run => (run.StartedAt, run.Trigger)));
    }

    [Fact]
    public async Task TwoReplicas_OneStore_OneSyncs()
    {
        var time = new SteppedTime();
        var store = new InMemorySyncStateStore(time);
        using var one = new ScheduledHost(time, store);
        using var other = new ScheduledHost(time, store);
        await one.StartAsync();
        await other.StartAsync();

        for (int look = 0; look < 10; look++)
        {
            await time.NextWaitAsync();
            await time.NextWaitAsync();
            time.Advance(Hour);
        }

        await one.StopAsync();
        await other.StopAsync();

        Assert.Single(await one.RunsAsync());
        Assert.Equal(1, one.Delivered.Count + other.Delivered.Count);
    }

    [Fact]
    public async Task Host_RunFails_TriesAgainAfterAnHour()
    {
        using var host = new ScheduledHost();
        Func<string> usage = host.Usage;
        host.Usage = () => throw new TransportException("The host is away.");
        DateTimeOffset enabled = host.Time.GetUtcNow();
        await host.StartAsync();
        TimeSpan wait = await host.Time.NextWaitAsync();
        host.Usage = usage;

        await host.Time.AdvanceToAsync(wait, enabled + Hour);
        await host.StopAsync();

        Assert.Equal([SyncOutcome.Succeeded, SyncOutcome.Failed], (await host.RunsAsync()).Select(run => run.Outcome!.Value));
    }

    [Fact]
    public async Task Host_StoreIsAway_LooksAgainAfterAMinute()
    {
        var store = new FailingStore { Failures = 3 };
        using var host = new ScheduledHost(store: store);
        await host.StartAsync();
        for (int failure = 0; failure < 3; failure++)
        {
            Assert.Equal(TimeSpan.FromMinutes(1), await host.Time.NextWaitAsync());
            host.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await host.Time.NextWaitAsync();
        await host.StopAsync();

        Assert.Single(host.Delivered);
    }

    [Fact]
    public async Task Health_WithTimeAndFailures_TellsHowSyncIs()
    {
        var store = new FailingStore();
        using var host = new ScheduledHost(store: store);
        Assert.Equal(HealthStatus.Healthy, (await host.HealthAsync()).Status);
        host.Time.Advance(3 * Hour);
        Assert.Equal(HealthStatus.Unhealthy, (await host.HealthAsync()).Status);

        await host.Runner.RunAsync();
        HealthReportEntry healthy = await host.HealthAsync();
        Assert.Equal((HealthStatus.Healthy, 1, 0), (healthy.Status, healthy.Data["instances"], healthy.Data["instances_failed"]));

        host.Usage = () => throw new TransportException("The host of ada@octo.example is away.");
        await host.Runner.RunAsync();
        HealthReportEntry degraded = await host.HealthAsync();
        Assert.Equal((HealthStatus.Degraded, "The last sync of 1 of 1 instances failed."), (degraded.Status, degraded.Description));

        store.Failures = int.MaxValue;
        Assert.Equal(HealthStatus.Unhealthy, (await host.HealthAsync()).Status);
    }

    [Theory]
    [InlineData("00:00:30", "00:00:00")]
    [InlineData("7.00:00:00", "8.00:00:00")]
    public async Task Host_SettingOutOfRange_DoesNotStart(string interval, string jitter)
    {
        using var host = new ScheduledHost(configure: options => (options.Interval, options.Jitter) = (TimeSpan.Parse(interval), TimeSpan.Parse(jitter)));

        await Assert.ThrowsAsync<OptionsValidationException>(host.StartAsync);
    }

    [Theory]
    [InlineData(typeof(ISyncStateStore))]
    [InlineData(typeof(IUsageFileTarget))]
    public async Task Host_SomethingMissing_DoesNotStartAndSaysWhat(Type service)
    {
        using var host = new ScheduledHost(services: services => services.RemoveAll(service));

        Assert.Contains(service.Name, (await Assert.ThrowsAsync<InvalidOperationException>(host.StartAsync)).Message, StringComparison.Ordinal);
    }

    /// <summary>A store that is away for some of its calls.</summary>
    private sealed class FailingStore : ISyncStateStore
    {
        private readonly InMemorySyncStateStore _store = new();

        public int Failures { get; set; }

        public Task<bool> TryAcquireLeaseAsync(Guid holder, TimeSpan duration, CancellationToken cancellationToken = default) => _store.TryAcquireLeaseAsync(holder, duration, cancellationToken);

        public Task<bool> RenewLeaseAsync(Guid holder, TimeSpan duration, CancellationToken cancellationToken = default) => _store.RenewLeaseAsync(holder, duration, cancellationToken);

        public Task ReleaseLeaseAsync(Guid holder, CancellationToken cancellationToken = default) => _store.ReleaseLeaseAsync(holder, cancellationToken);

        public Task<IReadOnlyList<InstanceSyncState>> GetInstancesAsync(CancellationToken cancellationToken = default) => _store.GetInstancesAsync(cancellationToken);

        public Task<bool> SaveInstanceAsync(Guid holder, InstanceSyncState instance, CancellationToken cancellationToken = default) => _store.SaveInstanceAsync(holder, instance, cancellationToken);

        public Task<IReadOnlyList<SyncRunRecord>> GetRunsAsync(int count, CancellationToken cancellationToken = default) => _store.GetRunsAsync(count, cancellationToken);

        public Task<bool> SaveRunAsync(Guid holder, SyncRunRecord run, CancellationToken cancellationToken = default) => _store.SaveRunAsync(holder, run, cancellationToken);

        public Task<DateTimeOffset> GetOrSetEnabledAtAsync(DateTimeOffset now, CancellationToken cancellationToken = default) =>
            Failures-- > 0 ? throw new IOException("The store is away.") : _store.GetOrSetEnabledAtAsync(now, cancellationToken);
    }
}
