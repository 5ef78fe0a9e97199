using LicenseSync.Reconciliation;

namespace LicenseSync.Reports.Internal;

/// <summary>The section on what accepted suggestions would change, and on decisions that were not applied.</summary>
internal static class HtmlWhatIf
{
    public static async Task WriteAsync(HtmlContent content)
    {
        if (content.Report.WhatIf is { } whatIf)
        {
            content.BeginSection("what-if", "If what was accepted is done", $"{ReportWords.Count(whatIf.Applied.Count, "suggestion")} accepted, {ReportWords.Count(whatIf.LicensesFreed, "license")} freed.");
            WriteTotals(content, whatIf.Summary);
            await WriteAppliedAsync(content, whatIf).ConfigureAwait(false);
            content.EndSection();
        }

        if (content.Report.StaleDecisions.Count > 0)
        {
            await WriteStaleAsync(content).ConfigureAwait(false);
        }
    }

    private static void WriteTotals(HtmlContent content, ReconciliationSummary then)
    {
        ReconciliationSummary now = content.Summary;
        var table = new HtmlTable(content.Html, "Totals now and then", isInteractive: false, new(""), HtmlColumn.Number("Now"), HtmlColumn.Number("Then"), HtmlColumn.Number("Change"));
        Row("Licenses consumed", now.LicensesConsumed, then.LicensesConsumed);
        Row("GitHub Enterprise", now.EnterpriseLicensesConsumed, then.EnterpriseLicensesConsumed);
        Row("Visual Studio subscription", now.VisualStudioLicensesConsumed, then.VisualStudioLicensesConsumed);
        Row("Licenses saved by sync", now.LicensesSaved, then.LicensesSaved);
        if (now.LicensesAvailable is { } available && then.LicensesAvailable is { } availableThen)
        {
            Row("Licenses available", available, availableThen);
        }

        table.End();

        void Row(string name, long before, long after)
        {
            table.BeginRow();
            table.Cell($"{name}");
            table.Cell($"{before}");
            table.Cell($"{after}");
            table.Cell($"{ReportWords.Signed(after - before)}");
            table.EndRow();
        }
    }

    private static async Task WriteAppliedAsync(HtmlContent content, WhatIfResult whatIf)
    {
        if (whatIf.Applied.Count == 0)
        {
            return;
        }

        var table = new HtmlTable(content.Html, "Suggestions that were accepted", isInteractive: true, new("Accepted accounts"), new("Reason"), HtmlColumn.Number("Frees"));
        await content.WriteRowsAsync(table, whatIf.Applied.Take(content.MaxRows), suggestion =>
        {
            table.BeginCell();
            content.WriteList(suggestion.Accounts, isAddress: true);
            table.EndCell();
            table.Cell($"{ReportWords.TitleOfSuggestion(suggestion.Code)}");
            table.Cell($"{suggestion.Frees}");
        }).ConfigureAwait(false);
        content.WriteMore(whatIf.Applied.Count, table: null);
    }

    private static async Task WriteStaleAsync(HtmlContent content)
    {
        IReadOnlyList<StaleDecision> decisions = content.Report.StaleDecisions;
        content.BeginSection("stale-decisions", "Decisions that were not applied", $"{ReportWords.Count(decisions.Count, "decision")} from an earlier run no longer fit.");
        var table = new HtmlTable(content.Html, "Decisions that were not applied", isInteractive: true, new("Accounts"), new("Suggested because"), new("Why it was not applied"));
        await content.WriteRowsAsync(table, decisions.Take(content.MaxRows), decision =>
        {
            table.BeginCell();
            content.WriteList(decision.Decision.Accounts, isAddress: true);
            table.EndCell();
            table.Cell($"{new Outside(ReportWords.TitleOfSuggestion(decision.Decision.Code))}");
            table.Cell($"{(decision.AccountsChanged ? "The accounts have changed since: decide again." : "These accounts are not suggested any more: they match now, are gone, or consume nothing.")}");
        }).ConfigureAwait(false);
        content.WriteMore(decisions.Count, table: null);
        content.EndSection();
    }
}
