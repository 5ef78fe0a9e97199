using LicenseSync.Accounts;

namespace LicenseSync.Tests.UsageFiles;

/// <summary>Emails of accounts: formats 6, semantics B2 to B4.</summary>
public sealed class UsageFileEmailTests
{
    [Theory]
    [InlineData("""
        "emails":["a@x.example"]
        """, "a@x.example/", "a@x.example", "")]
    [InlineData("""
        "emails":[{"email":"a@x.example","primary":false},{"address":"b@x.example","is_primary":true}]
        """, "a@x.example/False b@x.example/True", "b@x.example", "")]
    [InlineData("""
        "emails":[{"value":"a@x.example","isPrimary":"TRUE"}]
        """, "a@x.example/True", "a@x.example", "")]
    [InlineData("""
        "emails":[{"email":"","value":"a@x.example","primary":null,"isPrimary":true}]
        """, "a@x.example/True", "a@x.example", "")]
    [InlineData("""
        "email":"a@x.example"
        """, "a@x.example/", "a@x.example", "")]
    [InlineData("""
        "primary_email":"a@x.example"
        """, "a@x.example/True", "a@x.example", "")]
    [InlineData("""
        "primary_email":"a@x.example","email":"b@x.example"
        """, "a@x.example/True b@x.example/", "a@x.example", "")]
    [InlineData("""
        "primary_email":"a@x.example","email":"A@x.example "
        """, "a@x.example/True", "a@x.example", "")]
    [InlineData("""
        "emails":["a@x.example","b@x.example"],"primary_email":"B@x.example"
        """, "a@x.example/ b@x.example/True", "b@x.example", "")]
    [InlineData("""
        "emails":["a@x.example"],"primary_email":"c@x.example"
        """, "a@x.example/ c@x.example/True", "c@x.example", "")]
    [InlineData("""
        "emails":[{"email":"a@x.example","primary":true}],"primary_email":"c@x.example"
        """, "a@x.example/True", "a@x.example", "")]
    [InlineData("""
        "emails":["a@x.example"],"email":"c@x.example"
        """, "a@x.example/", "a@x.example", "")]
    [InlineData("""
        "emails":["nobody"],"email":"c@x.example"
        """, "nobody/ c@x.example/", "c@x.example", "LS2005 $.users[0].emails[0]")]
    [InlineData("""
        "emails":[],"email":"c@x.example"
        """, "c@x.example/", "c@x.example", "")]
    [InlineData("""
        "emails":["a@x.example","A@X.example"]
        """, "a@x.example/ A@X.example/", "a@x.example", "")]
    [InlineData("""
        "emails":[{"email":"nobody","primary":true},{"email":"a@x.example"}]
        """, "nobody/True a@x.example/", "a@x.example", "LS2005 $.users[0].emails[0].email")]
    [InlineData("""
        "emails":["a@x.example","b@x.example"]
        """, "a@x.example/ b@x.example/", null, "LS2003 $.users[0]")]
    [InlineData("""
        "emails":[{"email":"a@x.example","primary":true},{"email":"b@x.example","primary":true},{"email":"c@x.example","primary":true}]
        """, "a@x.example/True b@x.example/True c@x.example/True", "a@x.example", "LS2004 $.users[0].emails[1].email")]
    [InlineData("""
        "emails":[{"email":"a@x.example","primary":true},{"email":"A@x.example","primary":true}]
        """, "a@x.example/True A@x.example/True", "a@x.example", "")]
    [InlineData("""
        "emails":[null,{"primary":false},"b@x.example"]
        """, "/False b@x.example/", "b@x.example", "LS2005 $.users[0].emails[1]")]
    [InlineData("""
        "emails":"a@x.example"
        """, "", null, "LS1010 $.users[0].emails LS2003 $.users[0]")]
    [InlineData("""
        "emails":["\udc00","b@x.example"]
        """, "b@x.example/", "b@x.example", "LS1007 $.users[0].emails[0]")]
    [InlineData("""
        "emails":[{"email":7},"b@x.example"]
        """, "b@x.example/", "b@x.example", "LS1010 $.users[0].emails[0].email")]
    [InlineData("""
        "emails":[],"emails":["b@x.example"]
        """, "b@x.example/", "b@x.example", "LS1012 $.users[0].emails")]
    [InlineData("""
        "emails":["b@x.example"],"emails":["c@x.example"]
        """, "b@x.example/", "b@x.example", "LS1012 $.users[0].emails")]
    [InlineData("""
        "emails":[{"email":"b@x.example","email":"c@x.example"}]
        """, "b@x.example/", "b@x.example", "LS1012 $.users[0].emails[0].email")]
    public async Task Emails_Shape_GivesEntriesAndPrimary(string properties, string emails, string? primary, string findings)
    {
        properties = "\"id\":1," + properties;
        ServerAccount account = await Usage.ReadOneAsync(properties);
        Assert.Equal(emails, string.Join(' ', account.Emails.Select(email => $"{email.Address}/{email.IsPrimary}")));
        Assert.Equal(primary, account.PrimaryEmail?.Value);
        Assert.Equal(findings, string.Join(' ', (await Usage.FindingsOfAsync(properties)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[..line.LastIndexOf(' ')])));
    }

    [Fact]
    public async Task Emails_WhatCannotBeUsed_IsKept()
    {
        ServerAccount account = await Usage.ReadOneAsync("""
            "id":1,"emails":[{"email":"a@x.example","primary":true,"primary":false,"address":"b@x.example","seen": 1}],"primary_email":"c@x.example","email":"d@x.example"
            """);
        Assert.Equal("\"primary\":false,\"address\":\"b@x.example\",\"seen\":1", Usage.Describe(Assert.Single(account.Emails).AdditionalProperties));
        Assert.Equal("\"primary_email\":\"c@x.example\",\"email\":\"d@x.example\"", Usage.Describe(account.AdditionalProperties));
    }

    [Fact]
    public async Task AdditionalProperties_InvalidUtf8_IsReportedOnceAndKept()
    {
        byte[] file = [.. "{\"r"u8, 0xFF, .. "\":1,\"users\":[{\"id\":1,\"email\":\"a@b\",\"x\":[\"a"u8, 0xFE, .. "\"]}]}"u8];
        (_, List<ServerAccount> accounts, string findings) = await Usage.ReadAsync(new MemoryStream(file));
        Assert.Equal("LS1008 $['r\uFFFD'] 1:3\nLS1008 $.users[0].x[0] 1:46\n", findings);
        Assert.Equal([0x5B, 0x22, 0x61, 0xFE, 0x22, 0x5D], accounts[0].AdditionalProperties[0].RawValue.ToArray());
    }

    [Fact]
    public async Task Emails_InvalidUtf8_IsReportedAtTheByte()
    {
        byte[] file = [.. "{\"users\":[{\"id\":1,\"emails\":[\"ab"u8, 0xC3, .. "\"],\"name\":\""u8, 0xFF, .. "\"}]}"u8];
        (_, List<ServerAccount> accounts, string findings) = await Usage.ReadAsync(new MemoryStream(file));
        Assert.Equal("LS1008 $.users[0].name 1:43\nLS1008 $.users[0].emails[0] 1:31\nLS2003 $.users[0] 1:10\n", findings);
        Assert.Contains((byte)0xFF, accounts[0].AdditionalProperties[1].RawValue.ToArray());
    }
}
