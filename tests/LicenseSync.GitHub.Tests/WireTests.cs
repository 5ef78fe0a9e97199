using LicenseSync.Diagnostics;
using LicenseSync.GitHub.Tests.FakeGitHub;
using LicenseSync.Transport;

namespace LicenseSync.GitHub.Tests;

/// <summary>Limits, faults, redirects and the token, on a real connection.</summary>
public sealed class WireTests
{
    private const string Status = """{"server_instances":[{"server_id":"x","hostname":"ghes.octo.example","last_sync":{"date":"2026-01-05T03:00:00Z","status":"success","error":""}}]}""";

    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, int> Limits => new()
    {
        { "primary", 1801 },
        { "retry-after", 17 },
        { "secondary", 60 },
        { "too many", 60 },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public async Task Get_Limited_WaitsAsLongAsTold(string kind, int seconds)
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json(Status));
        using var host = new Host(server.Url);
        server.Fail("", _ => kind switch
        {
            "primary" => Faults.PrimaryLimit(Start.AddMinutes(30)),
            "retry-after" => FakeAnswer.Json("{}", 429).With("Retry-After", "17"),
            "secondary" => Faults.SecondaryLimit,
            _ => FakeAnswer.Json("{}", 429),
        });

        Assert.Single(await host.Cloud.GetLicenseSyncStatusAsync());

