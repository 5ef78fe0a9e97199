using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.Tests.LicenseReports;

public sealed class ServerUserReportFileTests
{
    [Fact]
    public async Task ReadAccountsAsync_UserReport_EveryColumnIsRead()
    {
        Outcome<ServerAccount> read = await Inputs.UsersAsync(Inputs.File("user-report.csv"));
        ServerAccount ana = read.Records[0];
        Assert.Equal((41L, "ana", true, false, false), (ana.UserId!.Value, ana.Login, ana.IsSiteAdmin, ana.IsSuspended, ana.IsDormant));
        Assert.Equal(new DateTimeOffset(2024, 2, 6, 12, 41, 52, TimeSpan.Zero), ana.CreatedAt);
        Assert.Equal(("ana@octo-corp.example", true), (Assert.Single(ana.Emails).Address, ana.Emails[0].IsPrimary));
        Assert.Equal(["last_logged_ip", "repos", "ssh_keys", "org_memberships", "last_active", "raw_login", "2fa_enabled?"], ana.AdditionalProperties.Select(property => property.Name));
        Assert.Equal("\"ana\"", ana.AdditionalProperties[5].ToJsonElement().GetString());
        Assert.Equal((true, true, false), (read.Records[1].IsSuspended, read.Records[1].IsDormant, read.Records[1].IsSiteAdmin));
        Assert.Equal(TimeSpan.FromHours(-6), read.Records[1].CreatedAt!.Value.Offset);
    }

    [Fact]
    public async Task ReadAccountsAsync_DuplicatesAndMissingKeys_ReportedFirstIsKept()
    {
        // A2, B3, B4; an unknown role is kept.
        Outcome<ServerAccount> read = await Inputs.UsersAsync(Inputs.File("user-report.csv"));
        Assert.Equal([41L, 42L, 43L, 44L, null], read.Records.Select(account => account.UserId));
        Assert.Equal("eve", read.Records[4].Login);
        Assert.Contains(read.Records[4].AdditionalProperties, property => property.Name == "role");
        Assert.Equal(
            "LS2003  4:344\nLS2005 email 5:412\nLS2003  5:412\nLS2001  6:492\nLS2001  8:673\nLS2002  9:752",
            read.Report);
    }

    [Fact]
    public async Task ReadAccountsAsync_StrictAndTwice_Refused()
    {
        // A2: warnings (B3, B4) do not refuse, a duplicate does.
        Outcome<ServerAccount> read = await Inputs.UsersAsync(Inputs.File("user-report.csv"), new() { Mode = ReadingMode.Strict });
        Assert.Equal(DiagnosticDescriptors.DuplicateUserId, read.Failure?.Diagnostic.Descriptor);
        Assert.Equal((6L, 492L), (read.Failure!.Position.Line!.Value, read.Failure.Position.ByteOffset!.Value));
        Assert.DoesNotContain("bo", read.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAccountsAsync_IdsWithLeadingZeros_AreNumbers()
    {
        // A2
        Outcome<ServerAccount> read = await Inputs.UsersAsync("login,id,email\na,07,a@octo-corp.example\nb, 7 ,b@octo-corp.example\n");
        Assert.Equal((7L, "LS2001  3:40"), (Assert.Single(read.Records).UserId!.Value, read.Report));
    }

    [Theory]
    [InlineData("x1,a@octo-corp.example,,2024-01-01T00:00:00Z", "LS1011 id 2:40")]
    [InlineData("-1,a@octo-corp.example,,2024-01-01T00:00:00Z", "LS1011 id 2:40")]
    [InlineData("1,a@octo-corp.example,maybe,2024-01-01T00:00:00Z", "LS1011 suspended? 2:40")]
    [InlineData("1,a@octo-corp.example,,1/2/2024 3:04", "LS1011 created_at 2:40")]
    [InlineData("1,a@octo-corp.example", "LS1014  2:40")]
    public async Task ReadAccountsAsync_PlantedDefect_ReportedAndRefusedWhenStrict(string cells, string report)
    {
        string text = $"login,id,email,suspended?,created_at,x\r\na,{cells},\r\n";
        text = report.StartsWith("LS1014", StringComparison.Ordinal) ? text.Replace(",\r\n", "\r\n", StringComparison.Ordinal) : text;
        Assert.Equal(report, (await Inputs.UsersAsync(text)).Report);
        Assert.Equal(report, (await Inputs.UsersAsync(text, new() { Mode = ReadingMode.Strict })).Report);
    }

    [Theory]
    [InlineData("github_com_login,email\nana,a@octo-corp.example\n")]
    [InlineData("login,name\nana,Ana\n")]
    [InlineData("id,email\n7,a@octo-corp.example\n")]
    public async Task OpenAsync_NotAUserReport_Refused(string text) =>
        Assert.Equal("LS1004  1:0", (await Inputs.UsersAsync(text)).Report);

    [Fact]
    public async Task ReadAccountsAsync_AnyChunks_SameAccounts()
    {
        byte[] file = Inputs.File("user-report.csv");
        string expected = Describe.All((await Inputs.UsersAsync(file)).Records);
        for (int chunk = 1; chunk <= 64; chunk++)
        {
            Assert.Equal(expected, Describe.All((await Inputs.UsersAsync(file, chunk: chunk)).Records));
        }
    }

    [Property(MaxTest = 300)]
    public Property ReadAccountsAsync_DamagedFiles_ResultOrLicenseSyncException() =>
        Prop.ForAll(Generators.Damaged(Inputs.File("user-report.csv")).ToArbitrary(), bytes => Inputs.UsersAsync(bytes).GetAwaiter().GetResult() is not null);
}
