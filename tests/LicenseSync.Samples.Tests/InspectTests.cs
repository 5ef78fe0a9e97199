using System.Text.Json.Nodes;

namespace LicenseSync.Samples.Tests;

public sealed class InspectTests
{
    [Theory]
    [InlineData("ghes-main.json", "server-usage", false, "accounts", 31)]
    [InlineData("ghes-main.json", "server-usage", false, "suspended", 2)]
    [InlineData("ghes-encrypted.json", "server-usage", true, "encrypted_bytes", 1600)]
    [InlineData("ghes-acquired.csv", "server-user-report", false, "without_primary_email", 1)]
    [InlineData("consumed-licenses.json", "consumed-licenses", false, "pending_invitations", 7)]
    [InlineData("consumed-licenses-pages.json", "consumed-licenses", false, "total_seats_consumed", 36)]
    [InlineData("identities.json", "identities", false, "unlinked", 1)]
    [InlineData("scim-users.json", "identities", false, "scim_users_without_login", 2)]
    public async Task Inspect_EachKind_SaysWhatItHolds(string file, string kind, bool isEncrypted, string count, int value)
    {
        (int exitCode, string output, string error) = await Cli.RunAsync(["inspect", $"samples/data/{file}", "--format", "json"]);

        JsonNode document = JsonNode.Parse(output)!;
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Equal((kind, isEncrypted, value), ((string)document["kind"]!, (bool)document["encrypted"]!, (int)document["counts"]![count]!));
    }

    [Fact]
    public async Task Inspect_EncryptedExport_ShowsTheInstance()
    {
        (_, string output, _) = await Cli.RunAsync(["inspect", "samples/data/ghes-encrypted.json", "--format", "json"]);

        JsonNode instance = JsonNode.Parse(output)!["instance"]!;
        Assert.Equal("lab.harbor-robotics.example", (string)instance["host_name"]!);
        Assert.True((bool)instance["http_only"]!);
        Assert.Equal("license_usage_sync", (string)instance["features"]![0]!["name"]!);
    }
}
