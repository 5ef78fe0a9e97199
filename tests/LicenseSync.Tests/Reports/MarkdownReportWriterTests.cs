using System.Text.RegularExpressions;
using LicenseSync.Reconciliation;
using LicenseSync.Reports;
using LicenseSync.Reports.Internal;
using LicenseSync.Tests.Conventions;

namespace LicenseSync.Tests.Reports;

public sealed partial class MarkdownReportWriterTests
{
    [Theory]
    [InlineData("**51 licenses consumed of 50 purchased (1 over).** License sync saves 25. 4 more can be freed. 24 November 2025, 09:30 UTC.")]
    [InlineData("| `ghes.harbor-robotics.example:30`<br>`tariq-a` | Equal, but a secondary address<br>`tariq.aziz@harbor-robotics.example` | Act on it: Make tariq.aziz<span>@</span>harbor-robotics.example the primary email of")]
    [InlineData("3 suggestions accepted, 3 licenses freed: 48 licenses consumed, 2 available.")]
    [InlineData("| `ghes.harbor-robotics.example` | 31 | 18 | 10 |")]
    [InlineData("| `LS2003` | warning | An account has no primary email\\: it matches nothing (B3). | 3 |")]
    public async Task WriteAsync_SampleWorld_SaysWhatAnOwnerLooksFor(string part) =>
        Assert.Contains(part, await Written.MarkdownAsync(await ReportWorlds.SampleAsync(Repository.Root)), StringComparison.Ordinal);

    [Fact]
    public async Task WriteAsync_SampleWorld_SaysWhatExplainsTheDifference()
    {
        ReconciliationReport report = await ReportWorlds.SampleAsync(Repository.Root);
        LicenseComparison comparison = report.Comparison!;

        string expected = $"GitHub reports {comparison.ReportedLicensesConsumed} licenses, 51 are counted here: a difference of {ReportWords.Signed(comparison.Difference)}, "
            + $"of which {ReportWords.Signed(comparison.Explained)} is explained by the accounts and {ReportWords.Signed(comparison.Unexplained)} is not.";
        Assert.Contains(expected, await Written.MarkdownAsync(report), StringComparison.Ordinal);
    }

    // Outside code nothing is left that GitHub would link, mention or take for markup; every row has the cells of its header.
    [Fact]
    public async Task WriteAsync_HostileNames_StayText()
    {
        string markdown = await Written.MarkdownAsync(ReportWorlds.Hostile());

        string outside = Code().Replace(markdown, "");
        Assert.DoesNotMatch(@"(?<!<span>)[@](?!</span>)", outside);
        Assert.DoesNotMatch(@"https?://|(?<!\\)www\.|(?<!\\)<(?!span>|/span>|br>)", outside);
        Assert.DoesNotContain(markdown, c => c is '\u202e' or '\0' or '\u001b' or '\r');
        int columns = 0;
        foreach (string line in markdown.Split('\n').Where(line => line.Length > 0 && line[0] == '|'))
        {
            int cells = Pipe().Count(line);
            columns = line.StartsWith("| ---", StringComparison.Ordinal) ? cells : columns;
            Assert.True(columns is 0 || cells == columns || !line.Contains('`', StringComparison.Ordinal), line);
        }
    }

    [Theory]
    [InlineData(30_000)]
    [InlineData(200)]
    public async Task WriteAsync_ManyPeople_FitsIntoAnIssue(int people)
    {
        string markdown = await Written.MarkdownAsync(ReportWorlds.Large(people), new() { MaxRows = 100_000 });

        Assert.InRange(markdown.Length, 1, 65_535);
        Assert.EndsWith("treat it as personal data.\n", markdown, StringComparison.Ordinal);
        Assert.Equal(people > 1_000, markdown.Contains("more: the full list is in the CSV (`--format csv --table suggestions`).", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("plain", "`plain`")]
    [InlineData("a|b", "`a\\|b`")]
    [InlineData("a\\|b", "`a\\|b`")]
    [InlineData("a\\\\|b", "`a\\\\\\|b`")]
    [InlineData("`a``b`", "``` `a``b` ```")]
    [InlineData("a\nb", "`a\\u000Ab`")]
    [InlineData(" ", "–")]
    [InlineData(null, "–")]
    public void Code_AnyText_IsOneSpanOnOneLine(string? text, string expected) => Assert.Equal(expected, MarkdownText.Code(text));

    [Theory]
    [InlineData("ask @octocat about #1", "ask <span>@</span>octocat about <span>#</span>1")]
    [InlineData("<b>a|b</b>", "\\<b\\>a\\|b\\</b\\>")]
    [InlineData("see www.octo.example", "see www\\.octo.example")]
    public void Prose_AnyText_IsNeitherMarkupNorMention(string text, string expected) => Assert.Equal(expected, MarkdownText.Prose(text));

    [GeneratedRegex("(?<!`)(`+)(?!`).*?(?<!`)\\1(?!`)")]
    private static partial Regex Code();

    // A pipe with an even number of backslashes before it ends a cell.
    [GeneratedRegex(@"(?<=(?<!\\)(\\\\)*)(?<!\\)\|")]
    private static partial Regex Pipe();
}
