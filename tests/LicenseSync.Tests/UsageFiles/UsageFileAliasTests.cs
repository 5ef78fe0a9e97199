using System.Globalization;
using LicenseSync.Accounts;

namespace LicenseSync.Tests.UsageFiles;

/// <summary>The alias table of formats 6.</summary>
public sealed class UsageFileAliasTests
{
    [Theory]
    [InlineData("user_id")]
    [InlineData("userId")]
    [InlineData("USER-ID")]
    [InlineData("user id")]
    [InlineData("user\\u005fid")]
    [InlineData("id")]
    [InlineData("remote_user_id")]
    [InlineData("remoteUserId")]
    [InlineData("database_id")]
    public async Task UserId_Alias_IsRead(string name)
    {
        Assert.Equal(7, (await Usage.ReadOneAsync($"\"{name}\":7")).UserId);
        Assert.Equal(7, (await Usage.ReadOneAsync($"\"{name}\":\"07\"")).UserId);
    }

    [Theory]
    [InlineData("login")]
    [InlineData("Login")]
    [InlineData("username")]
    [InlineData("user_name")]
    [InlineData("handle")]
    public async Task Login_Alias_IsRead(string name) => Assert.Equal("octo", (await Usage.ReadOneAsync($"\"{name}\":\"octo\"")).Login);

    [Theory]
    [InlineData("profile_name")]
    [InlineData("name")]
    [InlineData("display_name")]
    [InlineData("displayName")]
    [InlineData("full_name")]
    public async Task ProfileName_Alias_IsRead(string name) => Assert.Equal("Octo Ö", (await Usage.ReadOneAsync($"\"id\":1,\"{name}\":\"Octo \\u00d6\"")).ProfileName);

    [Theory]
    [InlineData("\"is_site_admin\":true", true)]
    [InlineData("\"site_admin\":\"True\"", true)]
    [InlineData("\"admin\":false", false)]
    [InlineData("\"role\":\"Admin\"", true)]
    [InlineData("\"role\":\"user\"", false)]
    [InlineData("\"role\":\"billing\"", null)]
    [InlineData("\"admin\":\"\",\"role\":\"admin\"", true)]
    [InlineData("\"is_site_admin\":false,\"role\":\"admin\"", false)]
    public async Task IsSiteAdmin_Alias_IsRead(string property, bool? expected) => Assert.Equal(expected, (await Usage.ReadOneAsync("\"id\":1," + property)).IsSiteAdmin);

    [Theory]
    [InlineData("remote_created_at", "2024-01-02T03:04:05Z")]
    [InlineData("created_at", "2024-01-02T03:04:05Z")]
    [InlineData("createdAt", "2024-01-02 03:04:05 UTC")]
    [InlineData("created_at", "2024-01-02T04:04:05.000+01:00")]
    [InlineData("created_at", "2024-01-02T03:04:05")]
    public async Task CreatedAt_Alias_IsRead(string name, string date) => Assert.Equal(
        DateTimeOffset.Parse("2024-01-02T03:04:05Z", CultureInfo.InvariantCulture),
        (await Usage.ReadOneAsync($"\"id\":1,\"{name}\":\"{date}\"")).CreatedAt);

    [Theory]
    [InlineData("\"suspended\":true", true)]
    [InlineData("\"suspended\":\"TRUE\"", true)]
    [InlineData("\"is_suspended\":true", true)]
    [InlineData("\"suspended\":false,\"is_suspended\":true", true)]
    [InlineData("\"suspended\":true,\"is_suspended\":false", true)]
    [InlineData("\"suspended\":false,\"suspended_at\":\"2024-01-02T03:04:05Z\"", true)]
    [InlineData("\"suspended\":false,\"suspended\":true", true)]
    [InlineData("\"suspended_at\":\"last week\"", true)]
    [InlineData("\"suspended_at\":1704164645", true)]
    [InlineData("\"suspended_at\":null", false)]
    [InlineData("\"suspended_at\":\"\"", false)]
    [InlineData("\"suspended_at\":false", false)]
    [InlineData("\"suspended\":\"maybe\"", false)]
    [InlineData("\"x\":1", false)]
    public async Task IsSuspended_AnyField_Says(string properties, bool expected)
    {
        // C1: where any of the suspended fields says so, it is; where none does, it is not.
        Assert.Equal(expected, (await Usage.ReadOneAsync("\"id\":1," + properties)).IsSuspended);
    }

    [Theory]
    [InlineData("dormant")]
    [InlineData("is_dormant")]
    public async Task IsDormant_Alias_IsRead(string name) => Assert.True((await Usage.ReadOneAsync($"\"id\":1,\"{name}\":true")).IsDormant);

