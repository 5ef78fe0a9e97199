using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace LicenseSync.Storage.Sqlite;

/// <summary>The database's file: created, opened, migrated, waited for when it is locked, and closed after each piece of work.</summary>
/// <remarks>It is opened for each piece of work, of which there are few, so that a file that was removed or replaced is noticed, and nothing has to be disposed of.</remarks>
internal sealed class SqliteFile(string path, TimeSpan lockTimeout)
{
    // How long SQLite waits by itself; between two such waits it is asked whether the caller still wants to.
    private const int WaitMilliseconds = 1_000;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    // POSIX takes a process's locks of a file away when it closes any handle of it, SQLite's too. So no other thread may have the file open in SQLite while it is being created here.
    private static readonly Lock Creating = new();

    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWrite,
        Pooling = false,
        DefaultTimeout = WaitMilliseconds / 1_000,
    }.ConnectionString;

    /// <summary>Reads; what is read is of one moment.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken) => RunAsync(work, isWrite: false, cancellationToken);

    /// <summary>Writes; when it throws, nothing is written, or all of it.</summary>
    /// <param name="work">Called with the file locked against other writers; called again when the file was locked after all.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> work, CancellationToken cancellationToken) => RunAsync(work, isWrite: true, cancellationToken);

    // SQLite blocks: on a thread of the pool, so that the caller's is free.
    private Task<T> RunAsync<T>(Func<SqliteConnection, T> work, bool isWrite, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            long start = Stopwatch.GetTimestamp();
            while (true)
            {
                cancellationToken.ThrowIfCancellationRequested();
                try
                {
                    return Attempt(work, isWrite);
                }
                catch (SqliteException exception) when (SqliteFailure.IsLocked(exception) && Stopwatch.GetElapsedTime(start) < lockTimeout)
                {
                    // Some locks are not waited for by SQLite: those of a change of the journal mode.
                }
                catch (SqliteException exception)
                {
                    throw SqliteFailure.From(exception, path);
                }
                catch (Exception exception) when (exception is FormatException or InvalidCastException or ArgumentException or OverflowException)
                {
                    throw SqliteFailure.Unreadable(exception, path);
                }

                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }
        },
        cancellationToken);

    private T Attempt<T>(Func<SqliteConnection, T> work, bool isWrite)
    {
        Create();
        using var connection = new SqliteConnection(_connectionString);
        connection.Open();
        connection.Execute($"PRAGMA busy_timeout = {WaitMilliseconds}; PRAGMA synchronous = FULL");
        while (true)
        {
            // Not deferred means BEGIN IMMEDIATE: the lock is there before anything is read.
            using (SqliteTransaction transaction = connection.BeginTransaction(deferred: !isWrite))
            {
                // In the transaction, so that nobody migrates the file between the question and the work.
                if (SqliteSchema.IsCurrent(connection, path))
                {
                    T result = work(connection);
                    transaction.Commit();
                    return result;
                }
            }

            SqliteSchema.Migrate(connection, path);
        }
    }

    private void Create()
    {
        lock (Creating)
        {
            if (File.Exists(path))
            {
                return;
            }

            try
            {
                CreateFolder(Path.GetDirectoryName(path)!);
                var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite };
                if (!OperatingSystem.IsWindows())
                {
                    options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
                }

                new FileStream(path, options).Dispose();
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another process may have created it meanwhile.
                if (!File.Exists(path))
                {
                    throw SqliteFailure.NotCreated(exception, path);
                }
            }
        }
    }

    private static void CreateFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
