using LicenseSync.Accounts;

namespace LicenseSync.Tests.Accounts;

public sealed class ServerUserIdTests
{
    [Theory]
    [InlineData("ghes.example:7", "ghes.example", 7L, null)]
    [InlineData(" ghes.example:07 ", "ghes.example", 7L, null)]
    [InlineData("7:ghes.example", "ghes.example", 7L, null)]
    [InlineData("71:ghes.example:Member", "ghes.example", 71L, "Member")]
    [InlineData("ghes.example:8443:7", "ghes.example:8443", 7L, null)]
    [InlineData("7:ghes.example:8443:Member", "ghes.example:8443", 7L, "Member")]
    public void TryParse_BothSpellings_HostAndId(string text, string host, long id, string? role)
    {
        // A6
        Assert.True(ServerUserId.TryParse(text, out ServerUserId parsed));
        Assert.Equal((host, id, role, text), (parsed.HostName, parsed.UserId!.Value, parsed.Role, parsed.RawText));
    }

    [Theory]
    [InlineData("7:8")]
    [InlineData("7:ghes.example:8443")]
    [InlineData("ghes.example:octo-ana")]
    [InlineData("7")]
    [InlineData("7:")]
    [InlineData(":7")]
    [InlineData("7::Member")]
    [InlineData("-7:ghes.example:x")]
    [InlineData("ghes.example:99999999999999999999")]
    [InlineData("99999999999999999999:ghes.example:7")]
    [InlineData("")]
    public void TryParse_NeitherSpelling_UnknownAndKept(string text)
    {
        // A6
        Assert.False(ServerUserId.TryParse(text, out ServerUserId parsed));
        Assert.Equal((false, text, text), (parsed.IsKnown, parsed.RawText, parsed.ToString()));
    }

    [Fact]
    public void Equals_HostsInAnyCaseAndBothSpellings_OneAccount() =>
        Assert.Equal(ServerUserId.Parse("GHES.example:7"), ServerUserId.Parse("07:ghes.EXAMPLE:Member"));
}
