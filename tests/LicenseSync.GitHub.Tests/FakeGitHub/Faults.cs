using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LicenseSync.GitHub.Tests.FakeGitHub;

/// <summary>What goes wrong between here and GitHub.</summary>
internal static class Faults
{
    public static readonly FakeAnswer SecondaryLimit = FakeAnswer.Json("""{"message":"You have exceeded a secondary rate limit. Please wait."}""", 403);

    public static readonly FakeAnswer GraphQLLimit = FakeAnswer.Json("""{"errors":[{"type":"RATE_LIMITED","message":"API rate limit exceeded"}]}""").With("x-ratelimit-remaining", "0");

    public static FakeAnswer PrimaryLimit(DateTimeOffset reset) => FakeAnswer.Json("""{"message":"API rate limit exceeded"}""", 403)
        .With("x-ratelimit-remaining", "0").With("x-ratelimit-reset", reset.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));

    public static FakeAnswer BreaksOff(FakeAnswer answer) => answer with { BreaksAfter = answer.Body.Length / 2 };

    /// <summary>The connection breaks before anything comes.</summary>
    public static FakeAnswer Resets(FakeAnswer answer) => answer with { BreaksAfter = 0 };

    /// <summary>A page that lost rows: people moved to a page that was read already.</summary>
    public static FakeAnswer Shrinks(FakeAnswer answer)
    {
        JsonNode page = JsonNode.Parse(answer.Body)!;
        JsonArray users = page["users"]!.AsArray();
        for (int row = 0; row < 7; row++)
        {
            users.RemoveAt(users.Count - 1);
        }

        answer.Headers.Remove("ETag");
        return answer with { Body = Encoding.UTF8.GetBytes(page.ToJsonString()) };
    }

    public static FakeAnswer LinksBack(FakeAnswer answer) => answer.Headers.TryGetValue("Link", out string? link) ? answer.With("Link", link.Replace("rel=\"next\"", "rel=\"last\"", StringComparison.Ordinal).Replace("rel=\"first\"", "rel=\"next\"", StringComparison.Ordinal)) : answer;

    /// <summary>Every fault once, spread over the calls.</summary>
    /// <param name="server">The server that has them.</param>
    /// <param name="isShort">Whether limits tell to wait for a second, for a client by a real clock.</param>
    public static void All(FakeServer server, bool isShort = false)
    {
        const string Licenses = "consumed-licenses";
        Page(1, _ => SecondaryLimit.With("retry-after", isShort ? "1" : "61"));
        Page(1, Resets);
        Page(2, _ => PrimaryLimit(new DateTimeOffset(2026, 1, 5, 13, 0, 0, TimeSpan.Zero)));
        Page(2, BreaksOff);
        Page(2, _ => FakeAnswer.Json("", 502));
        Page(3, _ => isShort ? SecondaryLimit.With("retry-after", "1") : SecondaryLimit);
        Page(3, LinksBack);
        Page(4, _ => FakeAnswer.Json("{}", 500));
        Page(4, Shrinks);
        Page(5, answer => answer with { Status = 307, Body = [], Headers = new() { ["Location"] = $"/enterprises/{FakeEnterprise.Slug}/consumed-licenses?per_page=100&page=5&again=1" } });
        server.Fail("graphql", _ => isShort ? GraphQLLimit.With("x-ratelimit-reset", "1700000000") : GraphQLLimit);
        server.Fail("graphql", _ => FakeAnswer.Json("""{"data":null,"errors":[{"type":"RESOURCE_LIMITS_EXCEEDED","message":"too costly"}]}"""));
        server.Fail("graphql", BreaksOff);
        server.Fail("graphql", _ => FakeAnswer.Json("""{"errors":[{"message":"Something went wrong while executing your query."}]}"""));
        server.Fail("graphql", _ => FakeAnswer.Json("", 504));
        server.Fail("graphql", Resets);
        server.Fail("all_users", _ => FakeAnswer.Json("", 503));
        server.Fail(request => request.Path.Contains("all_users", StringComparison.Ordinal), answer => answer.Status == 200 ? BreaksOff(answer) : answer, times: 4);

        void Page(int number, Func<FakeAnswer, FakeAnswer> change) =>
            server.Fail(request => request.Path.Contains(Licenses, StringComparison.Ordinal) && request.Query.EndsWith($"page={number}", StringComparison.Ordinal), change);
    }
}
