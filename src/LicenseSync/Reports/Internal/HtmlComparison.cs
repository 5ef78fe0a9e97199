using LicenseSync.LicenseReports;
using LicenseSync.Reconciliation;

namespace LicenseSync.Reports.Internal;

/// <summary>The section that holds the count beside GitHub's own (semantics F).</summary>
internal static class HtmlComparison
{
    public static async Task WriteAsync(HtmlContent content)
    {
        if (content.Report.Comparison is not { } comparison)
        {
            return;
        }

        string explained = comparison.Difference == 0 && comparison.Differences.Count == 0 ? "Nothing is counted differently."
            : comparison.Unexplained == 0 ? "The groups below explain it all."
            : $"The groups below explain {ReportWords.Signed(comparison.Explained)}; {ReportWords.Signed(comparison.Unexplained)} is in GitHub’s total and in none of its rows.";
        content.BeginSection(
            "comparison",
            "Beside GitHub’s own count",
            $"GitHub reports {ReportWords.Count(comparison.ReportedLicensesConsumed, "license")}, {ReportWords.Number(comparison.LicensesConsumed)} are counted here: a difference of {ReportWords.Signed(comparison.Difference)}. {explained}");
        WriteInstances(content, comparison.OutdatedInstances);
        WriteStates(content, comparison);
        await WriteDifferencesAsync(content, comparison).ConfigureAwait(false);
        content.EndSection();
    }

    private static void WriteInstances(HtmlContent content, IReadOnlyList<InstanceSyncStatus> instances)
    {
        if (instances.Count == 0)
        {
            return;
        }

        var table = new HtmlTable(content.Html, "Instances that have not synced lately", isInteractive: false, new("Instance that has not synced lately"), new("Last license sync"), new("Status"));
        foreach (InstanceSyncStatus instance in instances.Take(content.MaxRows))
        {
            table.BeginRow();
            table.Cell($"{new Outside(instance.HostName ?? instance.ServerId.ToString())}");
            table.Cell($"{(instance.LastSyncAt is { } time ? ReportWords.Date(time) : "never")}");
            table.Cell($"{new Outside(string.IsNullOrEmpty(instance.Error) ? instance.Status : $"{instance.Status}: {instance.Error}")}");
            table.EndRow();
        }

        table.End();
        content.WriteMore(instances.Count, table: null);
    }

    private static void WriteStates(HtmlContent content, LicenseComparison comparison)
    {
        var table = new HtmlTable(content.Html, "Server accounts by state", isInteractive: false, new("Server accounts"), new("Usual reason"), HtmlColumn.Number("Accounts"));
        foreach (ComparisonState state in Enum.GetValues<ComparisonState>())
        {
            int count = comparison.CountOf(state);
            if (count > 0)
            {
                table.BeginRow();
                table.Cell($"{ReportWords.TitleOf(state)}");
                table.Cell($"{ReportWords.ReasonOf(state)}");
                table.Cell($"{count}");
                table.EndRow();
            }
        }

        table.End();
        content.Html.WriteRaw("<p class=\"more\">Account by account: <code>--format csv --table comparison</code>.</p>");
    }

    private static async Task WriteDifferencesAsync(HtmlContent content, LicenseComparison comparison)
    {
        if (comparison.Differences.Count == 0)
        {
            return;
        }

        content.Html.WriteRaw("<h3>What explains the difference</h3>");
        var table = new HtmlTable(content.Html, "Groups of accounts that are counted differently", isInteractive: true, new("Cloud login or invitation", "wide"), new("Server accounts", "wide"), new("What both sides say", "wide"), HtmlColumn.Number("Licenses"));
        await content.WriteRowsAsync(table, comparison.Differences.Take(content.MaxRows), difference =>
        {
            table.BeginCell();
            WriteList(content, difference.GitHubComLogins, isAddress: false);
            table.EndCell();
            table.BeginCell();
            WriteList(content, difference.Accounts, isAddress: true);
            table.EndCell();
            table.Cell($"{string.Join("; ", difference.States.Select(ReportWords.TitleOf))}");
            table.Cell($"{ReportWords.Signed(difference.Licenses)}");
        }).ConfigureAwait(false);
        content.WriteMore(comparison.Differences.Count, table: null);
    }

    private static void WriteList<T>(HtmlContent content, IReadOnlyList<T> items, bool isAddress)
    {
        if (items.Count == 0)
        {
            content.Html.WriteRaw("<span class=\"muted\">none</span>");
        }
        else
        {
            content.WriteList(items, isAddress);
        }
    }
}
