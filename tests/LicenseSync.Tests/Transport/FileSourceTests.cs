using LicenseSync.Accounts;
using LicenseSync.Diagnostics;
using LicenseSync.Tests.Conventions;
using LicenseSync.Transport;

namespace LicenseSync.Tests.Transport;

public sealed class FileSourceTests
{
    private static readonly string Samples = Path.Combine(Repository.Root, "samples", "data");

    [Fact]
    public async Task UsageSource_EachCall_OpensTheFileAnew()
    {
        string path = Path.Combine(Samples, "ghes-main.json");
        var source = new FileUsageSource("main", path);

        await using Stream first = await source.OpenAsync();
        await using Stream second = await source.OpenAsync();

        Assert.Equal("main", source.Name);
        Assert.Equal(await File.ReadAllTextAsync(path), await new StreamReader(first).ReadToEndAsync());
        Assert.Equal(await File.ReadAllTextAsync(path), await new StreamReader(second).ReadToEndAsync());
    }

    [Fact]
    public async Task UsageSource_NoSuchFile_IsAnIOProblem() =>
        await Assert.ThrowsAsync<FileNotFoundException>(async () => await new FileUsageSource("main", "/no-such-file.json").OpenAsync());

    [Fact]
    public async Task ConsumedLicenses_Json_GivesRowsAndTotals()
    {
        List<ConsumedLicensesPage> pages = await PagesAsync(new(Path.Combine(Samples, "consumed-licenses.json")));

        ConsumedLicensesPage page = Assert.Single(pages);
        Assert.Equal(41, page.Rows.Count);
        Assert.Equal(36, page.TotalSeatsConsumed);
        Assert.Equal(50, page.TotalSeatsPurchased);
    }

    [Theory]
    [InlineData(0, new[] { 0 })]
    [InlineData(1_000, new[] { 1_000 })]
    [InlineData(2_001, new[] { 1_000, 1_000, 1 })]
    public async Task ConsumedLicenses_ManyRows_ComeInPages(int rows, int[] pages)
    {
        using var folder = new TemporaryFolder();
        string users = string.Join(',', Enumerable.Range(1, rows).Select(row => $$"""{"github_com_login":"user-{{row}}"}"""));
        string path = folder.Write("cloud.json", $$"""{"total_seats_consumed":{{rows}},"users":[{{users}}]}""");

        List<ConsumedLicensesPage> read = await PagesAsync(new(path));

        Assert.Equal(pages, read.Select(page => page.Rows.Count));
        Assert.Equal(rows, read[^1].TotalSeatsConsumed);
    }

    [Fact]
    public async Task ConsumedLicenses_LicenseReport_IsTakenForOne()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("report.txt", "GitHub com login,License type\nada,Enterprise\n");

        Assert.Equal("ada", Assert.Single(Assert.Single(await PagesAsync(new(path))).Rows).GitHubComLogin);
    }

    [Fact]
    public async Task ConsumedLicenses_CutShort_Fails()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("cloud.json", """{"users":[{"github_com_login":"ada"},""");

        InputFormatException exception = await Assert.ThrowsAsync<InputFormatException>(() => PagesAsync(new(path)));

        Assert.Equal("LS1002", exception.Diagnostic.Code);
        Assert.Equal(path, exception.Position.Source);
    }

    [Fact]
    public async Task Identities_File_GivesThem()
    {
        List<ExternalIdentity> identities = [];
        await foreach (ExternalIdentity identity in new FileIdentitySource(Path.Combine(Samples, "identities.json")).ReadAsync())
        {
            identities.Add(identity);
        }

        Assert.Equal(15, identities.Count);
    }

    private static async Task<List<ConsumedLicensesPage>> PagesAsync(FileConsumedLicensesSource source)
    {
        List<ConsumedLicensesPage> pages = [];
        await foreach (ConsumedLicensesPage page in source.ReadPagesAsync())
        {
            pages.Add(page);
        }

        return pages;
    }
}
