using System.Runtime.CompilerServices;
using System.Text;
using LicenseSync.Sync;
using LicenseSync.Transport;
using Microsoft.Extensions.Time.Testing;

namespace LicenseSync.Tests.Sync;

/// <summary>Instances whose content a test sets, a target that notes what arrives, and a runner over both.</summary>
internal sealed class SyncWorld
{
    private readonly Dictionary<string, Func<Stream>> _contents = [];

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 10, 0, 0, TimeSpan.Zero));

    public ISyncStateStore Store { get; set; } = new InMemorySyncStateStore();

    /// <summary>What arrived, in order: the instance and the content.</summary>
    public List<string> Delivered { get; } = [];

    /// <summary>The ids of what arrived, in order.</summary>
    public List<string> DeliveryIds { get; } = [];

    /// <summary>Called before anything arrives.</summary>
    public Func<UsageDelivery, CancellationToken, Task> OnDelivery { get; set; } = (_, _) => Task.CompletedTask;

    public List<IConsumedLicensesSource> Clouds { get; } = [];

    public SyncOptions Options { get; } = new();

    public static string Export(string serverId, params string[] emails)
    {
        string users = string.Join(',', emails.Select((email, index) => $$"""{"user_id":{{index + 1}},"login":"u{{index}}","emails":["{{email}}"]}"""));
        return $$"""{"instance":{"server_id":"{{serverId}}","host_name":"{{serverId}}.octo.example"},"users":[{{users}}]}""";
    }

    public SyncWorld With(string name, string content) => With(name, () => new MemoryStream(Encoding.UTF8.GetBytes(content)));

    public SyncWorld With(string name, Func<Stream> open)
    {
        _contents[name] = open;
        return this;
    }

    public SyncRunner Runner() => new(
        new()
        {
            Instances = [.. _contents.Keys.Select(name => new Source(name, _contents))],
            Target = new CallbackUsageTarget(DeliverAsync),
            CloudLicenses = Clouds,
        },
        Store,
        Options,
        Time);

    public Task<SyncRunResult> RunAsync(SyncRequest? request = null, CancellationToken cancellationToken = default) => Runner().RunAsync(request, cancellationToken);

    public Task<SyncRunResult> UploadAsync(string name, string content) => Runner().UploadAsync(new Source(name, new() { [name] = () => new MemoryStream(Encoding.UTF8.GetBytes(content)) }));

    public async Task<InstanceSyncState> StateOfAsync(string name) => (await Store.GetInstancesAsync()).Single(state => state.Name == name);

    private async Task DeliverAsync(UsageDelivery delivery, CancellationToken cancellationToken)
    {
        await OnDelivery(delivery, cancellationToken);
        await using Stream content = await delivery.OpenAsync(cancellationToken);
        using var reader = new StreamReader(content);
        Delivered.Add($"{delivery.InstanceName}: {await reader.ReadToEndAsync(cancellationToken)}");
        DeliveryIds.Add(delivery.Id);
    }

    /// <summary>One cloud account that is Ada's, and a license nobody else shares.</summary>
    internal sealed class Cloud(Exception? failure = null) : IConsumedLicensesSource
    {
        public async IAsyncEnumerable<ConsumedLicensesPage> ReadPagesAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            await Task.Yield();
            yield return new() { Rows = [new() { GitHubComLogin = "ada", GitHubComVerifiedDomainEmails = ["ada@octo.example"] }], TotalSeatsPurchased = 10 };
            if (failure is not null)
            {
                throw failure;
            }

            yield return new() { Rows = [new() { GitHubComLogin = "zoe" }] };
        }
    }

    private sealed class Source(string name, Dictionary<string, Func<Stream>> contents) : IServerUsageSource
    {
        public string Name => name;

        public Task<Stream> OpenAsync(CancellationToken cancellationToken = default) => Task.FromResult(contents[name]());
    }
}