    [Theory]
    [InlineData("")]
    [InlineData("_user")]
    [InlineData("_license_user")]
    public async Task SecuritySeats_Alias_AreRead(string suffix)
    {
        ServerAccount account = await Usage.ReadOneAsync($"\"id\":1,\"advanced_security{suffix}\":true,\"code_security{suffix}\":\"false\",\"secretProtection{suffix}\":true");
        Assert.Equal((true, false, true), (account.UsesAdvancedSecurity, account.UsesCodeSecurity, account.UsesSecretProtection));
    }

    [Theory]
    [InlineData("\"id\":8,\"user_id\":7", "\"id\":8")]
    [InlineData("\"user_id\":\"x\",\"id\":7", "\"user_id\":\"x\"")]
    [InlineData("\"user_id\":\"\",\"id\":7", "")]
    [InlineData("\"user_id\":null,\"database_id\":\"7\"", "")]
    [InlineData("\"user_id\":\"\\ud800\",\"remote_user_id\":7,\"login\":\"o\",\"id\":[7]", "\"user_id\":\"\\ud800\",\"id\":[7]")]
    public async Task UserId_SeveralAliases_FirstUsableInTheTablesOrderWins(string properties, string kept)
    {
        ServerAccount account = await Usage.ReadOneAsync(properties);
        Assert.Equal((7, kept), (account.UserId, Usage.Describe(account.AdditionalProperties)));
        Assert.DoesNotContain("LS101", await Usage.FindingsOfAsync(properties), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-1", "LS1011")]
    [InlineData("1.0", "LS1011")]
    [InlineData("1e3", "LS1011")]
    [InlineData("9223372036854775808", "LS1011")]
    [InlineData("\"+1\"", "LS1011")]
    [InlineData("\" 1\"", "LS1011")]
    [InlineData("\"-1\"", "LS1011")]
    [InlineData("\"abc\"", "LS1011")]
    [InlineData("true", "LS1010")]
    [InlineData("[1]", "LS1010")]
    public async Task UserId_NotUsable_IsReportedAndKept(string value, string code)
    {
        string properties = "\"login\":\"o\",\"user_id\":" + value;
        Assert.StartsWith($"{code} $.users[0].user_id 1:62\n", await Usage.FindingsOfAsync(properties), StringComparison.Ordinal);
        Assert.Equal("\"user_id\":" + value, Usage.Describe((await Usage.ReadOneAsync(properties)).AdditionalProperties));
    }

    [Theory]
    [InlineData("\"id\":7,\"id\":8", "\"id\":8")]
    [InlineData("\"id\":\"\",\"id\":7", "\"id\":\"\"")]
    [InlineData("\"id\":[],\"ID\":7", "\"id\":[]")]
    public async Task UserId_SameKeyTwice_FirstUsableCounts(string properties, string kept)
    {
        Assert.StartsWith("LS1012 $.users[0].", await Usage.FindingsOfAsync(properties), StringComparison.Ordinal);
        ServerAccount account = await Usage.ReadOneAsync(properties);
        Assert.Equal((7, kept), (account.UserId, Usage.Describe(account.AdditionalProperties)));
    }

    [Theory]
    [InlineData("host_name", "server_id", "http_only", "public_key")]
    [InlineData("hostname", "serverId", "HTTP only", "Public key")]
    [InlineData("HostName", "Server ID", "http-only", "publicKey")]
    public async Task Instance_Alias_IsRead(string host, string id, string http, string key)
    {
        string properties = $"\"{host}\":\"h\",\"{id}\":\"s\",\"{http}\":true,\"{key}\":\"k\",\"License\":\"l\",\"Version\":\"3\",\"Features\":[\"f\"]";
        foreach (string text in new[] { "{" + properties + ",\"users\":[]}", "{\"users\":[],\"Instance\":{" + properties + "}}" })
        {
            (ServerInstance? instance, _, string findings) = await Usage.ReadAsync(text);
            Assert.Equal(("s|h|3|True|l|k|f//|", ""), (Usage.Describe(instance!), findings));
        }
    }

    [Fact]
    public async Task Instance_ObjectAndRoot_FirstCountsAndTheOtherIsKept()
    {
        (ServerInstance? instance, _, string findings) = await Usage.ReadAsync("""{"instance":{"server_id":"s"},"server_id":"t","users":[],"instance":{"version":"3"}}""");
        Assert.Equal("s|||||||\"server_id\":\"t\",\"instance\":{\"version\":\"3\"}", Usage.Describe(instance!));
        Assert.Equal("LS1012 $.server_id 1:30\nLS1012 $.instance 1:57\n", findings);
    }
}
