namespace LicenseSync.Web.Tests;

/// <summary>A test that needs a PostgreSQL server; skipped, and saying so, where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PostgreSqlFactAttribute : FactAttribute
{
    public const string Variable = "LICENSESYNC_POSTGRESQL";

    public PostgreSqlFactAttribute() =>
        Skip = string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)) ? $"Needs a PostgreSQL server: set {Variable} to its connection string." : null;
}
