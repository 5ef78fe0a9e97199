using System.Diagnostics;
using System.Text;
using Microsoft.Data.Sqlite;

namespace LicenseSync.Storage.Sqlite.Tests;

/// <summary>The file: where it is, who may read it, and what becomes of errors.</summary>
public sealed class FileTests : IDisposable
{
    private static readonly Guid Holder = Guid.NewGuid();
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Folder _folder = new();

    private string StateFile => _folder["state.db"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a/b/c/state.db")]
    [InlineData("with ; semicolon = and 'quotes' \"é.db")]
    [InlineData("file:state.db?mode=memory")]
    [InlineData(":memory:")]
    public async Task File_OfAnyName_IsCreatedAndKept(string name)
    {
        string path = _folder[name];
        await new SqliteSyncStateStore(path).TryAcquireLeaseAsync(Holder, Minute);

        Assert.True(File.Exists(path));
        Assert.True(await new SqliteSyncStateStore(path).RenewLeaseAsync(Holder, Minute));
    }

    [UnixFact]
    public async Task File_Created_IsItsUsersAlone()
    {
        string path = _folder["a/state.db"];
        await new SqliteSyncStateStore(path).TryAcquireLeaseAsync(Holder, Minute);

        // Somebody has the file open, so that the files beside it are there.
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM lease";
        command.ExecuteScalar();

        Assert.Equal(["state.db", "state.db-shm", "state.db-wal"], Directory.GetFiles(_folder["a"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(_folder["a"]), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, Mode(file)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, Mode(_folder["a"]));
    }

    [Fact]
    public async Task File_Removed_IsMadeAnewAndTheLeaseIsGone()
    {
        var store = new SqliteSyncStateStore(StateFile);
        await store.TryAcquireLeaseAsync(Holder, Minute);
        File.Delete(StateFile);

        Assert.False(await store.SaveInstanceAsync(Holder, new() { Name = "main" }));
        Assert.True(await store.TryAcquireLeaseAsync(Holder, Minute));
    }

    [Fact]
    public async Task Store_Used_LeavesOnlyItsFile()
    {
        await new SqliteSyncStateStore(StateFile).TryAcquireLeaseAsync(Holder, Minute);

        Assert.Equal([StateFile], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task File_ThatIsNoDatabase_IsRefusedAndLeftAsItIs()
    {
        string text = new('x', 5_000);
        await File.WriteAllTextAsync(StateFile, text);

        Assert.StartsWith($"The state file '{StateFile}' is no SQLite database. Name another file, or move this one away.", await FailAsync(StateFile), StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(StateFile));
    }

    [Fact]
    public async Task File_ThatIsDamaged_IsRefused()
    {
        await new SqliteSyncStateStore(StateFile).TryAcquireLeaseAsync(Holder, Minute);
        byte[] content = await File.ReadAllBytesAsync(StateFile);
        content.AsSpan(4_096).Fill(0x55);
        await File.WriteAllBytesAsync(StateFile, content);

        Assert.StartsWith($"The state file '{StateFile}' is damaged.", await FailAsync(StateFile), StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_WithAValueOfNoMeaning_IsRefused()
    {
        var store = new SqliteSyncStateStore(StateFile);
        await store.TryAcquireLeaseAsync(Holder, Minute);
        await store.SaveInstanceAsync(Holder, new() { Name = "main" });
        using (var connection = new SqliteConnection($"Data Source={StateFile};Pooling=False"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "UPDATE instance SET state = 'Nonsense'";
            command.ExecuteNonQuery();
        }

        IOException exception = await Assert.ThrowsAsync<IOException>(() => store.GetInstancesAsync());
        Assert.StartsWith($"The state file '{StateFile}' holds a value that cannot be read.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_ThatIsAFolder_IsRefused() => Assert.StartsWith($"The state file '{_folder.Path}' is a folder. Name a file.", await FailAsync(_folder.Path), StringComparison.Ordinal);

    [Fact]
    public async Task File_UnderAFile_IsRefused()
    {
        await File.WriteAllTextAsync(StateFile, "");
        string path = Path.Combine(StateFile, "state.db");

        Assert.StartsWith($"The state file '{path}' cannot be created: ", await FailAsync(path), StringComparison.Ordinal);
    }

    [UnprivilegedFact]
    public async Task File_ThatIsReadOnly_CannotBeWrittenTo()
    {
        await new SqliteSyncStateStore(StateFile).TryAcquireLeaseAsync(Holder, Minute);
        File.SetAttributes(StateFile, FileAttributes.ReadOnly);

        Assert.StartsWith($"The state file '{StateFile}' cannot be written.", await FailAsync(StateFile), StringComparison.Ordinal);
    }

    // What is hard to bring about: SQLite's codes, and what is said to each.
    [Theory]
    [InlineData(13, "The state file '/s.db' cannot grow: the disk is full. Free some space; nothing that was written before is lost. (SQLite error 13: database or disk is full)")]
    [InlineData(8, "The state file '/s.db' cannot be written. Make the file and its folder writable for this user. (SQLite error 8: database or disk is full)")]
    [InlineData(10, "The state file '/s.db' cannot be read or written: the disk or file system failed. Check it; a network file system does not do. (SQLite error 10: database or disk is full)")]
    [InlineData(14, "The state file '/s.db' cannot be opened. Give this user the right to read and write it and its folder. (SQLite error 14: database or disk is full)")]
    [InlineData(1, "The state file '/s.db' cannot be used. (SQLite error 1: database or disk is full)")]
    public void Failure_OfACode_SaysWhatToDo(int code, string expected) =>
        Assert.Equal(expected, SqliteFailure.From(new($"SQLite Error {code}: 'database or disk is full'.", code), "/s.db").Message);

    [Fact]
    public async Task File_LockedForTooLong_IsAnError()
    {
        await new SqliteSyncStateStore(StateFile).TryAcquireLeaseAsync(Holder, Minute);
        using Lock other = new(StateFile);
        var store = new SqliteSyncStateStore(StateFile, null, TimeSpan.FromMilliseconds(1));

        // Reading goes on while somebody writes.
        Assert.Empty(await store.GetInstancesAsync());
        IOException exception = await Assert.ThrowsAsync<IOException>(() => store.SaveInstanceAsync(Holder, new() { Name = "main" }));

        Assert.Equal($"The state file '{StateFile}' is locked by another process. Try again, or end the process that holds it. (SQLite error 5: database is locked)", exception.Message);
    }

    [Fact]
    public async Task File_LockedForAWhile_IsWaitedFor()
    {
        await new SqliteSyncStateStore(StateFile).TryAcquireLeaseAsync(Holder, Minute);
        Task<bool> saved;
        using (new Lock(StateFile))
        {
            saved = new SqliteSyncStateStore(StateFile).SaveInstanceAsync(Holder, new() { Name = "main" });
            Assert.False(saved.IsCompleted);
        }

        Assert.True(await saved);
    }

    [Fact]
    public async Task Waiting_Cancelled_EndsSoon()
    {
        await new SqliteSyncStateStore(StateFile).TryAcquireLeaseAsync(Holder, Minute);
        using Lock other = new(StateFile);
        using var cancellation = new CancellationTokenSource();
        long start = Stopwatch.GetTimestamp();
        Task<bool> saving = new SqliteSyncStateStore(StateFile).SaveInstanceAsync(Holder, new() { Name = "main" }, cancellation.Token);
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => saving);
        Assert.InRange(Stopwatch.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\0b")]
    public void Path_ThatIsNone_IsRefused(string path) => Assert.ThrowsAny<ArgumentException>(() => new SqliteSyncStateStore(path));

    [Fact]
    public async Task Texts_InTheFile_StandAsTheyAre()
    {
        var store = new SqliteSyncStateStore(StateFile);
        await store.TryAcquireLeaseAsync(Holder, Minute);
        await store.SaveInstanceAsync(Holder, new() { Name = "müller's 😀" });

        Assert.Contains("müller's 😀", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(StateFile)), StringComparison.Ordinal);
    }

    private static UnixFileMode Mode(string path) => OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(path);

    private static async Task<string> FailAsync(string path) =>
        (await Assert.ThrowsAsync<IOException>(() => new SqliteSyncStateStore(path).SaveRunAsync(Holder, new() { Id = Holder, StartedAt = DateTimeOffset.UnixEpoch }))).Message;

    /// <summary>Somebody who holds the file's lock for writing.</summary>
    private sealed class Lock : IDisposable
    {
        private readonly SqliteConnection _connection;
        private readonly SqliteTransaction _transaction;

        public Lock(string path)
        {
            _connection = new($"Data Source={path};Pooling=False");
            _connection.Open();
            _transaction = _connection.BeginTransaction(deferred: false);
        }

        public void Dispose()
        {
            _transaction.Dispose();
            _connection.Dispose();
        }
    }
}
