using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using LicenseSync.Cli.Generation;
using Xunit.Abstractions;

namespace LicenseSync.Web.Tests;

/// <summary>Pages of a large enterprise: 100,000 accounts, or as many as LICENSESYNC_WEB_USERS says. How long each took is written to the test's output, and decides nothing.</summary>
public sealed class PopulationTests(ITestOutputHelper output) : IDisposable
{
    private const int Attempts = 15;

    private readonly Folder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pages_OfALargePopulation_AreShown()
    {
        int users = int.Parse(Environment.GetEnvironmentVariable("LICENSESYNC_WEB_USERS") ?? "100000", CultureInfo.InvariantCulture);
        await WorldFiles.WriteAsync(new WorldGenerator(new() { Users = users, Seed = 4, Instances = 2, Mismatches = 0.05 }), _folder.Path);
        await using TestPage page = await TestPage.StartAsync();
        using Client owner = await page.SetUpAsync();
        using Client program = await page.NewProgramAsync();
        foreach (string name in (string[])["ghes-1.json", "ghes-2.json", "consumed-licenses.json"])
        {
            await using FileStream file = File.OpenRead(_folder[name]);
            await program.AddAsync(name, file);
        }

        JsonNode summary = await SyncTests.UntilAsync(program, "/api/v1/summary", node => (bool)node["is_current"]! && (int)node["cloud_accounts"]! > 0);
        int consumed = (int)summary["licenses_consumed"]!;
        JsonNode last = await program.ReadJsonAsync($"/api/v1/people?page_size=1&page={(int)(await program.ReadJsonAsync("/api/v1/people"))["total"]!}");

        Assert.InRange(consumed, users / 2, users * 3);
        Assert.Single(last["people"]!.AsArray());
        foreach (string path in (string[])["/", "/people", $"/people?page={users / 100}", "/people?q=7", "/people?q=zz-nobody", "/people?q=octo&filter=SeveralAccounts&page=30", "/people?filter=Unmatched&page=2", "/suggestions", "/comparison", "/instances"])
        {
            Assert.Contains("</html>", await owner.ReadAsync(path), StringComparison.Ordinal);
            TimeSpan time = await FastestAsync(owner, path);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {time.TotalMilliseconds:N1} ms"));
        }
    }

    private static async Task<TimeSpan> FastestAsync(Client client, string path)
    {
        TimeSpan best = TimeSpan.MaxValue;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            long start = Stopwatch.GetTimestamp();
            await client.ReadAsync(path);
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            best = time < best ? time : best;
        }

        return best;
    }
}
