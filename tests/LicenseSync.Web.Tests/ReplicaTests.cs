using System.Text.Json.Nodes;
using LicenseSync.Sync;
using LicenseSync.Web.Uploads;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace LicenseSync.Web.Tests;

/// <summary>Two replicas on one PostgreSQL database.</summary>
public sealed class ReplicaTests : IAsyncDisposable
{
    private readonly Folder _folder = new();
    private readonly string _schema = $"web_{Guid.NewGuid():N}";

    public async ValueTask DisposeAsync()
    {
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(Environment.GetEnvironmentVariable(PostgreSqlFactAttribute.Variable)!);
        await using NpgsqlCommand command = source.CreateCommand($"DROP SCHEMA IF EXISTS \"{_schema}\" CASCADE; DROP SCHEMA IF EXISTS \"{_schema}_web\" CASCADE");
        await command.ExecuteNonQueryAsync();
        _folder.Dispose();
    }

    [PostgreSqlFact]
    public async Task TwoReplicas_OneDatabase_ShareSignInFilesAndCount()
    {
        await using TestPage first = await StartAsync("first");
        await using TestPage second = await StartAsync("second");
        using Client owner = await first.SetUpAsync();
        using Client elsewhere = second.NewClient();
        elsewhere.Cookies.Add(second.Url, owner.Cookies.GetCookies(first.Url));

        await owner.AddSampleWorldAsync();
        JsonNode summary = await elsewhere.ReadJsonAsync("/api/v1/summary");
        Upload upload = (await second.Store.GetUploadsAsync(UploadState.Accepted, CancellationToken.None))[0];
        using HttpResponseMessage download = await elsewhere.GetAsync($"/files/{upload.Id}");
        using Client late = second.NewClient();

        Assert.Equal(51, (int)summary["licenses_consumed"]!);
        Assert.Equal(await Samples.ReadAsync("ghes-main.json"), await download.Content.ReadAsByteArrayAsync());
        Assert.Contains("This link does not work", await late.ReadAsync(second.SetupPath), StringComparison.Ordinal);
        Assert.Single(await first.Store.GetTrendAsync(10, CancellationToken.None), point => point.LicensesConsumed == 51);
    }

    [PostgreSqlFact]
    public async Task TwoReplicas_OneSchedule_RunOneSync()
    {
        string outbox = _folder["outbox"];
        (string, string)[] settings = [("Instances:ghes.octo.example:File", Samples.PathOf("ghes-main.json")), ("Target:Folder", outbox), ("Schedule:Jitter", "00:00:00")];
        await using TestPage first = await StartAsync("first", settings);
        await using TestPage second = await StartAsync("second", settings);
        var store = first.Services.GetRequiredService<ISyncStateStore>();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await store.GetRunsAsync(10, timeout.Token)) is var waiting && (waiting.Count == 0 || waiting[0].EndedAt is null))
        {
            await Task.Delay(50, timeout.Token);
        }

        // Both are asked at once on top: one of them runs, or both find nothing new.
        SyncRunResult[] results = await Task.WhenAll(
            first.Services.GetRequiredService<SyncRunner>().RunIfDueAsync(new() { Jitter = TimeSpan.Zero }, timeout.Token),
            second.Services.GetRequiredService<SyncRunner>().RunIfDueAsync(new() { Jitter = TimeSpan.Zero }, timeout.Token));
        IReadOnlyList<SyncRunRecord> runs = await store.GetRunsAsync(10, timeout.Token);

        Assert.All(results, result => Assert.Equal(SyncOutcome.NotDue, result.Outcome));
        Assert.Equal((SyncTrigger.Schedule, 1), (Assert.Single(runs).Trigger, runs[0].Delivered));
        Assert.Single(Directory.GetFiles(outbox, "*", SearchOption.AllDirectories));
        Assert.Single(await second.Store.GetUploadsAsync(UploadState.Accepted, timeout.Token));
        using Client program = await second.NewProgramAsync();
        Assert.Equal("synced", (string)(await program.ReadJsonAsync("/api/v1/instances"))[0]!["state"]!);
    }

    private Task<TestPage> StartAsync(string name, params (string, string)[] settings) => TestPage.StartInAsync(
        _folder[name], [("ConnectionString", Environment.GetEnvironmentVariable(PostgreSqlFactAttribute.Variable)!), ("Schema", _schema), .. settings]);
}
