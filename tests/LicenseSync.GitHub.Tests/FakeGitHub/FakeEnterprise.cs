using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using LicenseSync.Accounts;
using LicenseSync.Cli.Generation;
using Microsoft.AspNetCore.WebUtilities;

namespace LicenseSync.GitHub.Tests.FakeGitHub;

/// <summary>Plays GHEC and GHES from the files of a generated world: page by page, with links, totals and tags.</summary>
internal sealed class FakeEnterprise(WorldGenerator world, string folder) : IDisposable
{
    public const string Slug = "octo-corp";

    public const string Token = "ghp_invented0123456789";

    private readonly RowFile _licenses = new(Path.Combine(folder, "consumed-licenses.json"));
    private readonly RowFile _identities = new(Path.Combine(folder, "identities.json"));
    private readonly FakeGraphQL _graphQL = new(world);
    private int _reportCalls;

    /// <summary>Whether the calls have link headers.</summary>
    public bool HasLinks { get; init; } = true;

    /// <summary>How many calls find the user report not made yet.</summary>
    public int ReportDelays { get; init; } = 2;

    public static async Task<FakeEnterprise> CreateAsync(WorldOptions options, string folder)
    {
        var world = new WorldGenerator(options);
        await WorldFiles.WriteAsync(world, folder);
        return new(world, folder);
    }

    public FakeAnswer Answer(FakeRequest request)
    {
        string? authorization = request.Header("Authorization");
        string basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin:{Token}"));
        if (authorization != $"Bearer {Token}" && authorization != $"Basic {basic}")
        {
            return FakeAnswer.Json("""{"message":"Bad credentials"}""", 401);
        }

        return request.Path switch
        {
            $"/enterprises/{Slug}/consumed-licenses" => Licenses(request),
            $"/enterprises/{Slug}/license-sync-status" => Tagged(request, FakeAnswer.Json(SyncStatus())),
            $"/enterprises/{Slug}/visual-studio-subscriptions" => Subscriptions(request),
            $"/scim/v2/enterprises/{Slug}/Users" or $"/api/v3/scim/v2/enterprises/{Slug}/Users" => Scim(request),
            "/graphql" => _graphQL.Answer(request, _identities),
            "/stafftools/reports/all_users.csv" => Report(),
            "/api/v3/enterprise/settings/license" => FakeAnswer.Json("""{"seats":"unlimited","seats_used":41,"seats_available":"unlimited","kind":"unlimited","days_until_expiration":30,"expire_at":"2027/02/06 12:41:52 -0600"}"""),
            _ => FakeAnswer.Json("""{"message":"Not Found"}""", 404),
        };
    }

    public void Dispose()
    {
        _licenses.Dispose();
        _identities.Dispose();
    }

    private static int Number(FakeRequest request, string name, int standard) =>
        QueryHelpers.ParseQuery(request.Query).TryGetValue(name, out var value) ? int.Parse(value.ToString(), CultureInfo.InvariantCulture) : standard;

    private static FakeAnswer Tagged(FakeRequest request, FakeAnswer answer)
    {
        string tag = $"\"{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(answer.Body))}\"";
        return (request.Header("If-None-Match") == tag ? answer with { Status = 304, Body = [] } : answer).With("ETag", tag);
    }

    private FakeAnswer Licenses(FakeRequest request)
    {
        (int page, int size) = (Number(request, "page", 1), Number(request, "per_page", 30));
        FakeAnswer answer = Tagged(request, FakeAnswer.Json($"{_licenses.Head}{string.Join(',', _licenses.Page((page - 1) * size, size))}]}}"));
        return HasLinks && page * size < _licenses.Count
            ? answer.With("Link", $"<http://{request.Header("Host")}{request.Path}?per_page={size}&page={page + 1}>; rel=\"next\", <http://{request.Header("Host")}{request.Path}?per_page={size}&page=1>; rel=\"first\"")
            : answer;
    }

    private static FakeAnswer Subscriptions(FakeRequest request)
    {
        const int Total = 250;
        (int page, int size) = (Number(request, "page", 1), Number(request, "per_page", 30));
        IEnumerable<string> rows = Enumerable.Range((page - 1) * size, Math.Max(0, Math.Min(size, Total - ((page - 1) * size)))).Select(number => number % 2 == 0
            ? $$"""{"visual_studio_subscription_email":"s{{number}}@octo.example","subscription_id":"id-{{number}}","username":null,"manual_match":false,"extra":1}"""
            : $$"""{"email":"s{{number}}@octo.example","subscriptionId":"id-{{number}}","username":"u{{number}}","manual_match":true}""");
        string list = page % 2 == 1 ? "visual_studio_subscriptions" : "visual_studio_subscription_assignments";
        return FakeAnswer.Json($$"""{"total_count":{{Total}},"{{list}}":[{{string.Join(',', rows)}}]}""");
    }

    private static FakeAnswer Scim(FakeRequest request)
    {
        const int Total = 130;
        (int start, int count) = (Number(request, "startIndex", 1), Number(request, "count", 30));
        IEnumerable<string> users = Enumerable.Range(start, Math.Max(0, Math.Min(count, Total - start + 1))).Select(number =>
            $$"""{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"id":"scim-{{number}}","userName":"u{{number}}@octo.example","active":{{(number % 7 == 0 ? "false" : "true")}}}""");
        return FakeAnswer.Json($$"""{"schemas":["urn:ietf:params:scim:api:messages:2.0:ListResponse"],"totalResults":{{Total}},"startIndex":{{start}},"itemsPerPage":{{count}},"Resources":[{{string.Join(',', users)}}]}""");
    }

    private string SyncStatus() => new JsonObject
    {
        ["server_instances"] = new JsonArray([.. Enumerable.Range(0, world.Instances).Select(instance => new JsonObject
        {
            ["server_id"] = world.Instance(instance).ServerId.ToString(),
            ["hostname"] = world.Instance(instance).HostName,
            ["last_sync"] = new JsonObject { ["date"] = "2026-01-05T03:00:00Z", ["status"] = "success", ["error"] = "" },
        })]),
    }.ToJsonString();

    private FakeAnswer Report()
    {
        if (Interlocked.Increment(ref _reportCalls) <= ReportDelays)
        {
            return new() { Status = 202, ContentType = "text/plain" };
        }

        var csv = new StringBuilder("created_at,id,login,email,role,suspended?,last_logged_ip,repos,ssh_keys,org_memberships,dormant?,last_active,raw_login,2fa_enabled?\n");
        foreach (ServerAccount account in world.ServerAccounts(0))
        {
            string email = account.PrimaryEmail?.Value ?? "";
            csv.Append(CultureInfo.InvariantCulture, $"2020-01-01T00:00:00Z,{account.UserId},{account.Login},{email},{(account.IsSiteAdmin is true ? "admin" : "user")},{(account.IsSuspended ? "true" : "false")},,0,0,1,false,2026-01-01T00:00:00Z,\"{account.Login}\",true\n");
        }

        return new() { ContentType = "text/csv", Body = Encoding.UTF8.GetBytes(csv.ToString()) };
    }
}
