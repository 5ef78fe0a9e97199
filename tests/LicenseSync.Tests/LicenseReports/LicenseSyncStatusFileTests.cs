using System.Text;
using LicenseSync.Diagnostics;
using LicenseSync.IO;
using LicenseSync.LicenseReports;

namespace LicenseSync.Tests.LicenseReports;

/// <summary>Formats 3.</summary>
public class LicenseSyncStatusFileTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 12, 3, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Read_DocumentedAnswer_IsUnderstood()
    {
        InstanceSyncStatus instance = Assert.Single(await ReadAsync("""
            {"server_instances":[{"server_id":"0f8a","hostname":"ghes.octo-corp.example","last_sync":{"date":"2026-01-05T03:00:00Z","status":"success","error":""}}]}
            """));

        Assert.Equal("0f8a", instance.ServerId.ToString());
        Assert.Equal(("ghes.octo-corp.example", Now.AddDays(-7), "success", (string?)null), (instance.HostName, instance.LastSyncAt, instance.Status, instance.Error));
        Assert.False(instance.IsOutdated(Now, TimeSpan.FromDays(8)));
        Assert.True(instance.IsOutdated(Now, TimeSpan.FromDays(6)));
    }

    [Theory]
    [InlineData("""{"hostname":"h"}""")]
    [InlineData("""{"hostname":"h","last_sync":null}""")]
    [InlineData("""{"hostname":"h","last_sync":{"date":"","status":"","error":""}}""")]
    [InlineData("""{"hostname":"h","last_sync":{"date":"2026-01-12T02:00:00Z","status":"pending"}}""")]
    public async Task IsOutdated_NeverSyncedOrNoSuccess_IsTrue(string instance) =>
        Assert.True(Assert.Single(await ReadAsync($$"""{"server_instances":[{{instance}}]}""")).IsOutdated(Now, TimeSpan.FromDays(8)));

    [Fact]
    public async Task Read_SchemaOfItself_IsNotUnderstood()
    {
        InputFormatException refused = await Assert.ThrowsAsync<InputFormatException>(() => ReadAsync("""
            {"title":"Status","type":"object","properties":{"server_instances":{"type":"array","items":{"type":"object","properties":{"server_id":{"type":"string"}}}}}}
            """));

        Assert.Equal(("LS1015", "status.json"), (refused.Diagnostic.Code, refused.Diagnostic.Position.Source));
    }

    [Fact]
    public async Task Read_WrongTypes_AreReportedAndTheRestIsRead()
    {
        var diagnostics = new DiagnosticCollection();

        IReadOnlyList<InstanceSyncStatus> instances = await ReadAsync("""{"server_instances":[7,{"hostname":"h","last_sync":"never"},{"hostname":"g","last_sync":{"date":"soon"}}]}""", diagnostics);

        Assert.Equal(["h", "g"], instances.Select(instance => instance.HostName));
        Assert.Equal(["LS1013 $.server_instances[0]", "LS1010 $.server_instances[1].last_sync", "LS1011 $.server_instances[2].last_sync.date"], diagnostics.Select(found => $"{found.Code} {found.Position.Path}"));
    }

    private static Task<IReadOnlyList<InstanceSyncStatus>> ReadAsync(string text, DiagnosticCollection? diagnostics = null) => LicenseSyncStatusFile.ReadAsync(
        new MemoryStream(Encoding.UTF8.GetBytes(text)),
        new ReaderOptions { SourceName = "status.json", OnDiagnostic = diagnostic => diagnostics?.Add(diagnostic) });
}
