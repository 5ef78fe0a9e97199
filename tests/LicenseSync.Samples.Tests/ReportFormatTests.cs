namespace LicenseSync.Samples.Tests;

/// <summary>Reports from the command line.</summary>
public sealed class ReportFormatTests
{
    [Theory]
    [InlineData("<!doctype html>", "<strong>51</strong> <span>licenses consumed of 50 purchased", "html")]
    [InlineData("# GitHub Enterprise licenses\n", "**51 licenses consumed of 50 purchased (1 over).**", "markdown")]
    [InlineData("github_com_login,", "\namara-okafor,ghes.harbor-robotics.example:10,enterprise,true,1,saml_name\r\n", "csv")]
    [InlineData("github_com_login,", "\namara-okafor,", "csv", "--table", "people")]
    [InlineData("code,confidence,", "\nsecondary_email,advice,1,ghes.harbor-robotics.example:30,tariq-a,", "csv", "--table", "suggestions")]
    [InlineData("enterprise_server_user_id,state,", "\nghes.harbor-robotics.example:10,agree,", "csv", "--table", "comparison")]
    [InlineData("{\"summary\":", "\"suggestions\":[{\"code\":\"secondary_email\",", "json")]
    public async Task Reconcile_EachFormat_WritesTheReport(string start, string part, params string[] format)
    {
        (int exitCode, string output, string error) = await Cli.RunAsync(["reconcile", .. Cli.SampleWorld, "--format", .. format]);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.StartsWith(start, output, StringComparison.Ordinal);
        Assert.Contains(part, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reconcile_TableWithoutCsv_IsWrongUsage()
    {
        (int exitCode, string output, string error) = await Cli.RunAsync(["reconcile", .. Cli.SampleWorld, "--table", "people"]);

        Assert.Equal((2, "", "licensesync: --table goes with --format csv\n"), (exitCode, output, error));
    }
}
