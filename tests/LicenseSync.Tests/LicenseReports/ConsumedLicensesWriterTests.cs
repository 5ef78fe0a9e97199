using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LicenseSync.Accounts;
using LicenseSync.IO;
using LicenseSync.LicenseReports;

namespace LicenseSync.Tests.LicenseReports;

public sealed class ConsumedLicensesWriterTests
{
    [Fact]
    public async Task WriteAsync_Rows_FieldsOfTheApiInItsOrderAndStableBytes()
    {
        Outcome<ConsumedLicense> rows = await Inputs.LicensesAsync(Inputs.File("licenses-recording.json"));
        ConsumedLicense bare = new() { EnterpriseServerUserIds = [ServerUserId.From("ghes.octo-corp.example", 7), ServerUserId.Parse("71:ghes.octo-corp.example:Member")] };
        Assert.Equal(
            Encoding.UTF8.GetString(Inputs.File("licenses-written.json")),
            Encoding.UTF8.GetString(await WriteAsync([.. rows.Records, bare], 4, null)));
    }

    [Theory]
    [InlineData("licenses-published-example.json")]
    [InlineData("licenses-recording.json")]
    public async Task WriteAsync_RowsOfGitHub_AreReadBackTheSame(string file)
    {
        Outcome<ConsumedLicense> rows = await Inputs.LicensesAsync(Inputs.File(file));
        Outcome<ConsumedLicense> back = await Inputs.LicensesAsync(await WriteAsync(rows.Records), new() { Mode = ReadingMode.Strict });
        Assert.Equal(("", Describe.All(rows.Records)), (back.Report, Describe.All(back.Records)));
    }

    [Fact]
    public async Task WriteAsync_RowsOfTheCsvReport_AreReadBackTheSame()
    {
        Outcome<ConsumedLicense> rows = await Inputs.ReportAsync(Inputs.File("report-spreadsheet.csv"));
        Outcome<ConsumedLicense> back = await Inputs.LicensesAsync(await WriteAsync(rows.Records), new() { Mode = ReadingMode.Strict });
        Assert.Equal(("", Describe.All(rows.Records)), (back.Report, Describe.All(back.Records)));
    }

    [Fact]
    public async Task WriteAsync_WhatCouldNotBeUsed_IsWrittenAsItCame()
    {
        // Nothing is lost: wrong types, a second spelling, a property twice, odd names.
        byte[] file = Inputs.Bytes("""
            {"users":[{"github_com_login":5,"github_com_member_roles":["a",{}],"enterprise_server_emails":["a@x.example"],"enterprise_server_primary_emails":["b@x.example"],
             "github_com_name":"A","github_com_name":"B","license_type":"\ud800","\u0078 y":[1.0]}]}
            """);
        Outcome<ConsumedLicense> rows = await Inputs.LicensesAsync(file);
        Outcome<ConsumedLicense> back = await Inputs.LicensesAsync(await WriteAsync(rows.Records));
        Assert.Equal(6, rows.Records[0].AdditionalProperties.Count);
        Assert.Equal(Describe.All(rows.Records), Describe.All(back.Records));
    }

    [Property(MaxTest = 200)]
    public Property WriteAsync_AnyRows_AreReadBackTheSame() => Prop.ForAll(Generators.JsonRow.ListOf().ToArbitrary(), rows =>
        Describe.All(rows) == Describe.All(Inputs.LicensesAsync(WriteAsync(rows).GetAwaiter().GetResult()).GetAwaiter().GetResult().Records));

    [Theory]
    [InlineData(null, null)]
    [InlineData(0L, 0L)]
    [InlineData(long.MaxValue, 7L)]
    public async Task WriteAsync_Totals_AreReadBackTheSame(long? consumed, long? purchased)
    {
        await using ConsumedLicensesFile file = await ConsumedLicensesFile.OpenAsync(new MemoryStream(await WriteAsync([], consumed, purchased)));
        await Inputs.ListAsync(file.ReadAsync());
        Assert.Equal((consumed, purchased), (file.TotalSeatsConsumed, file.TotalSeatsPurchased));
    }

    [Fact]
    public async Task WriteAsync_NothingKnown_IsStillOfItsKind()
    {
        await using InputFile file = await InputFile.OpenAsync(new MemoryStream(await WriteAsync([])));
        Assert.Equal(FileKind.ConsumedLicenses, file.Kind);
    }

    [Fact]
    public async Task WriteFileAsync_RowsFailMidway_OldContentStays()
    {
        string path = Path.Combine(Directory.CreateTempSubdirectory().FullName, "licenses.json");
        await ConsumedLicensesWriter.WriteFileAsync(path, Inputs.Stream<ConsumedLicense>([new() { GitHubComLogin = "ana" }]), 1, 2);
        byte[] before = await File.ReadAllBytesAsync(path);
        await Assert.ThrowsAsync<NotSupportedException>(() => ConsumedLicensesWriter.WriteFileAsync(path, Inputs.Stream(Failing()), 1, 2));
        Assert.Equal(before, await File.ReadAllBytesAsync(path));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(path)!));
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

        static IEnumerable<ConsumedLicense> Failing()
        {
            yield return new() { GitHubComLogin = "bo" };
            throw new NotSupportedException();
        }
    }

    [Fact]
    public async Task WriteAsync_Canceled_Stops()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        using var written = new MemoryStream();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ConsumedLicensesWriter.WriteAsync(written, Inputs.Stream<ConsumedLicense>([new()]), null, null, source.Token));
        Assert.Equal(0, written.Length);
    }

    private static async Task<byte[]> WriteAsync(IEnumerable<ConsumedLicense> rows, long? consumed = null, long? purchased = null)
    {
        using var written = new MemoryStream();
        await ConsumedLicensesWriter.WriteAsync(written, Inputs.Stream(rows), consumed, purchased);
        return written.ToArray();
    }
}
