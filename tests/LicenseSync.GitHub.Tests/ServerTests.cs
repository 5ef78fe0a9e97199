using System.Net;
using System.Net.Sockets;
using System.Text;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.GitHub.Tests.FakeGitHub;

namespace LicenseSync.GitHub.Tests;

/// <summary>GHES, SCIM and Visual Studio subscriptions.</summary>
public sealed class ServerTests(World world) : IClassFixture<World>
{
    [Fact]
    public async Task OpenAsync_ReportNotReadyInTime_SaysSo()
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => new() { Status = 202 });
        using var host = new Host(server.Url);

        TransportException exception = await Assert.ThrowsAsync<TransportException>(() => host.Server.OpenAsync());

        Assert.Contains("not ready within 00:30:00", exception.Message, StringComparison.Ordinal);
        Assert.InRange(host.Time.Waits.Sum(wait => wait.TotalMinutes), 28, 30);
    }

    [Fact]
    public async Task OpenAsync_WebPage_IsAnErrorThatNamesTheScope()
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => new() { ContentType = "text/html; charset=utf-8", Body = "<html>"u8.ToArray() });
        using var host = new Host(server.Url);

        Assert.Contains("site_admin", (await Assert.ThrowsAsync<TransportException>(() => host.Server.OpenAsync())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_BreaksOffAndIsAnotherReportThen_IsAnError()
    {
        int call = 0;
        await using FakeServer server = await FakeServer.StartAsync(_ => new() { ContentType = "text/csv", Body = Encoding.UTF8.GetBytes(new string(call++ == 0 ? 'a' : 'b', 100_000)) });
        using var host = new Host(server.Url);
        server.Fail("", answer => answer with { BreaksAfter = 50_000, Stalls = true });

        await using Stream report = await host.Server.OpenAsync();
        await report.ReadExactlyAsync(new byte[50_000]);
        Task<int> next = report.ReadAsync(new byte[1]).AsTask();
        host.Time.Advance(Host.Attempt);

        Assert.Contains("another one now", (await Assert.ThrowsAsync<TransportException>(() => next)).Message, StringComparison.Ordinal);
    }

    // Where only the end of the connection ends the answer, a cut cannot be noticed.
    [Fact]
    public async Task OpenAsync_AnswerWithoutLength_IsRefused()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = ServeAsync(listener, "HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nConnection: close\r\n\r\nid,login\n1,an");
        using var host = new Host(new Uri($"http://{listener.LocalEndpoint}"));

        Assert.Contains("does not tell its length", (await Assert.ThrowsAsync<TransportException>(() => host.Server.OpenAsync())).Message, StringComparison.Ordinal);
        await serving;
    }

    [Fact]
    public async Task ReadPages_AnswerWithoutLengthCutShort_IsNoticed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = ServeAsync(listener, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"server_instances\":[{\"server_id\":\"x\"}");
        using var host = new Host(new Uri($"http://{listener.LocalEndpoint}"), options => options.MaxRetries = 0);

        Assert.Contains("cut short", (await Assert.ThrowsAsync<TransportException>(() => host.Cloud.GetLicenseSyncStatusAsync())).Message, StringComparison.Ordinal);
        await serving;
    }

    [Fact]
    public async Task GetLicense_Unlimited_IsRead()
    {
        using FakeEnterprise enterprise = world.Enterprise();
        await using FakeServer server = await FakeServer.StartAsync(enterprise.Answer);
        using var host = new Host(server.Url);

        ServerLicense license = await host.Server.GetLicenseAsync();

        Assert.Equal((null, true, 41L, 30L), (license.Seats, license.IsUnlimited, license.SeatsUsed, license.DaysUntilExpiration));
        Assert.Equal(new DateTimeOffset(2027, 2, 6, 12, 41, 52, TimeSpan.FromHours(-6)), license.ExpiresAt);
    }

    [Fact]
    public async Task ScimUsers_PagesShrink_AllOfThem()
    {
        using FakeEnterprise enterprise = world.Enterprise();
        await using FakeServer server = await FakeServer.StartAsync(request => enterprise.Answer(request with { Query = request.Query.Replace("count=100", "count=37", StringComparison.Ordinal) }));
        using var host = new Host(server.Url);

        List<ExternalIdentity> cloud = await ListAsync(host.Cloud.ScimUsers.ReadAsync());
        List<ExternalIdentity> instance = await ListAsync(host.Server.ScimUsers.ReadAsync());

        Assert.Equal((130, 130), (cloud.Count, instance.Count));
        Assert.All(cloud, identity => Assert.True(identity.IsScimUser));
        Assert.Equal(18, cloud.Count(identity => identity.ScimIdentity!.IsActive is false));
    }

    [Fact]
    public async Task Subscriptions_BothSpellings_AreRead()
    {
        using FakeEnterprise enterprise = world.Enterprise();
        await using FakeServer server = await FakeServer.StartAsync(enterprise.Answer);
        using var host = new Host(server.Url);

        List<VisualStudioSubscription> subscriptions = await ListAsync(host.Cloud.ReadVisualStudioSubscriptionsAsync());

        Assert.Equal(250, subscriptions.Count);
        Assert.All(subscriptions, subscription => Assert.EndsWith("@octo.example", subscription.Email, StringComparison.Ordinal));
        Assert.Equal(("u1", true), (subscriptions[1].Username, subscriptions[1].IsManualMatch));
    }

    [Fact]
    public async Task Match_ServerFails_SentAgainAndUnmatchIsNot()
    {
        await using FakeServer server = await FakeServer.StartAsync(request => request.Method == "PUT" ? FakeAnswer.Json("""{"subscription_id":"a b","username":"ana","manual_match":true}""") : new() { Status = 204 });
        using var host = new Host(server.Url);
        server.Fail(request => request.Method == "PUT", _ => FakeAnswer.Json("", 502));
        server.Fail(request => request.Method == "DELETE", _ => FakeAnswer.Json("", 502));

        VisualStudioSubscription? matched = await host.Cloud.MatchVisualStudioSubscriptionAsync("a b", "ana");
        await Assert.ThrowsAsync<TransportException>(() => host.Cloud.UnmatchVisualStudioSubscriptionAsync("a b"));
        Assert.Null(await host.Cloud.UnmatchVisualStudioSubscriptionAsync("a b"));

        Assert.Equal("ana", matched!.Username);
        Assert.Equal("""{"user_identifier":"ana"}""", Encoding.UTF8.GetString(server.Requests[0].Body));
        Assert.Equal(["PUT", "PUT", "DELETE", "DELETE"], server.Requests.Select(request => request.Method));
        Assert.Equal(2, host.Time.Waits.Count(wait => wait == TimeSpan.FromSeconds(1)));
    }

    [Theory]
    [InlineData("..")]
    [InlineData(" ")]
    public async Task Match_IdThatIsNone_IsRefused(string id)
    {
        await using FakeServer server = await FakeServer.StartAsync(_ => FakeAnswer.Json("{}"));
        using var host = new Host(server.Url);

        await Assert.ThrowsAsync<ArgumentException>(() => host.Cloud.MatchVisualStudioSubscriptionAsync(id, "ana"));
    }

    private static async Task ServeAsync(TcpListener listener, string answer)
    {
        using TcpClient client = await listener.AcceptTcpClientAsync();
        NetworkStream stream = client.GetStream();
        Assert.NotEqual(0, await stream.ReadAsync(new byte[8192]));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer));
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
