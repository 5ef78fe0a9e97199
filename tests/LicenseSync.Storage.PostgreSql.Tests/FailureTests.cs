using System.Net;
using System.Net.Sockets;
using LicenseSync.Tests.Sync;
using Npgsql;

namespace LicenseSync.Storage.PostgreSql.Tests;

/// <summary>What is said when it does not work, and what never is.</summary>
public sealed class FailureTests
{
    private const string Secret = "hunter2";

    private static readonly Guid Holder = Guid.NewGuid();
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Server_NotThere_IsAnErrorWithoutThePassword()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        int port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();

        string message = await FailAsync($"Host=127.0.0.1;Port={port};Username=sync;Password={Secret};Database=licenses");

        Assert.StartsWith($"The state store in PostgreSQL (127.0.0.1:{port}) cannot be reached, or the connection broke. Check host, port and network, and that the server runs; try again. (", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Server_ThatDoesNotAnswer_IsAnErrorWithoutThePassword()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        string message = await FailAsync($"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Timeout=1;Username=sync;Password={Secret}");

        Assert.Contains("did not answer in time. Try again; look for locks and load, or set a longer 'Timeout' or 'Command Timeout'. (", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_OfNoName_IsAnErrorWithoutThePassword() =>
        Assert.Contains("(nowhere.invalid:5432) cannot be reached", await FailAsync($"Host=nowhere.invalid;Username=sync;Password={Secret}"), StringComparison.Ordinal);

    [StoreFact]
    public async Task Database_NotThere_IsAnErrorThatSaysSo()
    {
        string message = await FailAsync(Server.ConnectionStringWith(builder => (builder.Database, builder.Password) = ("no such database", Secret)));

        Assert.Contains("has no such database. Create it, or name another. (3D000: ", message, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Role_NotThere_IsAnErrorThatSaysSo()
    {
        string message = await FailAsync(Server.ConnectionStringWith(builder => (builder.Username, builder.Password) = ("nobody", Secret)));

        Assert.Contains("refused user or password. Check the connection string. (28", message, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Database_ThatIsReadOnly_IsAnErrorThatSaysSo()
    {
        await using var schema = new TestSchema();
        await schema.Open().GetInstancesAsync();

        string message = await FailAsync(Server.ConnectionStringWith(builder => (builder.Options, builder.Password) = ("-c default_transaction_read_only=on", Secret)), schema.Name);

        Assert.Contains("is read-only. Connect to the primary server. (25006: ", message, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Write_LockedOutForTooLong_IsAnErrorAndNotWritten()
    {
        await using var schema = new TestSchema();
        await schema.Open().TryAcquireLeaseAsync(Holder, Minute);
        await using NpgsqlConnection other = await Server.DataSource.OpenConnectionAsync();
        await using NpgsqlTransaction transaction = await other.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand($"LOCK TABLE {schema.Quoted}.sync_lease", other))
        {
            await command.ExecuteNonQueryAsync();
        }

        string message = await FailAsync(Server.ConnectionStringWith(builder => (builder.CommandTimeout, builder.Password) = (1, Secret)), schema.Name);
        await transaction.RollbackAsync();

        Assert.Contains("did not answer in time.", message, StringComparison.Ordinal);
        Assert.Empty(await schema.Open().GetRunsAsync(1));
    }

    [StoreFact]
    public async Task Value_ThatHasNoMeaning_IsAnError()
    {
        await using var schema = new TestSchema();
        await schema.Open().TryAcquireLeaseAsync(Holder, Minute);
        await schema.Open().SaveInstanceAsync(Holder, new() { Name = "main" });
        await Server.ScalarAsync($"UPDATE {schema.Quoted}.sync_instance SET state = 'Nonsense'");

        IOException exception = await Assert.ThrowsAsync<IOException>(() => schema.Open().GetInstancesAsync());

        Assert.Contains($"holds a value in schema {schema.Quoted} that cannot be read.", exception.Message, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task Store_DisposedOf_IsAnError()
    {
        var store = new PostgreSqlSyncStateStore(Server.ConnectionString);
        await store.DisposeAsync();

        await Assert.ThrowsAsync<IOException>(() => store.GetRunsAsync(1));
    }

    [Theory]
    [InlineData("Host=h;Password=ab;hunter2=ef")]
    [InlineData("Host=h;Password=x;Timeout=hunter2")]
    [InlineData("hunter2")]
    [InlineData("Host=h;SSL Mode=hunter2")]
    public void ConnectionString_ThatCannotBeRead_IsRefusedWithoutQuotingIt(string connectionString)
    {
        var exception = Assert.Throws<ArgumentException>(() => new PostgreSqlSyncStateStore(connectionString));

        Assert.DoesNotContain(Secret, exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("pg_temp")]
    [InlineData("a\0b")]
    [InlineData("ééééééééééééééééééééééééééééééééé")]
    public void Schema_ThatIsNoName_IsRefused(string schema) => Assert.Throws<ArgumentException>(() => new PostgreSqlSyncStateStore("Host=h", schema));

    private static async Task<string> FailAsync(string connectionString, string schema = PostgreSqlSyncStateStore.DefaultSchema)
    {
        await using var store = new PostgreSqlSyncStateStore(connectionString, schema);
        IOException exception = await Assert.ThrowsAsync<IOException>(() => store.SaveRunAsync(Holder, new() { Id = Holder, StartedAt = DateTimeOffset.UnixEpoch }));
        Assert.DoesNotContain(Secret, exception.ToString(), StringComparison.Ordinal);
        return exception.Message;
    }
}
