using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LicenseSync.Sync;
using LicenseSync.Web.Uploads;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseSync.Web.Tests;

/// <summary>From the file to the count.</summary>
public sealed class UploadTests
{
    [Fact]
    public async Task SampleWorld_UploadedAndAccepted_CountsAsTheCommandLineDoes()
    {
        await using TestPage page = await TestPage.StartAsync();
        using Client owner = await page.SetUpAsync();
        string review = await owner.UploadAsync(("ghes-main.json", await Samples.ReadAsync("ghes-main.json")));
        JsonNode before = await owner.ReadJsonAsync("/api/v1/summary");
        using HttpResponseMessage discarded = await owner.PostAsync(review, $"{review}/discard");

        await owner.AddSampleWorldAsync();
        JsonNode summary = await owner.ReadJsonAsync("/api/v1/summary");

        Assert.Equal(0, (int)before["licenses_consumed"]!);
        Assert.Equal((51, 47, 4, 25, 50, 36), ((int)summary["licenses_consumed"]!, (int)summary["enterprise_licenses_consumed"]!, (int)summary["visual_studio_licenses_consumed"]!,
            (int)summary["licenses_saved"]!, (int)summary["licenses_purchased"]!, (int)summary["reported_licenses_consumed"]!));
    }

    [Fact]
    public async Task BrokenFile_Uploaded_NamesLineAndCannotBeAccepted()
    {
        await using TestPage page = await TestPage.StartAsync();
        using Client owner = await page.SetUpAsync();
        using Client program = await page.NewProgramAsync();

        string html = await owner.ReadAsync(await owner.UploadAsync(("broken.json", Encoding.UTF8.GetBytes("{\"instance\":{\"server_id\":\"one\"},\n\"users\":[{\"id\":1,\"login\":\"a\"},\n{\"id\":"))));
        Upload upload = Assert.Single(await page.Store.GetUploadsAsync(UploadState.Pending, CancellationToken.None));
        using HttpResponseMessage accepted = await program.SendAsync(HttpMethod.Post, $"/api/v1/uploads/{upload.Id}/accept");

        Assert.Contains("Cannot be accepted", html, StringComparison.Ordinal);
        Assert.Contains("LS1002", html, StringComparison.Ordinal);
        Assert.Contains("line 3", html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"accept\"", html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, accepted.StatusCode);
        Assert.Empty(await page.Store.GetUploadsAsync(UploadState.Accepted, CancellationToken.None));
    }

    [Fact]
    public async Task EncryptedFile_Accepted_IsKeptAndDeliveredAndNotCounted()
    {
        await using TestPage page = await TestPage.StartAsync();
        using Client owner = await page.SetUpAsync();
        byte[] content = await Samples.ReadAsync("ghes-encrypted.json");
        string review = await owner.UploadAsync(("ghes-encrypted.json", content));
        string html = await owner.ReadAsync(review);
        await owner.AcceptAllAsync(review);
        JsonNode summary = await owner.ReadJsonAsync("/api/v1/summary");
        JsonNode instance = (await owner.ReadJsonAsync("/api/v1/instances"))[0]!;
        Upload upload = Assert.Single(await page.Store.GetUploadsAsync(UploadState.Accepted, CancellationToken.None));

        Assert.Contains("The users are encrypted.", html, StringComparison.Ordinal);
        Assert.Equal(0, (int)summary["server_accounts"]!);
        Assert.Equal((string)instance["name"]!, (string)Assert.Single(summary["instances_left_out"]!.AsArray())!);
        Assert.Equal("usage_uploaded", (string)instance["state"]!);
        using HttpResponseMessage download = await owner.GetAsync($"/files/{upload.Id}");
        Assert.Equal(content, await download.Content.ReadAsByteArrayAsync());
        await DeliveredAsync(page, upload.Id);
        InstanceSyncState state = Assert.Single(await page.Services.GetRequiredService<ISyncStateStore>().GetInstancesAsync());
        Assert.Equal((UsageState.UsageUploaded, upload.Sha256, true), (state.State, state.ContentHash, state.IsEncrypted));
    }

    [Fact]
    public async Task GzipFile_Accepted_CountsAsThePlainOne()
    {
        await using TestPage page = await TestPage.StartAsync();
        using Client owner = await page.SetUpAsync();
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            await gzip.WriteAsync(await Samples.ReadAsync("ghes-main.json"));
        }

        await owner.AcceptAllAsync(await owner.UploadAsync(("usage.gz", packed.ToArray())));

