using System.Text.Json.Nodes;
using LicenseSync.Reconciliation;
using LicenseSync.Reports;
using LicenseSync.Tests.Conventions;
using LicenseSync.Tests.Reconciliation;
using LicenseSync.Tests.Reconciliation.Oracle;
using NJsonSchema;

namespace LicenseSync.Tests.Reports;

/// <summary>The published schema and the documents hold each other.</summary>
public sealed class ReconciliationJsonSchemaTests
{
    private static readonly string File = Path.Combine(Repository.Root, "src", "LicenseSync", "Reports", "reconciliation.schema.json");

    [Theory]
    [InlineData("sample")]
    [InlineData("sample, result only")]
    [InlineData("hostile")]
    [InlineData("many")]
    [InlineData("empty")]
    public async Task WriteAsync_AnyReport_FitsThePublishedSchema(string world)
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(File);

        string json = world == "sample, result only"
            ? await Written.TextAsync(async stream => await ReconciliationJsonWriter.WriteAsync(stream, (await ReportWorlds.SampleAsync(Repository.Root)).Result))
            : await Written.JsonAsync(await ReportAsync(world));

        Assert.Empty(schema.Validate(json).Select(error => error.ToString()));
    }

    // A schema that lets everything through holds nothing.
    [Theory]
    [InlineData("summary", "people", "many")]
    [InlineData("people.0", "license_type", "none")]
    [InlineData("people.0", "unknown", 1)]
    [InlineData("comparison.accounts.0", "state", "same")]
    [InlineData("comparison.differences.0", "licenses", 0)]
    [InlineData("suggestions.0", "frees", 0)]
    [InlineData("suggestions.0", "confidence", "sure")]
    [InlineData("what_if", "summary", null)]
    [InlineData("stale_decisions.0", "accounts_changed", "no")]
    [InlineData("diagnostics.0", "severity", "fatal")]
    [InlineData("", "comparison", 1)]
    public async Task Schema_ValueThatDoesNotBelong_IsRefused(string path, string property, object? value)
    {
        JsonSchema schema = await JsonSchema.FromFileAsync(File);
        JsonNode document = JsonNode.Parse(await Written.JsonAsync(await ReportAsync("sample")))!;

        path.Split('.', StringSplitOptions.RemoveEmptyEntries).Aggregate(document, (node, key) => int.TryParse(key, out int index) ? node[index]! : node[key]!)[property] = JsonValue.Create(value);

        Assert.NotEmpty(schema.Validate(document.ToJsonString()));
    }

    [Fact]
    public async Task WriteAsync_Report_KeepsTheOrderOfTheContract()
    {
        ReconciliationReport report = await ReportAsync("sample");
        LicenseComparison comparison = report.Comparison!;
        JsonObject document = JsonNode.Parse(await Written.JsonAsync(report))!.AsObject();

        Assert.Equal(["summary", "people", "unmatched", "ambiguities", "comparison", "suggestions", "diagnostics", "what_if", "stale_decisions"], document.Select(property => property.Key));
        Assert.Equal(["code", "accounts", "frees", "action", "confidence", "value", "target_value", "fingerprint"], document["suggestions"]![0]!.AsObject().Select(property => property.Key));
        Assert.Equal(
            (comparison.ReportedLicensesConsumed, comparison.Explained, comparison.Unexplained),
            ((long)document["comparison"]!["reported_licenses_consumed"]!, (long)document["comparison"]!["explained"]!, (long)document["comparison"]!["unexplained"]!));
        Assert.Equal(3, (int)document["what_if"]!["licenses_freed"]!);
        Assert.Equal("2025-09-30T04:00:00+00:00", (string)document["comparison"]!["outdated_instances"]![0]!["last_sync_at"]!);
    }

    private static async Task<ReconciliationReport> ReportAsync(string world) => world switch
    {
        "sample" => await ReportWorlds.SampleAsync(Repository.Root),
        "hostile" => ReportWorlds.Hostile(),
        "many" => ReportWorlds.Large(500),
        _ => new() { Result = new World().Result() },
    };
}
