using LicenseSync.Tests.Conventions;
using PublicApiGenerator;

namespace LicenseSync.Storage.Sqlite.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void PublicApi_LicenseSyncStorageSqlite_MatchesApprovedFile()
    {
        string actual = typeof(SqliteSyncStateStore).Assembly.GeneratePublicApi(new ApiGeneratorOptions { DenyNamespacePrefixes = [], IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n").TrimEnd() + "\n";
        string approved = Path.Combine(Repository.Root, "tests", "LicenseSync.Storage.Sqlite.Tests", "PublicApi.LicenseSync.Storage.Sqlite.txt");

        // The deliberate switch: LICENSESYNC_APPROVE=1 dotnet test --filter PublicApi, then review the diff.
        if (Environment.GetEnvironmentVariable("LICENSESYNC_APPROVE") == "1")
        {
            File.WriteAllText(approved, actual);
        }

        Assert.Equal(File.ReadAllText(approved).ReplaceLineEndings("\n"), actual);
    }
}
