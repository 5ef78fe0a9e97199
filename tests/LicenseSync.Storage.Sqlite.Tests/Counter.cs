using System.Globalization;
using LicenseSync.Sync;

namespace LicenseSync.Storage.Sqlite.Tests;

/// <summary>Takes the lease again and again, and counts up by one what it read under it. Each number that was written is a line of its output: no two processes may ever write the same one.</summary>
internal static class Counter
{
    public const string Name = "counter";

    private const int StepsOfAHold = 3;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    public static async Task RunAsync(string path, TimeSpan lease, int holds, TextWriter output)
    {
        var store = new SqliteSyncStateStore(path);
        for (int hold = 0; hold < holds;)
        {
            Guid holder = Guid.NewGuid();
            if (!await store.TryAcquireLeaseAsync(holder, lease))
            {
                await Task.Delay(Pause);
                continue;
            }

            for (int step = 0; step < StepsOfAHold; step++)
            {
                long next = await ReadAsync(store) + 1;
                if (!await store.SaveInstanceAsync(holder, new() { Name = Name, Accounts = next }))
                {
                    break;
                }

                await output.WriteLineAsync(next.ToString(CultureInfo.InvariantCulture));
                await output.FlushAsync();
            }

            await store.ReleaseLeaseAsync(holder);
            hold++;
        }
    }

    public static async Task<long> ReadAsync(ISyncStateStore store) => (await store.GetInstancesAsync()).SingleOrDefault()?.Accounts ?? 0;
}
