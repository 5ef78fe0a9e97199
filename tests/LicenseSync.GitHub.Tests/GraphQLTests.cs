using System.Text.Json.Nodes;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.GitHub.Tests.FakeGitHub;
using Microsoft.Extensions.Options;

namespace LicenseSync.GitHub.Tests;

/// <summary>GraphQL's answers that are not what was asked for, and options that are not allowed.</summary>
public sealed class GraphQLTests
{
    // SSO that each organization set up itself (formats 9).
    [Fact]
    public async Task ExternalIdentities_NoProviderAtTheEnterprise_AreTheOrganizations()
    {
        await using FakeServer server = await FakeServer.StartAsync(request =>
        {
            JsonNode body = JsonNode.Parse(request.Body)!;
            string? organization = (string?)body["variables"]!["organization"];
            return FakeAnswer.Json((string)body["operationName"]! switch
            {
                "EnterpriseSamlIdentities" => """{"data":{"enterprise":{"ownerInfo":{"samlIdentityProvider":null}}}}""",
                "EnterpriseOidcIdentities" => """{"data":{"enterprise":{"ownerInfo":{"oidcProvider":null}}}}""",
                "OrganizationsWithSso" when (string)body["variables"]!["state"]! == "ENFORCED" => """{"data":{"enterprise":{"ownerInfo":{"samlIdentityProviderSettingOrganizations":{"totalCount":2,"pageInfo":{"hasNextPage":false},"nodes":[{"login":"b-org"},{"login":"a-org"}]}}}}}""",
                "OrganizationsWithSso" => """{"data":{"enterprise":{"ownerInfo":{"samlIdentityProviderSettingOrganizations":{"totalCount":0,"pageInfo":{"hasNextPage":false},"nodes":[]}}}}}""",
                _ when organization == "b-org" => """{"data":{"organization":{"samlIdentityProvider":null}}}""",
                _ => """{"data":{"organization":{"samlIdentityProvider":{"externalIdentities":{"totalCount":2,"pageInfo":{"hasNextPage":false},"nodes":[{"guid":"1","user":null,"samlIdentity":{"nameId":"n","emails":null,"attributes":[]},"scimIdentity":null},{"guid":"2","user":{"login":"ana"},"samlIdentity":null,"scimIdentity":{"username":"u","emails":[{"value":"a@octo.example","primary":null}]}}]}}}}}""",
            });
        });
        using var host = new Host(server.Url);

        List<ExternalIdentity> identities = await ListAsync(host.Cloud.ExternalIdentities.ReadAsync());

        Assert.Equal([("1", null, "n", null), ("2", "ana", null, "u")], identities.Select(identity => (identity.Guid, identity.GitHubComLogin, identity.SamlIdentity?.NameId, identity.ScimIdentity?.UserName)));
        Assert.Equal("a@octo.example", identities[1].ScimIdentity!.Emails[0].Value);
        Assert.All(identities, identity => Assert.False(identity.IsScimUser));
    }

    [Theory]
    [InlineData("""{"data":{"enterprise":null},"errors":[{"type":"NOT_FOUND","message":"secret words"}]}""", "NOT_FOUND")]
    [InlineData("""{"data":{"enterprise":{"ownerInfo":null}}}""", "read:enterprise")]
    [InlineData("""{"data":{"enterprise":{"ownerInfo":{"enterpriseServerInstallations":{"totalCount":2,"pageInfo":{"hasNextPage":false},"nodes":[{"id":"a"}]}}}}}""", "totalCount is 2, and 1 entries arrived")]
    [InlineData("""{"data":{"enterprise":{"ownerInfo":{"enterpriseServerInstallations":{"totalCount":1,"pageInfo":{"hasNextPage":true,"endCursor":"x"},"nodes":[]}}}}}""", "same page again")]
    [InlineData("[]", "no data")]
    public async Task Installations_AnswerThatIsNone_IsAnErrorThatSaysWhy(string answer, string told)
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json(answer));
        using var host = new Host(server.Url);

        string message = (await Assert.ThrowsAsync<TransportException>(() => ListAsync(host.Cloud.ReadServerInstallationsAsync()))).ToString();

        Assert.Contains(told, message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Installations_PageTooCostly_AskedForInSmallerPages()
    {
        await using FakeServer server = await FakeServer.StartAsync(request => FakeAnswer.Json((int)JsonNode.Parse(request.Body)!["variables"]!["first"]! > 25
            ? """{"data":null,"errors":[{"type":"RESOURCE_LIMITS_EXCEEDED"}]}"""
            : """{"data":{"enterprise":{"ownerInfo":{"enterpriseServerInstallations":{"totalCount":1,"pageInfo":{"hasNextPage":false},"nodes":[{"id":"a"}]}}}}}"""));
        using var host = new Host(server.Url);

        Assert.Single(await ListAsync(host.Cloud.ReadServerInstallationsAsync()));

        Assert.Equal([100, 50, 25], server.Requests.Select(request => (int)JsonNode.Parse(request.Body)!["variables"]!["first"]!));
    }

    public static TheoryData<string, Action<GitHubEnterpriseCloudOptions>> Wrong => new()
    {
        { "Token", options => options.Token = null },
        { "Enterprise", options => options.Enterprise = null },
        { "https", options => options.ApiUrl = new("http://api.octo.example") },
        { "user name", options => options.ApiUrl = new("https://a:b@api.octo.example") },
        { "PageSize", options => options.PageSize = 101 },
        { "ApiVersion", options => options.ApiVersion = "latest" },
        { "UserAgent", options => options.UserAgent = "a b\r\nx: y" },
        { "AttemptTimeout", options => options.AttemptTimeout = TimeSpan.Zero },
        { "TotalTimeout", options => options.TotalTimeout = TimeSpan.FromDays(25) },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void Options_OutOfRange_AreRefused(string named, Action<GitHubEnterpriseCloudOptions> change)
    {
        using var host = new Host(new("http://127.0.0.1:1"), change);

        Assert.Contains(named, Assert.Throws<OptionsValidationException>(() => host.Cloud).Message, StringComparison.Ordinal);
    }

    private static async Task<List<T>> ListAsync<T>(IAsyncEnumerable<T> items)
    {
        List<T> list = [];
        await foreach (T item in items)
        {
            list.Add(item);
        }

        return list;
    }
}
