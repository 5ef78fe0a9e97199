using LicenseSync.Accounts;
using LicenseSync.Sync;
using LicenseSync.Tests.Sync;

namespace LicenseSync.Storage.PostgreSql.Tests;

/// <summary>Schemas of any version, of none, and of other programs.</summary>
public sealed class SchemaTests
{
    private static readonly Guid Holder = Guid.NewGuid();
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [StoreFact]
    public async Task Schema_UsedByManyForTheFirstTime_IsMadeOnce()
    {
        await using var schema = new TestSchema();

        bool[] got = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => schema.Open().TryAcquireLeaseAsync(Guid.NewGuid(), Minute))));

        Assert.Single(got, true);
        Assert.Equal(1L, await Server.ScalarAsync($"SELECT count(*) FROM {schema.Quoted}.sync_schema"));
    }

    [StoreFact]
    public async Task Schema_OfANewerVersion_IsRefused()
    {
        await using var schema = new TestSchema();
        PostgreSqlSyncStateStore store = schema.Open();
        await store.TryAcquireLeaseAsync(Holder, Minute);
        await Server.ScalarAsync($"INSERT INTO {schema.Quoted}.sync_schema (version) VALUES (99)");

        IOException exception = await Assert.ThrowsAsync<IOException>(() => store.SaveInstanceAsync(Holder, new() { Name = "main" }));

        Assert.Equal($"The state store in PostgreSQL has version 99 in schema {schema.Quoted}; this version of LicenseSync knows up to 1. Update LicenseSync here, or name another schema.", exception.Message);
        Assert.Equal(0L, await Server.ScalarAsync($"SELECT count(*) FROM {schema.Quoted}.sync_instance"));
    }

    // Made by an administrator, for a role that may not make one; and other tables in it do not matter.
    [StoreFact]
    public async Task Schema_MadeForARoleWithoutOtherRights_IsUsed()
    {
        await using var schema = new TestSchema();
        await using TestRole role = await TestRole.CreateAsync();
        await Server.ScalarAsync($"CREATE SCHEMA {schema.Quoted} AUTHORIZATION {role.Name}; CREATE TABLE {schema.Quoted}.other (x int)");
        await using var store = new PostgreSqlSyncStateStore(role.ConnectionString, schema.Name);

        Assert.True(await store.TryAcquireLeaseAsync(Holder, Minute));
    }

    [StoreFact]
    public async Task Schema_ThatTheRoleMayNotMake_IsAnErrorThatSaysSo()
    {
        await using var schema = new TestSchema();
        await using TestRole role = await TestRole.CreateAsync();
        await using var store = new PostgreSqlSyncStateStore(role.ConnectionString, schema.Name);

        IOException exception = await Assert.ThrowsAsync<IOException>(() => store.TryAcquireLeaseAsync(Holder, Minute));

        Assert.Contains($"Grant it the right to create schema {schema.Quoted}", exception.Message, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Schema_WithTablesOfAnotherProgram_IsRefusedAndLeftAsItIs()
    {
        await using var schema = new TestSchema();
        await Server.ScalarAsync($"CREATE SCHEMA {schema.Quoted}; CREATE TABLE {schema.Quoted}.sync_run (x int)");

        IOException exception = await Assert.ThrowsAsync<IOException>(() => schema.Open().TryAcquireLeaseAsync(Holder, Minute));

        Assert.Contains("finds tables of another program, or only some of its own", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1L, await Server.ScalarAsync($"SELECT count(*) FROM pg_tables WHERE schemaname = '{schema.Name}'"));
    }

    [StoreFact]
    public async Task Database_OfAnotherEncoding_IsRefused()
    {
        string database = $"licensesync_{Guid.NewGuid():N}";
        await Server.ScalarAsync($"CREATE DATABASE {database} ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
        try
        {
            await using var store = new PostgreSqlSyncStateStore(Server.ConnectionStringWith(builder => builder.Database = database));

            IOException exception = await Assert.ThrowsAsync<IOException>(() => store.TryAcquireLeaseAsync(Holder, Minute));

            Assert.Equal("The state store in PostgreSQL is in a database with encoding LATIN1, which cannot hold every text. Use a database with encoding UTF8.", exception.Message);
        }
        finally
        {
            await Server.ScalarAsync($"DROP DATABASE {database} WITH (FORCE)");
        }
    }

    // Rows as version 1 wrote them: what a later version makes of them is tested by adding its migration, not by changing this.
    [StoreFact]
    public async Task Schema_OfVersion1_HoldsEverything()
    {
        await using var schema = new TestSchema();
        string sql = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Files", "version-1.sql"));
        await Server.ScalarAsync(sql.Replace("SCHEMA", schema.Quoted, StringComparison.Ordinal));
        DateTimeOffset time = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

        IReadOnlyList<InstanceSyncState> instances = await schema.Open().GetInstancesAsync();
        IReadOnlyList<SyncRunRecord> runs = await schema.Open().GetRunsAsync(10);

        Assert.Equal(["lab", "main"], instances.Select(state => state.Name));
        Assert.Equal(ServerId.Parse("a1c4e7f0-2b5d-4c8e-b1a3-6d9f2e5c8b70"), instances[1].ServerId);
        Assert.Equal(("The file ends in the middle.\0", time, "2"), (instances[1].Failure!.Message, instances[1].LastSyncAt, instances[1].PendingDeliveryId));
        Assert.Equal([(time.AddMicroseconds(1), (int?)null), (time, 4)], runs.Select(run => (run.StartedAt, run.Totals?.LicensesConsumed)));
        Assert.Equal(time.AddMicroseconds(123_456), await schema.Open().GetOrSetEnabledAtAsync(time));
        Assert.True(await schema.Open().SaveInstanceAsync(Guid.Parse("0b6e9c5a-4c1d-4b6f-9f59-3a2c7d1e8f00"), new() { Name = "main" }));
        Assert.Equal(2, (await schema.Open().GetInstancesAsync()).Count);
    }
}
