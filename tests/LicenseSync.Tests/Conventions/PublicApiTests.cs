using LicenseSync.Accounts;
using PublicApiGenerator;

namespace LicenseSync.Tests.Conventions;

public class PublicApiTests
{
    [Fact]
    public void PublicApi_LicenseSync_MatchesApprovedFile()
    {
        // DenyNamespacePrefixes is empty, since Microsoft.Extensions.DependencyInjection holds one of our classes.
        string actual = typeof(ServerAccount).Assembly.GeneratePublicApi(new ApiGeneratorOptions
        {
            DenyNamespacePrefixes = [],
            IncludeAssemblyAttributes = false,
        }).ReplaceLineEndings("\n").TrimEnd() + "\n";
        string approved = Path.Combine(Repository.Root, "tests", "LicenseSync.Tests", "Conventions", "PublicApi.LicenseSync.txt");

        // The deliberate switch: LICENSESYNC_APPROVE=1 dotnet test --filter PublicApi, then review the diff.
        if (Environment.GetEnvironmentVariable("LICENSESYNC_APPROVE") == "1")
        {
            File.WriteAllText(approved, actual);
        }

        Assert.Equal(File.ReadAllText(approved).ReplaceLineEndings("\n"), actual);
    }
}
