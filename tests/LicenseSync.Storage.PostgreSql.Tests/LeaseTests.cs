using System.Collections.Concurrent;
using LicenseSync.Tests.Sync;
using Npgsql;

namespace LicenseSync.Storage.PostgreSql.Tests;

/// <summary>Writes that meet a lease that is changing hands, and connections that break.</summary>
public sealed class LeaseTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    // The write waits for the transaction that takes the lease, and then sees that it came too late.
    [StoreFact]
    public async Task Write_WhileAnotherTakesTheLease_WaitsAndIsRefused()
    {
        await using var schema = new TestSchema();
        PostgreSqlSyncStateStore store = schema.Open();
        Guid holder = Guid.NewGuid();
        await store.TryAcquireLeaseAsync(holder, Minute);
        await using NpgsqlConnection other = await Server.DataSource.OpenConnectionAsync();
        await using NpgsqlTransaction taking = await other.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand($"UPDATE {schema.Quoted}.sync_lease SET holder = gen_random_uuid()", other))
        {
            await command.ExecuteNonQueryAsync();
        }

        Task<bool> saving = store.SaveInstanceAsync(holder, new() { Name = "main" });
        await WaitForALockAsync(schema);
        Assert.False(saving.IsCompleted);
        await taking.CommitAsync();

        Assert.False(await saving);
        Assert.Empty(await store.GetInstancesAsync());
    }

    // And the other way round: the lease is not given to another while its holder's write is under way.
    [StoreFact]
    public async Task Lease_WhileItsHolderWrites_IsNotTaken()
    {
        await using var schema = new TestSchema();
        PostgreSqlSyncStateStore store = schema.Open();
        await store.TryAcquireLeaseAsync(Guid.NewGuid(), TimeSpan.Zero);
        await using NpgsqlConnection other = await Server.DataSource.OpenConnectionAsync();
        await using NpgsqlTransaction writing = await other.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand($"SELECT 1 FROM {schema.Quoted}.sync_lease FOR SHARE", other))
        {
            await command.ExecuteScalarAsync();
        }

        Task<bool> taking = store.TryAcquireLeaseAsync(Guid.NewGuid(), Minute);
        await WaitForALockAsync(schema);
        Assert.False(taking.IsCompleted);
        await writing.CommitAsync();

        Assert.True(await taking);
    }

    [StoreFact]
    public async Task Lease_ServerWithAnotherDefaultIsolation_WorksTheSame()
    {
        await using var schema = new TestSchema();
        await using var strict = new PostgreSqlSyncStateStore(Server.ConnectionStringWith(builder => builder.Options = "-c default_transaction_isolation=serializable"), schema.Name);

        bool[] got = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => strict.TryAcquireLeaseAsync(Guid.NewGuid(), Minute))));

        Assert.Single(got, true);
    }

    [StoreFact]
    public async Task Connections_BrokenWhileTheyWaitInThePool_AreReplacedSilently()
    {
        await using var schema = new TestSchema();
        string name = $"test {Guid.NewGuid():N}";
        await using var store = new PostgreSqlSyncStateStore(Server.ConnectionStringWith(builder => builder.ApplicationName = name), schema.Name);
        Guid holder = Guid.NewGuid();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => store.TryAcquireLeaseAsync(holder, Minute))));
        await BreakAsync(name);

        Assert.True(await store.RenewLeaseAsync(holder, Minute));
        Assert.True(await store.SaveInstanceAsync(holder, new() { Name = "main" }));
    }

    // Each counts one up from what it read under its lease, while their connections are cut again and again. No number twice; and as many as there are in the end, but for those whose writer was told
    // that its connection broke.
    [StoreFact]
    public async Task Connections_BrokenWhileTheyWrite_LoseAndDoubleNothing()
    {
        const int Writers = 4;
        const int Breaks = 12;
        await using var schema = new TestSchema();
        string name = $"test {Guid.NewGuid():N}";
        await using var store = new PostgreSqlSyncStateStore(Server.ConnectionStringWith(builder => builder.ApplicationName = name), schema.Name);
        await store.GetInstancesAsync();
        var written = new ConcurrentBag<long>();
        int errors = 0;
        using var end = new CancellationTokenSource();
        Task[] writers = [.. Enumerable.Range(0, Writers).Select(_ => Task.Run(WriteAsync))];
        for (int i = 0; i < Breaks; i++)
        {
            int count = written.Count;
            while (written.Count < count + 3)
            {
                await Task.Yield();
            }

            await BreakAsync(name);
        }

        await end.CancelAsync();
        await Task.WhenAll(writers);

        long last = Assert.Single(await schema.Open().GetInstancesAsync()).Accounts!.Value;
        Assert.Equal(written.Count, written.Distinct().Count());
        Assert.InRange(last, written.Max(), written.Count + errors);

        async Task WriteAsync()
        {
            while (!end.IsCancellationRequested)
            {
                try
                {
                    Guid holder = Guid.NewGuid();
                    await store.TryAcquireLeaseAsync(holder, TimeSpan.Zero);
                    long next = ((await store.GetInstancesAsync()).SingleOrDefault()?.Accounts ?? 0) + 1;
                    if (await store.SaveInstanceAsync(holder, new() { Name = "counter", Accounts = next }))
                    {
                        written.Add(next);
                    }
                }
                catch (IOException)
                {
                    Interlocked.Increment(ref errors);
                }
            }
        }
    }

    private static async Task BreakAsync(string applicationName) => await Server.ScalarAsync($"SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = '{applicationName}'");

    private static async Task WaitForALockAsync(TestSchema schema)
    {
        string waiting = $"SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%{schema.Name.Split(' ')[^1]}%' AND pid <> pg_backend_pid()";
        while (await Server.ScalarAsync(waiting) is not 1L)
        {
            await Task.Yield();
        }
    }
}
