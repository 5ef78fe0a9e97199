using System.IO.Compression;
using System.IO.Pipelines;
using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.LicenseReports;

namespace LicenseSync.Tests.LicenseReports;

public sealed class CsvOpeningTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("licensesync").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task OpenAsync_Gzip_SameAsPlain()
    {
        Outcome<ConsumedLicense> plain = await Inputs.ReportAsync(Inputs.File("report-current.csv"));
        Outcome<ConsumedLicense> packed = await Inputs.ReportAsync(Pack(Inputs.File("report-current.csv")), chunk: 7);
        Outcome<ServerAccount> users = await Inputs.UsersAsync(Pack(Inputs.File("user-report.csv")), chunk: 7);
        Assert.Equal(("", Describe.All(plain.Records)), (packed.Report, Describe.All(packed.Records)));
        Assert.Equal(5, users.Records.Count);
    }

    [Fact]
    public async Task ReadAsync_GzipCutShort_Refused()
    {
        byte[] packed = Pack(Inputs.File("report-current.csv"));
        foreach (int length in new[] { packed.Length - 1, packed.Length - 8, packed.Length / 2, 3 })
        {
            Assert.Equal("LS1005", (await Inputs.ReportAsync(packed[..length])).Failure?.Diagnostic.Code);
        }
    }

    [Fact]
    public async Task OpenAsync_Pipe_SameAsStreamAndCompletedAtTheEnd()
    {
        var pipe = new Pipe();
        await pipe.Writer.WriteAsync(Inputs.File("report-current.csv"));
        await pipe.Writer.CompleteAsync();
        await using (LicenseReportFile file = await LicenseReportFile.OpenAsync(pipe.Reader))
        {
            Assert.Equal(4, (await Inputs.ListAsync(file.ReadAsync())).Count);
        }

        await Assert.ThrowsAsync<InvalidOperationException>(async () => await pipe.Reader.ReadAsync());
    }

    [Fact]
    public async Task OpenAsync_Path_IsTheSourceOfFindings()
    {
        string path = Path.Combine(_folder, "users.csv");
        await File.WriteAllTextAsync(path, "login,id,email\nana,7,\n");
        var findings = new List<Diagnostic>();
        await using ServerUserReportFile file = await ServerUserReportFile.OpenAsync(path, new() { OnDiagnostic = findings.Add });
        Assert.Single(await Inputs.ListAsync(file.ReadAccountsAsync()));
        Assert.Equal((path, "LS2003"), (findings.Single().Position.Source, findings.Single().Code));
    }

    [Fact]
    public async Task OpenAsync_NoReport_ClosesTheStreamUnlessToldNotTo()
    {
        var closed = new ChunkedStream(Inputs.Bytes("x,y\n"));
        var open = new ChunkedStream(Inputs.Bytes("x,y\n"));
        await Assert.ThrowsAsync<InputFormatException>(() => LicenseReportFile.OpenAsync(closed));
        await Assert.ThrowsAsync<InputFormatException>(() => ServerUserReportFile.OpenAsync(open, leaveOpen: true));
        Assert.Equal((true, false), (closed.IsDisposed, open.IsDisposed));
    }

    [Fact]
    public async Task OpenAsync_BadArguments_ThrowAtTheCall()
    {
        Assert.Throws<ArgumentNullException>(() => { _ = LicenseReportFile.OpenAsync((Stream)null!); });
        Assert.Throws<ArgumentException>(() => { _ = LicenseReportFile.OpenAsync(""); });
        Assert.Throws<ArgumentException>(() => { _ = ServerUserReportFile.OpenAsync(Stream.Null, new() { MaxRecords = 0 }); });
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => LicenseReportFile.OpenAsync(_folder));
    }

    [Fact]
    public async Task WriteFileAsync_RowThatCannotBeWritten_OldContentStays()
    {
        string path = Path.Combine(_folder, "report.csv");
        await LicenseReportWriter.WriteFileAsync(path, Inputs.Stream([new ConsumedLicense { GitHubComLogin = "ana" }]));
        byte[] before = await File.ReadAllBytesAsync(path);
        ConsumedLicense[] rows = [new() { GitHubComLogin = "bo" }, new() { AdditionalProperties = [AdditionalProperty.From("team", "x")] }];
        await Assert.ThrowsAsync<InvalidOperationException>(() => LicenseReportWriter.WriteFileAsync(path, Inputs.Stream(rows)));
        Assert.Equal(before, await File.ReadAllBytesAsync(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    private static byte[] Pack(byte[] plain)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(plain);
        }

        return packed.ToArray();
    }
}
