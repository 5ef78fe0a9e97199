using LicenseSync.Sync;
using LicenseSync.Transport;

namespace LicenseSync.Storage.Sqlite.Tests;

/// <summary>One sync run of all usage files of a folder. What its target takes is a line of a file each: the instance, the delivery's id and the content's hash.</summary>
internal static class SyncProcess
{
    public static string StateFile(string folder) => Path.Combine(folder, "state.db");

    public static string UsageFolder(string folder) => Path.Combine(folder, "usage");

    public static string DeliveredFile(string folder) => Path.Combine(folder, "delivered.txt");

    /// <summary>Runs.</summary>
    /// <param name="folder">Where everything is.</param>
    /// <param name="later">By how much its clock is ahead: the lease of a process that was killed has expired then.</param>
    /// <param name="output">Told how far it is.</param>
    public static async Task<SyncRunResult> RunAsync(string folder, TimeSpan later, TextWriter output)
    {
        var time = new LaterTime(later);
        var plan = new SyncPlan
        {
            Instances = [.. Directory.GetFiles(UsageFolder(folder)).Order(StringComparer.Ordinal).Select(file => new FileUsageSource(Path.GetFileNameWithoutExtension(file), file))],
            Target = new CallbackUsageTarget(async (delivery, token) =>
            {
                await output.WriteLineAsync("begun");
                await File.AppendAllTextAsync(DeliveredFile(folder), $"{delivery.InstanceName} {delivery.Id} {delivery.ContentHash}\n", token);
                await output.WriteLineAsync("delivered");
            }),
        };
        await output.WriteLineAsync("up");
        return await new SyncRunner(plan, new SqliteSyncStateStore(StateFile(folder), time), timeProvider: time).RunAsync();
    }

    private sealed class LaterTime(TimeSpan later) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + later;
    }
}
