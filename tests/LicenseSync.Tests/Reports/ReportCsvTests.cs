using LicenseSync.Reports;
using LicenseSync.Tests.Conventions;

namespace LicenseSync.Tests.Reports;

public sealed class ReportCsvTests
{
    [Fact]
    public async Task Suggestions_SampleWorld_OneRowForEach()
    {
        ReconciliationReport report = await ReportWorlds.SampleAsync(Repository.Root);

        string[] lines = (await Written.TextAsync(stream => SuggestionsCsvWriter.WriteAsync(stream, report))).Split("\r\n");

        Assert.Equal("code,confidence,frees,enterprise_server_user_ids,target,value,target_value,action,fingerprint", lines[0]);
        Assert.StartsWith("secondary_email,advice,1,ghes.harbor-robotics.example:30,tariq-a,tariq.aziz@harbor-robotics.example,tariq.aziz@harbor-robotics.example,", lines[1], StringComparison.Ordinal);
        Assert.Equal(report.Suggestions.Count + 2, lines.Length);
    }

    [Fact]
    public async Task Comparison_SampleWorld_OneRowForEachServerAccount()
    {
        ReconciliationReport report = await ReportWorlds.SampleAsync(Repository.Root);

        string[] lines = (await Written.TextAsync(stream => ComparisonCsvWriter.WriteAsync(stream, report))).Split("\r\n");

        Assert.Equal("enterprise_server_user_id,state,suspended,host_given,github_com_login,reported_github_com_login,accounts,reported_accounts", lines[0]);
        Assert.Contains("ghes.harbor-robotics.example:10,agree,false,true,amara-okafor,amara-okafor,ghes.harbor-robotics.example:10,ghes.harbor-robotics.example:10", lines);
        Assert.Equal(report.Comparison!.Accounts.Count + 2, lines.Length);
    }

    [Fact]
    public async Task Comparison_NotAskedFor_IsAHeader() =>
        Assert.Equal(1, (await Written.TextAsync(stream => ComparisonCsvWriter.WriteAsync(stream, ReportWorlds.Large(1) with { Comparison = null }))).Count(c => c == '\n'));

    [Theory]
    [InlineData(true, "'=1+1")]
    [InlineData(false, "=1+1")]
    public async Task Suggestions_Formula_IsNeutralizedUnlessAskedOtherwise(bool neutralizes, string expected)
    {
        ReconciliationReport report = ReportWorlds.Large(10);
        report = report with { Suggestions = [report.Suggestions[0] with { Value = "=1+1" }] };

        string csv = await Written.TextAsync(stream => SuggestionsCsvWriter.WriteAsync(stream, report, neutralizes));

        Assert.Contains($"{expected}", csv, StringComparison.Ordinal);
        Assert.Equal(neutralizes, csv.Contains("'=1+1", StringComparison.Ordinal));
    }
}