        Assert.Equal(TimeSpan.FromSeconds(seconds), Assert.Single(host.Time.Waits));
    }

    [Fact]
    public async Task Get_LimitLastsPastTheDeadline_FailsAtOnce()
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => Faults.PrimaryLimit(Start.AddDays(2)));
        using var host = new Host(server.Url);

        TransportException exception = await Assert.ThrowsAsync<TransportException>(() => host.Cloud.GetLicenseSyncStatusAsync());

        Assert.True(exception.IsTransient);
        Assert.Contains("until 2026-01-07 12:00:01 UTC", exception.Message, StringComparison.Ordinal);
        Assert.Empty(host.Time.Waits);
    }

    [Theory]
    [InlineData(401, "read:enterprise")]
    [InlineData(403, "read:enterprise")]
    [InlineData(404, "read:enterprise")]
    [InlineData(410, "ApiVersion")]
    public async Task Get_Refused_SaysWhatTheTokenNeedsAndIsNotSentAgain(int status, string told)
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json("""{"message":"secret words"}""", status));
        using var host = new Host(server.Url);

        TransportException exception = await Assert.ThrowsAsync<TransportException>(() => host.Cloud.GetLicenseSyncStatusAsync());

        Assert.Equal((status, false), (exception.StatusCode, exception.IsTransient));
        Assert.Contains(told, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Get_FailsForever_GivesUpAfterTheRetries()
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json("{}", 502));
        using var host = new Host(server.Url, options => options.MaxRetries = 3);

        Assert.True((await Assert.ThrowsAsync<TransportException>(() => host.Cloud.GetLicenseSyncStatusAsync())).IsTransient);

        Assert.Equal(4, server.Requests.Count);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Get_RedirectOnTheSameOrigin_FollowedWithToken(int status)
    {
        await using FakeServer server = await FakeServer.StartAsync(request => request.Path == "/moved"
            ? FakeAnswer.Json(Status)
            : FakeAnswer.Json("", status).With("Location", "/moved"));
        using var host = new Host(server.Url);

        Assert.Single(await host.Cloud.GetLicenseSyncStatusAsync());

        Assert.Equal($"Bearer {FakeEnterprise.Token}", server.Requests[^1].Header("Authorization"));
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://localhost:1/")]
    [InlineData("//other.example/")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("")]
    public async Task Get_RedirectElsewhere_IsAnErrorAndNothingIsSent(string location)
    {
        await using FakeServer other = await FakeServer.StartAsync(_ => FakeAnswer.Json(Status));
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json("", 302).With("Location", location.Length == 0 ? other.Url.AbsoluteUri : location));
        using var host = new Host(server.Url);

        TransportException exception = await Assert.ThrowsAsync<TransportException>(() => host.Cloud.GetLicenseSyncStatusAsync());

        Assert.Contains("another address", exception.Message, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Get_RedirectsInCircles_IsAnError()
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json("", 301).With("Location", "/"));
        using var host = new Host(server.Url);

        Assert.Contains("in circles", (await Assert.ThrowsAsync<TransportException>(() => host.Cloud.GetLicenseSyncStatusAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadPages_NextLinkElsewhere_IsAnErrorAndNothingIsSent()
    {
        await using FakeServer other = await FakeServer.StartAsync(_ => FakeAnswer.Json("""{"users":[]}"""));
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json("""{"users":[{"github_com_login":"ana"}]}""").With("Link", $"<{other.Url}>; rel=\"next\""));
        using var host = new Host(server.Url);

        Assert.Contains("another address", (await Assert.ThrowsAsync<TransportException>(() => RowsAsync(host))).Message, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task ReadPages_TotalsPromiseMore_IsAnErrorAfterASecondReading()
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json("""{"total_seats_consumed":2,"users":[{"github_com_login":"ana"}]}"""));
        using var host = new Host(server.Url);
        using var lenient = new Host(server.Url, options => options.AcceptsFewerRowsThanSeats = true);

        Assert.Contains("is 2, and 1 rows arrived", (await Assert.ThrowsAsync<TransportException>(() => RowsAsync(host))).Message, StringComparison.Ordinal);
        Assert.Equal(1, await RowsAsync(lenient));
        Assert.Contains(lenient.Findings, finding => finding.Descriptor == DiagnosticDescriptors.RowCountDiffers);
    }

    [Fact]
    public async Task ReadPages_NoLinks_AskedByNumber()
    {
        await using FakeServer server = await FakeServer.StartAsync(request => FakeAnswer.Json($$"""{"total_seats_consumed":3,"users":[{"github_com_login":"ana{{request.Query[^1]}}"}]}"""));
        using var host = new Host(server.Url, options => options.PageSize = 1);

        Assert.Equal(3, await RowsAsync(host));
    }

    [Fact]
    public async Task ReadPages_LinksWithoutEndBringNothingNew_IsAnError()
    {
        int page = 1;
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json("""{"users":[{"github_com_login":"ana"}]}""").With("Link", $"</x?page={++page}>; rel=next"));
        using var host = new Host(server.Url);

        Assert.Contains("nothing new", (await Assert.ThrowsAsync<TransportException>(() => RowsAsync(host))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadPages_SecondReading_UnchangedPagesAreNotSentAgain()
    {
        await using FakeServer server = await FakeServer.StartAsync(request => request.Header("If-None-Match") == "\"a\""
            ? new FakeAnswer { Status = 304 }.With("ETag", "\"a\"")
            : FakeAnswer.Json($$"""{"total_seats_consumed":9,"users":[{"github_com_login":"ana"}]}""").With("ETag", "\"a\""));
        using var host = new Host(server.Url);

        await Assert.ThrowsAsync<TransportException>(() => RowsAsync(host));

        Assert.Contains(server.Requests, request => request.Header("If-None-Match") == "\"a\"");
    }

    [Fact]
    public async Task GetStatus_AskedAgain_UnchangedAnswerCostsNoQuota()
    {
        await using FakeServer server = await FakeServer.StartAsync(request => (request.Header("If-None-Match") == "\"a\"" ? new FakeAnswer { Status = 304 } : FakeAnswer.Json(Status)).With("ETag", "\"a\""));
        using var host = new Host(server.Url);

        Assert.Single(await host.Cloud.GetLicenseSyncStatusAsync());
        Assert.Single(await host.Cloud.GetLicenseSyncStatusAsync());
        Assert.Single(await host.Cloud.GetLicenseSyncStatusAsync());

        Assert.Equal([null, "\"a\"", "\"a\""], server.Requests.Select(request => request.Header("If-None-Match")));
    }

    // One client types the answer as the JSON schema of itself (formats 3).
    [Fact]
    public async Task GetStatus_SchemaOfItself_IsNotUnderstood()
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json("""{"properties":{"server_instances":{"items":{}}}}"""));
        using var host = new Host(server.Url);

        Assert.Contains("LS1015", (await Assert.ThrowsAsync<TransportException>(() => host.Cloud.GetLicenseSyncStatusAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_AnswerStops_AttemptTimesOutAndIsSentAgain()
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json(Status));
        using var host = new Host(server.Url, options => options.MaxRetries = 100);
        server.Fail("", answer => answer with { BreaksAfter = 10, Stalls = true });

        Task<IReadOnlyList<LicenseReports.InstanceSyncStatus>> reading = host.Cloud.GetLicenseSyncStatusAsync();
        await server.Stalled.Task;
        while (server.Requests.Count < 2)
        {
            host.Time.Advance(host.Time.IsArmed(Host.Attempt) ? Host.Attempt : TimeSpan.Zero);
            await Task.Yield();
        }

        Assert.Single(await reading);
    }

    [Fact]
    public async Task Get_DeadlinePasses_SaysSo()
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json(Status));
        using var host = new Host(server.Url);
        server.Fail("", answer => answer with { BreaksAfter = 10, Stalls = true }, times: 100);

        Task<IReadOnlyList<LicenseReports.InstanceSyncStatus>> reading = host.Cloud.GetLicenseSyncStatusAsync();
        await server.Stalled.Task;
        host.Time.Advance(Host.Total);

        Assert.Contains("did not finish within", (await Assert.ThrowsAsync<TransportException>(() => reading)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_CallerCancels_IsACancellation()
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json(Status) with { BreaksAfter = 10, Stalls = true });
        using var host = new Host(server.Url);
        using var cancellation = new CancellationTokenSource();

        Task<IReadOnlyList<LicenseReports.InstanceSyncStatus>> reading = host.Cloud.GetLicenseSyncStatusAsync(cancellation.Token);
        await server.Stalled.Task;
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task AnyCall_Headers_AreWhatGitHubAsksFor()
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json(Status));
        using var host = new Host(server.Url, options => (options.ApiVersion, options.UserAgent) = ("2026-03-10", "octo-tool/1.2"));

        await host.Cloud.GetLicenseSyncStatusAsync();

        FakeRequest request = Assert.Single(server.Requests);
        Assert.Equal(
            ("2026-03-10", "octo-tool/1.2", "application/vnd.github+json", $"Bearer {FakeEnterprise.Token}"),
            (request.Header("X-GitHub-Api-Version"), request.Header("User-Agent"), request.Header("Accept"), request.Header("Authorization")));
    }

    [Theory]
    [InlineData("bad\ntoken")]
    [InlineData(" ")]
    [InlineData("tökén")]
    public async Task AnyCall_TokenThatIsNone_IsAnErrorThatDoesNotRepeatIt(string token)
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json(Status));
        using var host = new Host(server.Url, options => options.Token = _ => ValueTask.FromResult(token));

        TransportException exception = await Assert.ThrowsAsync<TransportException>(() => host.Cloud.GetLicenseSyncStatusAsync());

        Assert.Empty(server.Requests);
        Assert.True(token.Length == 1 || !exception.ToString().Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnyFault_TokenAndQuery_StandInNoLogOrException()
    {
        string basic = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"admin:{FakeEnterprise.Token}"));
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json("{}", 500));
        using var host = new Host(server.Url, options => options.MaxRetries = 1, options => options.MaxRetries = 1);
        server.Fail("license-sync-status", Faults.Resets, times: 2);
        List<string> told = [host.Cloud.ToString(), host.Server.ToString()];
        foreach (Func<Task> call in new Func<Task>[] { () => host.Cloud.GetLicenseSyncStatusAsync(), () => RowsAsync(host), () => host.Server.OpenAsync(), () => host.Server.GetLicenseAsync() })
        {
            told.Add((await Assert.ThrowsAsync<TransportException>(call)).ToString());
        }

        Assert.NotEmpty(host.Logged);
        Assert.All(told.Concat(host.Logged), text => Assert.False(
            text.Contains(FakeEnterprise.Token, StringComparison.Ordinal) || text.Contains(basic, StringComparison.Ordinal) || text.Contains("per_page", StringComparison.Ordinal), text));
    }

    private static async Task<int> RowsAsync(Host host)
    {
        int rows = 0;
        await foreach (ConsumedLicensesPage page in host.Cloud.ReadPagesAsync())
        {
            rows += page.Rows.Count;
        }

        return rows;
    }
}
