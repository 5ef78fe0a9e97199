using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LicenseSync.Accounts;
using LicenseSync.LicenseReports;

namespace LicenseSync.Tests.LicenseReports;

public sealed class LicenseReportWriterTests
{
    private static readonly LicenseReportWriterOptions Raw = new() { NeutralizesFormulas = false };

    [Fact]
    public async Task WriteAsync_Rows_CurrentHeadersAndStableBytes()
    {
        Outcome<ConsumedLicense> rows = await Inputs.ReportAsync(Inputs.File("report-spreadsheet.csv"));
        Assert.Equal(Encoding.UTF8.GetString(Inputs.File("report-written.csv")), Encoding.UTF8.GetString(await WriteAsync(rows.Records)));
    }

    [Theory]
    [InlineData("report-current.csv")]
    [InlineData("report-snake-case.csv")]
    [InlineData("report-oldest.csv")]
    [InlineData("report-ghe-com.csv")]
    [InlineData("report-advanced-security.csv")]
    [InlineData("report-spreadsheet.csv")]
    public async Task WriteAsync_RowsOfEveryGeneration_AreReadBackTheSame(string file)
    {
        Outcome<ConsumedLicense> rows = await Inputs.ReportAsync(Inputs.File(file));
        Outcome<ConsumedLicense> back = await Inputs.ReportAsync(await WriteAsync(rows.Records, Raw));
        Assert.Equal(("", Describe.All(rows.Records)), (back.Report, Describe.All(back.Records)));
    }

    [Property(MaxTest = 200)]
    public Property WriteAsync_AnyRows_AreReadBackTheSame() => Prop.ForAll(Generators.CsvRow.ListOf().ToArbitrary(), rows =>
        Describe.All(rows) == Describe.All(Inputs.ReportAsync(WriteAsync(rows, Raw).GetAwaiter().GetResult()).GetAwaiter().GetResult().Records));

    [Property(MaxTest = 100)]
    public Property WriteAsync_AnyTextInAnAdditionalColumn_IsReadBackTheSame() => Prop.ForAll(Generators.Text.Two().ToArbitrary(), texts =>
    {
        // A column must not be taken for one that is known.
        var row = new ConsumedLicense { GitHubComLogin = "ana", AdditionalProperties = [AdditionalProperty.From("x " + texts.Item1, texts.Item2)] };
        Outcome<ConsumedLicense> back = Inputs.ReportAsync(WriteAsync([row], Raw).GetAwaiter().GetResult()).GetAwaiter().GetResult();
        AdditionalProperty property = back.Records.Single().AdditionalProperties.Single();
        return property.Name == "x " + texts.Item1 && property.ToJsonElement().GetString() == texts.Item2;
    });

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\tx", "\"'\tx\"")]
    [InlineData("\rx", "\"'\rx\"")]
    [InlineData("a=1", "a=1")]
    public async Task WriteAsync_CellThatASpreadsheetWouldRun_IsNeutralized(string name, string cell)
    {
        string written = Encoding.UTF8.GetString(await WriteAsync([new() { GitHubComLogin = "ana", GitHubComName = name }]));
        Assert.Contains($"\r\nana,{cell},,", written, StringComparison.Ordinal);
        Outcome<ConsumedLicense> raw = await Inputs.ReportAsync(await WriteAsync([new() { GitHubComLogin = "ana", GitHubComName = name }], Raw));
        Assert.Equal(name, raw.Records.Single().GitHubComName);
    }

    [Fact]
    public async Task WriteAsync_FormulaInTheHeaderOfAnAdditionalColumn_IsNeutralized()
    {
        string written = Encoding.UTF8.GetString(await WriteAsync([new() { GitHubComLogin = "ana", AdditionalProperties = [AdditionalProperty.From("=x", "=y")] }]));
        Assert.Contains(",\"'=x\"\r\n", written, StringComparison.Ordinal);
        Assert.EndsWith(",\"'=y\"\r\n", written, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_ValueThatCouldNotBeUsed_GoesBackToItsColumn()
    {
        byte[] file = [.. Inputs.Bytes("GitHub com login,GitHub com user,GitHub com name\nana,maybe,Jos"), 0xE9, (byte)'\n'];
        Outcome<ConsumedLicense> rows = await Inputs.ReportAsync(file);
        Outcome<ConsumedLicense> back = await Inputs.ReportAsync(await WriteAsync(rows.Records, Raw));
        Assert.Equal("[\"GitHub com name\", \"GitHub com user\"]", Describe.One(back.Records[0].AdditionalProperties.Select(property => property.Name).Order()));
        Assert.Equal(rows.Records[0].AdditionalProperties[1].RawValue.ToArray(), back.Records[0].AdditionalProperties[0].RawValue.ToArray());
    }

    [Fact]
    public async Task WriteAsync_RowWithMoreProperties_RefusedUntilItsColumnIsNamed()
    {
        ConsumedLicense[] rows = [new() { GitHubComLogin = "ana" }, new() { GitHubComLogin = "bo", AdditionalProperties = [AdditionalProperty.From("team", "x")] }];
        InvalidOperationException exception = await Assert.ThrowsAsync<InvalidOperationException>(() => WriteAsync(rows));
        Assert.Equal("Row 2 has the property 'team', for which the report has no column. Name it in LicenseReportWriterOptions.AdditionalColumns.", exception.Message);
        Outcome<ConsumedLicense> back = await Inputs.ReportAsync(await WriteAsync(rows, new() { AdditionalColumns = ["team"] }));
        Assert.Equal(["", "x"], back.Records.Select(row => row.AdditionalProperties.Single().ToJsonElement().GetString()));
    }

    [Fact]
    public async Task WriteAsync_SingularRole_IsWrittenWhereThereAreNoRoles()
    {
        // A4
        byte[] written = await WriteAsync([new() { GitHubComLogin = "ana", GitHubComEnterpriseRole = "Owner" }]);
        Assert.Equal(["Owner"], (await Inputs.ReportAsync(written)).Records.Single().GitHubComEnterpriseRoles);
    }

    [Fact]
    public async Task WriteAsync_NoRows_HeaderOnly()
    {
        byte[] written = await WriteAsync([]);
        Assert.Equal(LicenseReportColumns.Headers, Encoding.UTF8.GetString(written).TrimEnd().Split(','));
        Assert.Empty((await Inputs.ReportAsync(written)).Records);
    }

    [Fact]
    public async Task WriteAsync_Canceled_Throws()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            LicenseReportWriter.WriteAsync(new MemoryStream(), Inputs.Stream([new ConsumedLicense()]), cancellationToken: source.Token));
    }

    private static async Task<byte[]> WriteAsync(IEnumerable<ConsumedLicense> rows, LicenseReportWriterOptions? options = null)
    {
        using var stream = new MemoryStream();
        await LicenseReportWriter.WriteAsync(stream, Inputs.Stream(rows), options);
        return stream.ToArray();
    }
}
