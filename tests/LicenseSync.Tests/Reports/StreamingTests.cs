using LicenseSync.Reports;

namespace LicenseSync.Tests.Reports;

/// <summary>Documents about many people go out in pieces: none is put together first.</summary>
public sealed class StreamingTests
{
    private static readonly Lazy<ReconciliationReport> Many = new(() => ReportWorlds.Large(30_000));

    public static TheoryData<string, long> Writers => new()
    {
        { "json", 5_000_000 }, { "people", 1_000_000 }, { "suggestions", 1_000_000 }, { "comparison", 1_000_000 }, { "html", 1_000_000 },
    };

    [Theory]
    [MemberData(nameof(Writers))]
    public async Task WriteAsync_ManyPeople_WritesInPieces(string writer, long atLeast)
    {
        var stream = new MeasuringStream();

        await WriteAsync(writer, stream);

        Assert.True(stream.Total >= atLeast, $"{stream.Total} bytes");
        Assert.InRange(stream.LargestWrite, 1, 200_000);
    }

    private static Task WriteAsync(string writer, Stream stream) => writer switch
    {
        "json" => ReconciliationJsonWriter.WriteAsync(stream, Many.Value),
        "people" => ReconciliationCsvWriter.WriteAsync(stream, Many.Value.Result),
        "suggestions" => SuggestionsCsvWriter.WriteAsync(stream, Many.Value),
        "comparison" => ComparisonCsvWriter.WriteAsync(stream, Many.Value),
        _ => HtmlReportWriter.WriteAsync(stream, Many.Value, new() { MaxRows = 10_000 }),
    };
}
