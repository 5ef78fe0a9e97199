using LicenseSync.Accounts;
using LicenseSync.IO;

namespace LicenseSync.Tests.LicenseReports;

public sealed class IdentityFileTests
{
    [Fact]
    public async Task ReadAsync_SnakeCaseAndCamelCase_SameIdentities()
    {
        Outcome<ExternalIdentity> snake = await Inputs.IdentitiesAsync(Inputs.File("identities-snake-case.json"), new() { Mode = ReadingMode.Strict });
        Outcome<ExternalIdentity> camel = await Inputs.IdentitiesAsync(Inputs.File("identities-camel-case.json"), new() { Mode = ReadingMode.Strict });
        Assert.Equal(("", ""), (snake.Report, camel.Report));
        Assert.Equal(Describe.All(snake.Records), Describe.All(camel.Records));
    }
}
