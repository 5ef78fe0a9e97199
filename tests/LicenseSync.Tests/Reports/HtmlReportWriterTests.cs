using System.Globalization;
using System.Text.RegularExpressions;
using LicenseSync.Reports;
using LicenseSync.Reports.Internal;
using LicenseSync.Tests.Conventions;
using LicenseSync.Tests.Reconciliation;
using LicenseSync.Tests.Reconciliation.Oracle;

namespace LicenseSync.Tests.Reports;

public sealed partial class HtmlReportWriterTests
{
    private static readonly Lazy<Task<string>> Sample = new(async () => await Written.HtmlAsync(await ReportWorlds.SampleAsync(Repository.Root)));

    [Theory]
    [InlineData("<strong>51</strong> <span>licenses consumed of 50 purchased</span> <em class=\"state over\">1 over</em>")]
    [InlineData("<strong>4</strong><span><a href=\"#suggestions\">licenses can be freed</a>")]
    [InlineData("3 by changes to act on, 1 after a look")]
    [InlineData("<p>Equal, but a secondary address</p><p class=\"pair\"><bdi class=\"mono\">tariq.aziz@harbor-robotics.example</bdi></p>")]
    [InlineData("3 suggestions accepted, 3 licenses freed.")]
    [InlineData("licenses, 51 are counted here: a difference of +")]
    [InlineData("failure: the instance could not be reached")]
    [InlineData("24 people, one license each.")]
    [InlineData("16 match no cloud account.")]
    [InlineData("<p>An account has no primary email: it matches nothing (B3).</p>")]
    [InlineData("They match now, are gone, or consume nothing.")]
    [InlineData("24 November 2025, 09:30 UTC")]
    public async Task WriteAsync_SampleWorld_SaysWhatAnOwnerLooksFor(string part) => Assert.Contains(part, await Sample.Value, StringComparison.OrdinalIgnoreCase);

    [Fact]
    public async Task WriteAsync_SameReport_SameBytes() =>
        Assert.Equal(await Sample.Value, await Written.HtmlAsync(await ReportWorlds.SampleAsync(Repository.Root)));

    [Fact]
    public async Task WriteAsync_SampleWorld_IsOneFileThatReachesForNothing()
    {
        string html = await Sample.Value;

        Assert.DoesNotMatch(@"(src|href)=""(?!#)|@import|url\((?!#hatch)|<link|<iframe|style=""|\bon[a-z]+=""", html);
        Assert.Matches("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; style-src &#39;sha256-[^ ]+&#39;; script-src &#39;sha256-[^ ]+&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\">", html);
    }

    // What a screen reader goes by.
    [Fact]
    public async Task WriteAsync_SampleWorld_TablesHaveCaptionsAndChartsHaveWords()
    {
        string html = await Sample.Value;

        Assert.Equal(Count("<table"), Count("<caption>"));
        Assert.Equal(Count("<th role") + Count("<th scope"), Count("<th "));
        Assert.Equal(Count("role=\"img\""), Count("<desc "));
        Assert.Equal(Count("<section"), Count("<section id") + Count("<section class=\"hero\" aria-label="));
        Assert.Equal(1, Count("<h1>"));
        string[] ids = [.. Id().Matches(html).Select(match => match.Groups[1].Value)];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(Link().Matches(html), match => Assert.Contains(match.Groups[1].Value, ids));

        int Count(string text) => Regex.Count(html, Regex.Escape(text));
    }

    [Fact]
    public async Task WriteAsync_HostileNames_NoneBecomesMarkup()
    {
        string html = await Written.HtmlAsync(ReportWorlds.Hostile());

        string body = html[html.IndexOf("<body>", StringComparison.Ordinal)..html.LastIndexOf("<script>", StringComparison.Ordinal)];
        string[] tags = [.. Tag().Matches(body).Select(match => match.Groups[1].Value).Distinct()];
        Assert.DoesNotContain(tags, tag => tag is "script" or "img" or "style" or "!--");
        Assert.DoesNotContain(body, c => c is '\u202e' or '\0' or '\u001b');
        Assert.DoesNotContain(new string('x', 1_001), body, StringComparison.Ordinal);
        Assert.Contains("<bdi>&lt;script&gt;document.title=&#39;pwned&#39;&lt;/script&gt;</bdi>", body, StringComparison.Ordinal);
        Assert.Contains("\\u202Egnp.exe", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_TitleFromOutside_IsText()
    {
        string html = await Written.HtmlAsync(new() { Result = new World().Result() }, new() { Title = "</title><script>1</script>" });

        Assert.Contains("<title>&lt;/title&gt;&lt;script&gt;1&lt;/script&gt;</title>", html, StringComparison.Ordinal);
    }

    // Nothing was found: no empty section, no table without rows.
    [Fact]
    public async Task WriteAsync_EmptyWorld_HasNoEmptySections()
    {
        string html = await Written.HtmlAsync(new() { Result = new World().Result() });

        Assert.DoesNotContain("<tbody></tbody>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<ul class=\"steps\"></ul>", html, StringComparison.Ordinal);
        Assert.DoesNotMatch("id=\"(suggestions|what-if|comparison|people|unmatched|ambiguities|findings)\"", html);
        Assert.Contains("<strong>0</strong> <span>licenses consumed", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_ManyPeople_ListsAreCutAndSayWhereTheRestIs()
    {
        string html = await Written.HtmlAsync(ReportWorlds.Large(3_000), new() { MaxRows = 20 });

        Assert.Contains("and 980 more: the full list is in the CSV (<code>--format csv --table suggestions</code>)", html, StringComparison.Ordinal);
        Assert.Contains("and 1,980 more: the full list is in the CSV (<code>--format csv --table people</code>)", html, StringComparison.Ordinal);
        Assert.Contains("19 other instances", html, StringComparison.Ordinal);
        Assert.True(html.Length < 150_000, html.Length.ToString(CultureInfo.InvariantCulture));
    }

    // The charts by instance add up to the totals (E).
    [Fact]
    public async Task ReportTally_SampleWorld_AddsUpToTheSummary()
    {
        ReconciliationReport report = await ReportWorlds.SampleAsync(Repository.Root);

        ReportTally tally = ReportTally.Of(report.Result, maxPeople: 3, CancellationToken.None);

        Assert.Equal(report.Result.Summary.ServerAccounts, tally.Instances.Sum(instance => instance.Accounts));
        Assert.Equal(report.Result.Summary.LicensesSaved, tally.Instances.Sum(instance => instance.Covered));
        Assert.Equal(report.Result.CountPeopleWithSeveralAccounts(), tally.PeopleWithSeveralAccounts);
        Assert.Equal((3, 4), (tally.FirstPeople.Count, tally.PendingInvitations));
    }

    [Fact]
    public async Task WriteAsync_Cancelled_Ends()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => HtmlReportWriter.WriteAsync(new MeasuringStream(), ReportWorlds.Large(10), cancellationToken: source.Token));
    }

    [Fact]
    public async Task WriteAsync_OptionOutOfRange_NamesIt()
    {
        ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>(() => HtmlReportWriter.WriteAsync(Stream.Null, ReportWorlds.Large(1), new() { MaxRows = -1 }));

        Assert.Contains(nameof(HtmlReportOptions.MaxRows), exception.Message, StringComparison.Ordinal);
    }

    [GeneratedRegex(" id=\"([^\"]+)\"")]
    private static partial Regex Id();

    [GeneratedRegex("href=\"#([^\"]+)\"")]
    private static partial Regex Link();

    [GeneratedRegex("<(!--|[a-z0-9]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();
}
