using PublicApiGenerator;

namespace LicenseSync.GitHub.Tests;

public sealed class PublicApiTests
{
    [Fact]
    public void PublicApi_LicenseSyncGitHub_MatchesApprovedFile()
    {
        string actual = typeof(GitHubEnterpriseCloudClient).Assembly.GeneratePublicApi(new ApiGeneratorOptions { DenyNamespacePrefixes = [], IncludeAssemblyAttributes = false }).ReplaceLineEndings("\n").TrimEnd() + "\n";
        string approved = Path.Combine(Cli.Root, "tests", "LicenseSync.GitHub.Tests", "PublicApi.LicenseSync.GitHub.txt");

        // The deliberate switch: LICENSESYNC_APPROVE=1 dotnet test --filter PublicApi, then review the diff.
        if (Environment.GetEnvironmentVariable("LICENSESYNC_APPROVE") == "1")
        {
            File.WriteAllText(approved, actual);
        }

        Assert.Equal(File.ReadAllText(approved).ReplaceLineEndings("\n"), actual);
    }
}
