using LicenseSync.Accounts;
using LicenseSync.Sync;
using Microsoft.Data.Sqlite;

namespace LicenseSync.Storage.Sqlite.Tests;

/// <summary>Files of any version, of none, and of other programs.</summary>
public sealed class SchemaTests : IDisposable
{
    private static readonly Guid Holder = Guid.Parse("0b6e9c5a-4c1d-4b6f-9f59-3a2c7d1e8f00");
    private static readonly DateTimeOffset Time = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private readonly Folder _folder = new();

    private string StateFile => _folder["state.db"];

    private SqliteSyncStateStore Store => new(StateFile);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("version-1.sql")]
    public async Task OlderFile_Opened_HoldsEverything(string file)
    {
        Execute(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Files", file)));

        Assert.Equal(
            [
                new() { Name = "lab" },
                new()
                {
                    Name = "main",
                    ServerId = ServerId.Parse("a1c4e7f0-2b5d-4c8e-b1a3-6d9f2e5c8b70"),
                    HostName = "ghes.octo.example",
                    State = UsageState.UsageUploaded,
                    LastSyncAt = Time,
                    LastAttemptAt = Time.AddHours(1).AddMicroseconds(1),
                    Failure = new() { Kind = SyncFailureKind.InvalidInput, Code = "LS1002", Message = "The file ends in the middle.\0" },
                    Accounts = 12,
                    IsEncrypted = true,
                    ContentHash = "00ff",
                    LastDeliveryId = "1",
                    PendingDeliveryId = "2",
                },
            ],
            await Store.GetInstancesAsync());
        Assert.Equal(
            [
                new() { Id = Guid.Parse("0b6e9c5a-4c1d-4b6f-9f59-3a2c7d1e8f01"), Trigger = SyncTrigger.Upload, StartedAt = Time.AddMicroseconds(1) },
                new()
                {
                    Id = Holder,
                    Trigger = SyncTrigger.Schedule,
                    StartedAt = Time,
                    EndedAt = Time.AddSeconds(7),
                    Outcome = SyncOutcome.Failed,
                    Delivered = 3,
                    Unchanged = 2,
                    Failed = 1,
                    Totals = new() { InstancesLeftOut = 1, ServerAccounts = 2, CloudAccounts = 3, LicensesConsumed = 4, EnterpriseLicensesConsumed = 5, VisualStudioLicensesConsumed = 6, LicensesSaved = 7 },
                    ReconciliationFailure = new() { Kind = SyncFailureKind.Remote, Code = "LS6001", Message = "gone" },
                },
            ],
            await Store.GetRunsAsync(10));
        Assert.Equal(Time.AddMicroseconds(123_456), await Store.GetOrSetEnabledAtAsync(Time));
        Assert.False(await Store.TryAcquireLeaseAsync(Guid.NewGuid(), TimeSpan.FromMinutes(1)));
        Assert.True(await Store.SaveInstanceAsync(Holder, new() { Name = "new" }));
        Assert.Equal(SqliteSchema.Version, Convert.ToInt32(Execute("PRAGMA user_version"), System.Globalization.CultureInfo.InvariantCulture));
    }

    // What a process leaves that dies before the first migration is through.
    [Theory]
    [InlineData("")]
    [InlineData("PRAGMA journal_mode = WAL")]
    [InlineData("PRAGMA journal_mode = WAL; BEGIN; CREATE TABLE lease (x); PRAGMA application_id = 1280530766; ROLLBACK")]
    public async Task EmptyOrHalfMadeFile_Opened_IsAnEmptyStore(string sql)
    {
        await File.WriteAllBytesAsync(StateFile, []);
        Execute(sql);

        Assert.Empty(await Store.GetInstancesAsync());
        Assert.Equal("wal", Execute("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task NewerFile_Opened_IsRefusedAndLeftAsItIs()
    {
        await Store.GetInstancesAsync();
        Execute("PRAGMA user_version = 99");

        IOException exception = await Assert.ThrowsAsync<IOException>(() => Store.TryAcquireLeaseAsync(Holder, TimeSpan.FromMinutes(1)));

        Assert.Equal($"The state file '{StateFile}' has schema version 99; this version of LicenseSync knows up to {SqliteSchema.Version}. Update LicenseSync on this machine, or name another file.", exception.Message);
        Assert.Equal(99L, Execute("PRAGMA user_version"));
    }

    // A newer version may start while this one runs.
    [Fact]
    public async Task File_MigratedWhileTheStoreIsInUse_IsRefusedFromThenOn()
    {
        SqliteSyncStateStore store = Store;
        await store.TryAcquireLeaseAsync(Holder, TimeSpan.FromMinutes(1));
        Execute("PRAGMA user_version = 99");

        await Assert.ThrowsAsync<IOException>(() => store.SaveInstanceAsync(Holder, new() { Name = "main" }));
    }

    [Theory]
    [InlineData("CREATE TABLE person (name)")]
    [InlineData("PRAGMA user_version = 1")]
    [InlineData("PRAGMA application_id = 7")]
    [InlineData("CREATE TABLE lease (x); PRAGMA user_version = 1")]
    public async Task ForeignDatabase_Opened_IsRefusedAndLeftAsItIs(string sql)
    {
        Execute(sql);
        byte[] before = await File.ReadAllBytesAsync(StateFile);

        IOException exception = await Assert.ThrowsAsync<IOException>(() => Store.GetOrSetEnabledAtAsync(Time));

        Assert.Equal($"The state file '{StateFile}' is the database of another program. Name another file.", exception.Message);
        Assert.Equal(before, await File.ReadAllBytesAsync(StateFile));
    }

    private object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={StateFile};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
