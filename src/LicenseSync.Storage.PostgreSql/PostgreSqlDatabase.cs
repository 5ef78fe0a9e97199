using System.Data;
using System.Net.Sockets;
using Npgsql;

namespace LicenseSync.Storage.PostgreSql;

/// <summary>Runs pieces of work, each in a transaction of its own on a schema of this version.</summary>
internal sealed class PostgreSqlDatabase(NpgsqlDataSource dataSource, SchemaName schema)
{
    private readonly PostgreSqlSchema _schema = new(schema);
    private readonly string _server = ServerOf(dataSource);

    public NpgsqlDataSource DataSource => dataSource;

    /// <summary>Runs work in a transaction; once more on another connection when the first broke before the commit was sent, so that nothing can have been written.</summary>
    public async Task<T> RunAsync<T>(Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        bool isCommitting = false;
        for (bool isRepeated = false; ; isRepeated = true)
        {
            try
            {
                NpgsqlConnection connection = dataSource.CreateConnection();
                await using (connection.ConfigureAwait(false))
                {
                    await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
                    return await AttemptAsync(connection, work, () => isCommitting = true, cancellationToken).ConfigureAwait(false);
                }
            }
            catch (NpgsqlException exception) when (!isRepeated && !isCommitting && !cancellationToken.IsCancellationRequested && IsBroken(exception))
            {
                // A connection that waited in the pool while the server was started anew, or somebody between cut it off. A new one may do.
            }
            catch (Exception exception) when (exception is NpgsqlException or SocketException or TimeoutException or InvalidCastException or ArgumentException or OverflowException or ObjectDisposedException)
            {
                cancellationToken.ThrowIfCancellationRequested();
                throw PostgreSqlFailure.From(exception, _server, schema);
            }
        }
    }

    private static string ServerOf(NpgsqlDataSource dataSource)
    {
        var settings = new NpgsqlConnectionStringBuilder(dataSource.ConnectionString);
        return $"{settings.Host}:{settings.Port}";
    }

    // Losing the race for a row is repeated, too; taking too long is not: it would only take twice as long.
    private static bool IsBroken(NpgsqlException exception) => exception.IsTransient && exception.InnerException is not TimeoutException;

    private async Task<T> AttemptAsync<T>(NpgsqlConnection connection, Func<NpgsqlConnection, CancellationToken, Task<T>> work, Action onCommit, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Read committed whatever the server's default is: a statement that waited for a lock is to see what became of the row, not to fail.
            NpgsqlTransaction transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                if (await _schema.IsCurrentAsync(connection, cancellationToken).ConfigureAwait(false))
                {
                    T result = await work(connection, cancellationToken).ConfigureAwait(false);
                    onCommit();
                    await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                    return result;
                }
            }

            await _schema.MigrateAsync(connection, cancellationToken).ConfigureAwait(false);
        }
    }
}