        Assert.Equal(31, (int)(await owner.ReadJsonAsync("/api/v1/summary"))["server_accounts"]!);
    }

    [Fact]
    public async Task SecondExport_ThatStandsOut_IsNotedAndReplacesTheFirst()
    {
        await using TestPage page = await TestPage.StartAsync();
        using Client owner = await page.SetUpAsync();
        await owner.AcceptAllAsync(await owner.UploadAsync(("first.json", Export("one", "ghes.example", 40, "2026-03-01"))));

        string review = await owner.UploadAsync(
            ("older.json", Export("one", "ghes.example", 40, "2025-01-01")), ("fewer.json", Export("one", "ghes.example", 5, "2026-04-01")), ("other.json", Export("two", "ghes.example", 40, "2026-04-01")));
        string html = await owner.ReadAsync(review);
        await owner.AcceptAllAsync(await owner.UploadAsync(("second.json", Export("ONE", "renamed.example", 41, "2026-04-01"))));
        JsonNode instance = Assert.Single((await owner.ReadJsonAsync("/api/v1/instances")).AsArray())!;

        Assert.Contains("probably older", html, StringComparison.Ordinal);
        Assert.Contains("far from the last one: 5, was 40", html, StringComparison.Ordinal);
        Assert.Contains("Another server id is known behind this host name", html, StringComparison.Ordinal);
        Assert.Equal(("ghes.example", "renamed.example", 41), ((string)instance["name"]!, (string)instance["host_name"]!, (int)instance["accounts"]!));
    }

    [Fact]
    public async Task UserReport_WithoutItsInstance_IsAskedFor()
    {
        await using TestPage page = await TestPage.StartAsync();
        using Client owner = await page.SetUpAsync();
        string review = await owner.UploadAsync(("all_users.csv", await Samples.ReadAsync("ghes-acquired.csv")));
        Upload upload = Assert.Single(await page.Store.GetUploadsAsync(UploadState.Pending, CancellationToken.None));

        using HttpResponseMessage unnamed = await owner.PostAsync(review, $"{review}/accept", ("accept", upload.Id));
        Assert.Contains("say which one it is of", await unnamed.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await owner.AcceptAllAsync(review, "acquired.ghes.example");
        Assert.Equal("acquired.ghes.example", (string)(await owner.ReadJsonAsync("/api/v1/instances"))[0]!["name"]!);
    }

    [Fact]
    public async Task Remove_CountedInstance_LeavesItsHistoryOnly()
    {
        await using TestPage page = await TestPage.StartAsync();
        using Client owner = await page.SetUpAsync();
        await owner.AcceptAllAsync(await owner.UploadAsync(("first.json", Export("one", "ghes.example", 4, "2026-03-01"))));
        Upload upload = Assert.Single(await page.Store.GetUploadsAsync(UploadState.Accepted, CancellationToken.None));

        using HttpResponseMessage removed = await owner.PostAsync("/instances", $"/files/{upload.Id}/remove");
        JsonNode summary = await owner.ReadJsonAsync("/api/v1/summary");

        Assert.Equal(0, (int)summary["server_accounts"]!);
        await Assert.ThrowsAsync<FileNotFoundException>(() => page.Services.GetRequiredService<IContentStore>().OpenAsync(upload.Id, CancellationToken.None));
        Assert.Contains("instance.removed", await owner.ReadAsync("/audit"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TooLargeFile_IsRefusedAndNotKept()
    {
        await using TestPage page = await TestPage.StartAsync(("MaxUploadBytes", "100000"));
        using Client owner = await page.SetUpAsync();
        using Client program = await page.NewProgramAsync();

        using HttpResponseMessage response = await program.SendAsync(HttpMethod.Post, "/api/v1/uploads", new ByteArrayContent(new byte[200_000]));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal(0, await page.Store.CountPendingAsync(CancellationToken.None));
    }

    [Fact]
    public async Task HostileNames_OnEveryPage_StayText()
    {
        const string Hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
        await using TestPage page = await TestPage.StartAsync();
        using Client owner = await page.SetUpAsync();
        string host = JsonValue.Create(Hostile).ToJsonString();
        byte[] usage = Encoding.UTF8.GetBytes($$"""{"instance":{"server_id":"one","host_name":{{host}},"version":{{host}}},"users":[{"id":1,"login":{{host}},"emails":[{"email":"<b>@x.example","primary":true}]}]}""");
        byte[] cloud = Encoding.UTF8.GetBytes($$"""{"total_seats_consumed":1,"users":[{"github_com_login":{{host}},"github_com_user":true,"github_com_verified_domain_emails":["<b>@x.example"]}]}""");
        string review = await owner.UploadAsync((Hostile + ".json", usage), ("cloud.json", cloud));
        string html = await owner.ReadAsync(review);
        await owner.AcceptAllAsync(review);

        foreach (string path in (string[])["/", "/people", $"/people?q={Uri.EscapeDataString(Hostile)}", $"/person?id={Uri.EscapeDataString(Hostile)}", "/suggestions", "/comparison", "/instances", $"/instance?name={Uri.EscapeDataString(Hostile)}", "/audit"])
        {
            html += await owner.ReadAsync(path);
        }

        Assert.Contains("&lt;script&gt;alert(1)", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>@", html, StringComparison.Ordinal);
    }

    internal static byte[] Export(string serverId, string host, int accounts, string newest) => Encoding.UTF8.GetBytes(
        $$"""{"instance":{"server_id":"{{serverId}}","host_name":"{{host}}"},"users":[{{string.Join(',', Enumerable.Range(1, accounts).Select(id => $$"""{"id":{{id}},"login":"u{{id}}","created_at":"{{newest}}T00:00:00Z","emails":[{"email":"u{{id}}@octo.example","primary":true}]}"""))}}]}""");

    internal static async Task DeliveredAsync(TestPage page, string id)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(await page.Store.FindUploadAsync(id, timeout.Token))!.IsDelivered)
        {
            await Task.Delay(50, timeout.Token);
        }
    }
}
