using System.Net;
using System.Text.RegularExpressions;
using LicenseSync.Web.Storage;
using LicenseSync.Web.Uploads;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseSync.Web.Tests;

/// <summary>Who gets in, and who does not.</summary>
public sealed partial class AccessTests
{
    // Everything a stranger may see; none of it shows data.
    private static readonly string[] Open = ["GET /assets/{name}", "GET /error", "GET /health", "GET /setup", "GET /sign-in", "POST /setup", "POST /sign-in"];

    [Fact]
    public async Task Endpoints_ThatNeedNoOwner_AreTheseOnly()
    {
        await using TestPage page = await TestPage.StartAsync();

        Assert.Equal(Open, Endpoints(page).Where(endpoint => endpoint.IsOpen).Select(endpoint => $"{endpoint.Method} {endpoint.Pattern}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task EveryEndpoint_WithoutOrWithWrongToken_GetsNowhere()
    {
        await using TestPage page = await TestPage.StartAsync();
        using Client owner = await page.SetUpAsync();
        await owner.AddSampleWorldAsync();
        using Client stranger = page.NewClient();
        using var wrong = new Client(page.Url, "lsw_" + new string('A', 43));
        using var odd = new Client(page.Url, "nonsense");
        int tried = 0;
        foreach ((string method, string pattern, bool _) in Endpoints(page).Where(endpoint => !endpoint.IsOpen))
        {
            string path = Parameter().Replace(pattern, "x");
            using HttpResponseMessage without = await stranger.SendAsync(new(method), path);
            string place = $"{method} {path}";
            if (without.StatusCode == HttpStatusCode.Found)
            {
                Assert.True(without.Headers.Location!.AbsolutePath == "/sign-in", place);
            }
            else
            {
                Assert.True(without.StatusCode == HttpStatusCode.Unauthorized, $"{place}: {without.StatusCode}");
            }

            foreach (Client client in (Client[])[wrong, odd])
            {
                using HttpResponseMessage response = await client.SendAsync(new(method), path);
                Assert.True(response.StatusCode == HttpStatusCode.Unauthorized, $"{place} with a wrong token: {response.StatusCode}");
            }

            tried++;
        }

        Assert.True(tried > 35, $"only {tried} endpoints");
    }

    [Fact]
    public async Task EveryChange_WithoutTheFormsToken_IsRefused()
    {
        await using TestPage page = await TestPage.StartAsync();
        using Client owner = await page.SetUpAsync();
        await owner.AddSampleWorldAsync();
        Upload[] before = [.. await page.Store.GetUploadsAsync(UploadState.Accepted, CancellationToken.None)];
        foreach ((string method, string pattern, bool _) in Endpoints(page).Where(endpoint => endpoint.Method is not "GET"))
        {
            using HttpContent content = pattern == "/uploads"
                ? new MultipartFormDataContent { { new ByteArrayContent(await Samples.ReadAsync("ghes-main.json")), "files", "ghes-main.json" } }
                : new FormUrlEncodedContent([new("name", "mallory"), new("password", "mallory-mallory"), new("accept", before[0].Id), new("id", before[0].Id), new("code", page.SetupPath)]);
            using HttpResponseMessage response = await owner.SendAsync(new(method), Parameter().Replace(pattern, before[0].Id), content);
            Assert.True(response.StatusCode == HttpStatusCode.BadRequest, $"{method} {pattern}: {response.StatusCode}");
        }

        Assert.Equal(before.Select(upload => upload.Id), (await page.Store.GetUploadsAsync(UploadState.Accepted, CancellationToken.None)).Select(upload => upload.Id));
        Assert.Empty(await page.Store.GetUploadsAsync(UploadState.Pending, CancellationToken.None));
        Assert.Single(await page.Store.GetOwnersAsync(CancellationToken.None));
    }

    [Fact]
    public async Task SetupLink_Used_WorksOnce()
    {
        await using TestPage page = await TestPage.StartAsync();
        using Client owner = await page.SetUpAsync();
        using Client second = page.NewClient();

        Assert.Contains("This link does not work", await second.ReadAsync(page.SetupPath), StringComparison.Ordinal);
        using HttpResponseMessage again = await second.PostAsync("/sign-in", "/setup", ("code", page.SetupPath.Split('=')[1]), ("name", "second"), ("password", TestPage.Password));
        Assert.Null(again.Headers.Location);
        Assert.Equal([TestPage.Owner], (await page.Store.GetOwnersAsync(CancellationToken.None)).Select(account => account.Name));
    }

    [Fact]
    public async Task SignOut_CopyOfTheCookie_CountsNoMore()
    {
        await using TestPage page = await TestPage.StartAsync();
        using Client owner = await page.SetUpAsync();
        using Client thief = page.NewClient();
        thief.Cookies.Add(page.Url, owner.Cookies.GetCookies(page.Url));
        await thief.ReadAsync("/people");

        using HttpResponseMessage response = await owner.PostAsync("/people", "/sign-out");
        using HttpResponseMessage after = await thief.GetAsync("/people");

        Assert.Equal("/sign-in", response.Headers.Location?.OriginalString);
        Assert.Equal(HttpStatusCode.Found, after.StatusCode);
    }

    [Fact]
    public async Task SignIn_WrongPassword_IsRefusedAndLimited()
    {
        await using TestPage page = await TestPage.StartAsync();
        (await page.SetUpAsync()).Dispose();
        using Client client = page.NewClient();
        var statuses = new List<HttpStatusCode>();
        for (int attempt = 0; attempt < 12; attempt++)
        {
            using HttpResponseMessage response = await client.PostAsync("/sign-in", "/sign-in", ("name", TestPage.Owner), ("password", "not the password"));
            Assert.Null(response.Headers.Location);
            statuses.Add(response.StatusCode);
        }

        Assert.Equal(HttpStatusCode.OK, statuses[0]);
        Assert.Equal(HttpStatusCode.TooManyRequests, statuses[^1]);
    }

    [Fact]
    public async Task SignIn_RightPassword_GoesOnWithinThePageOnly()
    {
        await using TestPage page = await TestPage.StartAsync();
        (await page.SetUpAsync()).Dispose();
        using Client client = page.NewClient();

        using HttpResponseMessage away = await client.PostAsync("/sign-in", "/sign-in", ("name", "OWNER "), ("password", TestPage.Password), ("return", "//elsewhere.example/"));
        using HttpResponseMessage within = await client.PostAsync("/sign-in", "/sign-in", ("name", "owner"), ("password", TestPage.Password), ("return", "/people?q=a"));

        Assert.Equal("/", away.Headers.Location?.OriginalString);
        Assert.Equal("/people?q=a", within.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task ApiToken_Removed_CountsNoMore()
    {
        await using TestPage page = await TestPage.StartAsync();
        using Client owner = await page.SetUpAsync();
        using Client program = await page.NewProgramAsync();
        await program.ReadAsync("/api/v1/summary");

        ApiToken token = Assert.Single(await page.Store.GetTokensAsync(CancellationToken.None));
        using HttpResponseMessage removed = await owner.PostAsync("/settings", "/settings/tokens/remove", ("id", token.Id));
        using HttpResponseMessage after = await program.GetAsync("/api/v1/summary");

        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task Pages_AnyAnswer_AllowNoInlineScriptAndNoOtherHost()
    {
        await using TestPage page = await TestPage.StartAsync();
        using Client client = page.NewClient();
        using HttpResponseMessage response = await client.GetAsync("/sign-in");
        using var foreign = new HttpRequestMessage(HttpMethod.Get, new Uri(page.Url, "/sign-in")) { Headers = { Host = "elsewhere.example" } };
        using var http = new HttpClient(new SocketsHttpHandler());
        using HttpResponseMessage other = await http.SendAsync(foreign);

        string policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
    }

    [Fact]
    public async Task OpenIdConnect_WithoutSayingWhoIsAnOwner_DoesNotStart()
    {
        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(
            () => TestPage.StartAsync(("OpenIdConnect:Authority", "https://login.octo.example"), ("OpenIdConnect:ClientId", "licensesync")));

        Assert.Contains("OwnerValue", exception.Message, StringComparison.Ordinal);
    }

    private static List<(string Method, string Pattern, bool IsOpen)> Endpoints(TestPage page) =>
    [
        .. page.Services.GetRequiredService<IEnumerable<EndpointDataSource>>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(endpoint => (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["GET"])
                .Select(method => (method, "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null))),
    ];

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
