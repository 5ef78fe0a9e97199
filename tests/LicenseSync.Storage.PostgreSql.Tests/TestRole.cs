namespace LicenseSync.Storage.PostgreSql.Tests;

/// <summary>A role for one test that may connect, and nothing else.</summary>
internal sealed class TestRole : IAsyncDisposable
{
    public const string Password = "s3cret;w'rd";

    private TestRole()
    {
    }

    public string Name { get; } = $"licensesync_{Guid.NewGuid():N}";

    public string ConnectionString => Server.ConnectionStringWith(builder => (builder.Username, builder.Password) = (Name, Password));

    public static async Task<TestRole> CreateAsync()
    {
        var role = new TestRole();
        await Server.ScalarAsync($"CREATE ROLE {role.Name} LOGIN PASSWORD '{Password.Replace("'", "''", StringComparison.Ordinal)}'");
        return role;
    }

    public async ValueTask DisposeAsync() => await Server.ScalarAsync($"DROP OWNED BY {Name} CASCADE; DROP ROLE {Name}");
}
