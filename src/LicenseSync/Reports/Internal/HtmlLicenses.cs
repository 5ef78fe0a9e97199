using LicenseSync.Reconciliation;

namespace LicenseSync.Reports.Internal;

/// <summary>The section of charts: what sync saves, where accounts come from, instance by instance, by type of license.</summary>
internal static class HtmlLicenses
{
    private const int MaxInstances = 12;

    public static void Write(HtmlContent content)
    {
        ReconciliationSummary summary = content.Summary;
        content.BeginSection("licenses", "Where the licenses go", "");
        content.Html.WriteRaw("<div class=\"charts\">");
        WriteSavings(content, summary);
        WriteInstances(content);
        WriteAccounts(content, summary);
        HtmlChart.Write(
            content.Html,
            "Types of license",
            $"{ReportWords.Count(summary.EnterpriseLicensesConsumed, "GitHub Enterprise license")} and {ReportWords.Number(summary.VisualStudioLicensesConsumed)} with a Visual Studio subscription.",
            "Licenses",
            [new("GitHub Enterprise", summary.EnterpriseLicensesConsumed), new("Visual Studio subscription", summary.VisualStudioLicensesConsumed)]);
        WriteRules(content);
        WriteSuggestions(content);
        content.Html.WriteRaw("</div>");
        content.EndSection();
    }

    private static void WriteSavings(HtmlContent content, ReconciliationSummary summary)
    {
        List<Bar> bars = [new("Without license sync", summary.LicensesWithoutSync), new("Consumed", summary.LicensesConsumed)];
        if (content.Suggestions.Frees > 0)
        {
            bars.Add(new("If every suggestion is right", summary.LicensesConsumed - content.Suggestions.Frees));
        }

        if (summary.LicensesPurchased is { } purchased)
        {
            bars.Add(new("Purchased", purchased));
        }

        HtmlChart.Write(content.Html, "Licenses", $"License sync saves {ReportWords.Number(summary.LicensesSaved)}: accounts that share the license of another one.", "Licenses", bars);
    }

    private static void WriteInstances(HtmlContent content)
    {
        IReadOnlyList<InstanceTally> instances = content.People.Instances;
        if (instances.Count > 0)
        {
            HtmlChart.Write(
                content.Html,
                "Savings by instance",
                "Server accounts that consume: those that share a license cost nothing more, the others take one of their own.",
                "Consuming accounts",
                Capped(instances, instance => instance.Consuming, instance => instance.Covered),
                "Share a license",
                "Take their own");
        }
    }

    private static void WriteAccounts(HtmlContent content, ReconciliationSummary summary)
    {
        List<Bar> bars = [new("GitHub Enterprise Cloud", summary.CloudAccounts)];
        if (content.People.PendingInvitations > 0)
        {
            bars.Add(new("Pending invitations", content.People.PendingInvitations));
        }

        bars.AddRange(Capped(content.People.Instances, instance => instance.Accounts, _ => 0));
        HtmlChart.Write(
            content.Html,
            "Where accounts come from",
            $"{ReportWords.Count(summary.CloudAccounts, "cloud account")} and {ReportWords.Count(summary.ServerAccounts, "server account")}, suspended ones included.",
            "Accounts",
            bars);
    }

    private static void WriteRules(HtmlContent content)
    {
        List<Bar> bars = [.. content.Report.Result.CountMatchesByRule().Where(rule => rule.Value > 0).Select(rule => new Bar(rule.Key, rule.Value))];
        if (bars.Count > 0)
        {
            HtmlChart.Write(content.Html, "What accounts match by", "Rules in the order they are tried; the last joins server accounts of people without a cloud account.", "Server accounts", bars);
        }
    }

    private static void WriteSuggestions(HtmlContent content)
    {
        if (content.Suggestions.ByCode.Count > 0)
        {
            HtmlChart.Write(
                content.Html,
                "Why probable pairs do not match",
                "Licenses that can be freed, by what both accounts have in common.",
                "Licenses",
                [.. content.Suggestions.ByCode.Select(code => new Bar(ReportWords.TitleOfSuggestion(code.Key), code.Value.Frees))]);
        }
    }

    // The largest first, the many small ones together.
    private static List<Bar> Capped(IReadOnlyList<InstanceTally> instances, Func<InstanceTally, long> value, Func<InstanceTally, long> part)
    {
        List<Bar> bars = [.. instances.Select(instance => new Bar(instance.HostName.Length == 0 ? "(no host name)" : instance.HostName, value(instance), part(instance))).OrderByDescending(bar => bar.Value)];
        if (bars.Count <= MaxInstances)
        {
            return bars;
        }

        Bar[] rest = [.. bars.Skip(MaxInstances - 1)];
        return [.. bars.Take(MaxInstances - 1), new(ReportWords.Count(rest.Length, "other instance"), rest.Sum(bar => bar.Value), rest.Sum(bar => bar.Part))];
    }
}
