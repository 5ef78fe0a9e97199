using System.Text;
using LicenseSync.Diagnostics;
using LicenseSync.IO;

namespace LicenseSync.Tests.IO;

public sealed class InputFileTests
{
    [Theory]
    [InlineData("""{"instance":{},"users":[]}""", FileKind.ServerUsage)]
    [InlineData("""{"users":"QUJD"}""", FileKind.ServerUsage)]
    [InlineData("""{"host_name":"h","users":[]}""", FileKind.ServerUsage)]
    [InlineData("""{"users":[],"Server ID":"x"}""", FileKind.ServerUsage)]
    [InlineData("""{"users":[{"id":1,"login":"octo"}]}""", FileKind.ServerUsage)]
    [InlineData("""{"users":[{"user_id":1""", FileKind.ServerUsage)]
    [InlineData("""{"users":[],"total_seats_consumed":0}""", FileKind.ConsumedLicenses)]
    [InlineData("""{"total_seats_purchased":3,"users":[{"id":1}]}""", FileKind.ConsumedLicenses)]
    [InlineData("""{"users":[null,{"github_com_login":"octo"}]}""", FileKind.ConsumedLicenses)]
    [InlineData("""{"users":[{"license_type":"Enterprise","enterprise_server_user_ids":[]}]}""", FileKind.ConsumedLicenses)]
    [InlineData("""[{"total_seats_consumed":1,"users":[]}]""", FileKind.ConsumedLicenses)]
    [InlineData("""{"total_seats_consumed":1,"users":[]}{"total_seats_consumed":1""", FileKind.ConsumedLicenses)]
    [InlineData("""{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"Resources":[]}""", FileKind.Identities)]
    [InlineData("""{"external_identities":[]}""", FileKind.Identities)]
    [InlineData("""[{"Resources":[]}]""", FileKind.Identities)]
    [InlineData("GitHub com login,GitHub com name,License type\n", FileKind.LicenseReport)]
    [InlineData("github_com_login;license_type", FileKind.LicenseReport)]
    [InlineData("Name\tGitHub login\tLicense type\r\n", FileKind.LicenseReport)]
    [InlineData("Handle or email,Name,License status\n", FileKind.LicenseReport)]
    [InlineData("\"Name\",\"Handle or email\",\"Enterprise role\"\n", FileKind.LicenseReport)]
    [InlineData("created_at,id,login,email,role,suspended?,last_logged_ip,repos\n", FileKind.ServerUserReport)]
    [InlineData("sep=;\r\nid;login;role\r\n", FileKind.ServerUserReport)]
    [InlineData("\n\nid;login;email;role;dormant?\r\n", FileKind.ServerUserReport)]
    [InlineData("""{"users":[]}""", FileKind.Unknown)]
    [InlineData("{}", FileKind.Unknown)]
    [InlineData("[]", FileKind.Unknown)]
    [InlineData("""{"users":3}""", FileKind.Unknown)]
    [InlineData("login,id", FileKind.Unknown)]
    [InlineData("hello", FileKind.Unknown)]
    [InlineData("", FileKind.Unknown)]
    [InlineData("\n\n", FileKind.Unknown)]
    public async Task OpenAsync_Content_TellsTheKind(string content, FileKind kind)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(content);
        foreach (byte[] variant in new byte[][] { bytes, [0xEF, 0xBB, 0xBF, .. bytes], Json.Gzip(bytes) })
        {
            await using InputFile file = await InputFile.OpenAsync(new ChunkedStream(variant, 1));
            Assert.Equal(kind, file.Kind);
        }
    }

    [Fact]
    public async Task OpenAsync_LongEncryptedUsers_AreServerUsage()
    {
        string text = "{\"users\" : \"" + new string('Q', 200_000);
        await using InputFile file = await InputFile.OpenAsync(Json.Stream(text));
        Assert.Equal(FileKind.ServerUsage, file.Kind);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(200_000)]
    public async Task Content_AnySize_IsPlainFromTheVeryStart(int size)
    {
        byte[] plain = [0xEF, 0xBB, 0xBF, .. Enumerable.Range(0, size).Select(i => (byte)i)];
        await using InputFile file = await InputFile.OpenAsync(new MemoryStream(Json.Gzip(plain)), "name");
        using var read = new MemoryStream();
        await file.Content.CopyToAsync(read);
        Assert.Equal(plain, read.ToArray());
        Assert.Equal("name", file.SourceName);
    }

    [Fact]
    public async Task OpenAsync_DamagedGzip_IsRefusedAndTheStreamClosed()
    {
        var stream = new MemoryStream(Json.Gzip(new byte[100])[..12]);
        var exception = await Assert.ThrowsAsync<InputFormatException>(() => InputFile.OpenAsync(stream, "name"));
        Assert.Equal(("LS1005", "name"), (exception.Diagnostic.Code, exception.Position.Source));
        Assert.False(stream.CanRead);
    }

    [Fact]
    public async Task OpenAsync_NoFileOrADirectory_IsAnIOProblem()
    {
        await Assert.ThrowsAsync<FileNotFoundException>(() => InputFile.OpenAsync(Path.Combine(AppContext.BaseDirectory, "none.json")));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => InputFile.OpenAsync(AppContext.BaseDirectory));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DisposeAsync_LeaveOpen_DecidesOverTheStream(bool leaveOpen)
    {
        var stream = new MemoryStream(Json.Gzip("{}"u8.ToArray()));
        await (await InputFile.OpenAsync(stream, leaveOpen: leaveOpen)).DisposeAsync();
        Assert.Equal(leaveOpen, stream.CanRead);
    }
}
