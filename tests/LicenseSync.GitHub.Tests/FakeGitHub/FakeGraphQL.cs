using System.Globalization;
using System.Text.Json.Nodes;
using LicenseSync.Accounts;
using LicenseSync.Cli.Generation;

namespace LicenseSync.GitHub.Tests.FakeGitHub;

/// <summary>Answers the queries by the name of their operation, with cursors that are numbers.</summary>
internal sealed class FakeGraphQL(WorldGenerator world)
{
    private readonly List<ServerAccount>[] _accounts = [.. Enumerable.Range(0, world.Instances).Select(instance => new List<ServerAccount>(world.Instances <= 8 ? world.ServerAccounts(instance) : []))];

    public FakeAnswer Answer(FakeRequest request, RowFile identities)
    {
        JsonNode body = JsonNode.Parse(request.Body)!;
        JsonNode variables = body["variables"]!;
        int first = (int)variables["first"]!;
        int after = variables["after"] is { } cursor ? int.Parse((string)cursor!, CultureInfo.InvariantCulture) : 0;
        JsonNode? data = (string)body["operationName"]! switch
        {
            "EnterpriseSamlIdentities" => Owner("samlIdentityProvider", new JsonObject { ["externalIdentities"] = Page(identities.Count, first, after, number => Identity(identities.Page(number, 1)[0])) }),
            "EnterpriseOidcIdentities" => Owner("oidcProvider", null),
            "ServerInstallations" => Owner("enterpriseServerInstallations", Page(world.Instances, first, after, Installation)),
            "ServerUserAccounts" => Node("userAccounts", Accounts((string)variables["installation"]!, first, after)),
            "ServerUserAccountEmails" => Node("emails", Emails(Account((string)variables["account"]!), first, after)),
            _ => null,
        };
        return data is null
            ? FakeAnswer.Json("""{"data":null,"errors":[{"type":"NOT_FOUND","message":"no such thing"}]}""")
            : FakeAnswer.Json(new JsonObject { ["data"] = data }.ToJsonString());
    }

    private static JsonObject Owner(string name, JsonNode? value) => new() { ["enterprise"] = new JsonObject { ["ownerInfo"] = new JsonObject { [name] = value } } };

    private static JsonObject Node(string name, JsonNode value) => new() { ["node"] = new JsonObject { [name] = value } };

    // A null node on every page: connections may hold them.
    private static JsonObject Page(int total, int first, int after, Func<int, JsonNode?> node)
    {
        int end = Math.Min(total, after + first);
        return new()
        {
            ["totalCount"] = total,
            ["pageInfo"] = new JsonObject { ["hasNextPage"] = end < total, ["endCursor"] = end.ToString(CultureInfo.InvariantCulture) },
            ["nodes"] = new JsonArray([.. Enumerable.Range(after, end - after).Select(node), null]),
        };
    }

    private static JsonObject Identity(string row)
    {
        JsonObject identity = JsonNode.Parse(row)!.AsObject();
        JsonNode? login = identity["github_com_login"];
        return new JsonObject
        {
            ["guid"] = identity["guid"]?.DeepClone(),
            ["user"] = login is null ? null : new JsonObject { ["login"] = login.DeepClone() },
            ["samlIdentity"] = Camel(identity["saml_identity"]),
            ["scimIdentity"] = Camel(identity["scim_identity"]),
        };
    }

    private static JsonNode? Camel(JsonNode? node) => node is not JsonObject from ? node?.DeepClone() : new JsonObject(from.Select(property =>
    {
        string[] words = property.Key.Split('_');
        return KeyValuePair.Create(words[0] + string.Concat(words.Skip(1).Select(word => char.ToUpperInvariant(word[0]) + word[1..])), property.Value?.DeepClone());
    }));

    private JsonObject Installation(int instance) => new()
    {
        ["id"] = $"installation-{instance}",
        ["customerName"] = "Octo Corp",
        ["hostName"] = world.Instance(instance).HostName,
        ["isConnected"] = true,
        ["createdAt"] = "2024-01-01T00:00:00Z",
        ["updatedAt"] = "2026-01-01T00:00:00Z",
        ["userAccountsUploads"] = new JsonObject { ["nodes"] = new JsonArray(new JsonObject { ["id"] = "upload", ["name"] = "usage.json", ["syncState"] = "SUCCESS", ["createdAt"] = "2026-01-01T00:00:00Z", ["updatedAt"] = "2026-01-01T00:00:00Z" }) },
    };

    private JsonObject Accounts(string installation, int first, int after)
    {
        int instance = int.Parse(installation["installation-".Length..], CultureInfo.InvariantCulture);
        return Page(_accounts[instance].Count, first, after, number => new JsonObject
        {
            ["id"] = $"account-{instance}-{number}",
            ["login"] = _accounts[instance][number].Login,
            ["profileName"] = _accounts[instance][number].ProfileName,
            ["isSiteAdmin"] = _accounts[instance][number].IsSiteAdmin is true,
            ["remoteUserId"] = _accounts[instance][number].UserId,
            ["remoteCreatedAt"] = "2020-01-01T00:00:00Z",
            ["emails"] = Emails(_accounts[instance][number], 1, 0),
        });
    }

    private ServerAccount Account(string id)
    {
        string[] parts = id.Split('-');
        return _accounts[int.Parse(parts[1], CultureInfo.InvariantCulture)][int.Parse(parts[2], CultureInfo.InvariantCulture)];
    }

    private static JsonObject Emails(ServerAccount account, int first, int after) =>
        Page(account.Emails.Count, first, after, number => new JsonObject { ["email"] = account.Emails[number].Address, ["isPrimary"] = account.Emails[number].IsPrimary });
}
