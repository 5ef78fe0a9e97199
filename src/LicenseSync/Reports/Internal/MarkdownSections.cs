using LicenseSync.Reconciliation;

namespace LicenseSync.Reports.Internal;

/// <summary>The sections of a report as Markdown.</summary>
internal static class MarkdownSections
{
    private const int MaxItems = 5;

    public static void Write(MarkdownDocument markdown, ReconciliationReport report, string title, CancellationToken cancellationToken)
    {
        ReconciliationSummary summary = report.Result.Summary;
        SuggestionTally suggestions = SuggestionTally.Of(report.Suggestions, maxSuggestions: 0);
        markdown.Block($"# {MarkdownText.Prose(title)}");
        string state = summary.LicensesPurchased is { } purchased ? $" of {ReportWords.Number(purchased)} purchased ({ReportWords.Availability(summary)})" : "";
        markdown.Block($"**{ReportWords.Count(summary.LicensesConsumed, "license")} consumed{state}.** License sync saves {ReportWords.Number(summary.LicensesSaved)}."
            + (suggestions.Count == 0 ? "" : $" {ReportWords.Number(suggestions.Frees)} more can be freed.")
            + (report.CreatedAt is { } time ? $" {ReportWords.Date(time)}." : ""));
        WriteTotals(markdown, summary);
        WriteSuggestions(markdown, report, suggestions);
        WriteWhatIf(markdown, report);
        WriteComparison(markdown, report.Comparison);
        WriteInstances(markdown, ReportTally.Of(report.Result, maxPeople: 0, cancellationToken).Instances);
        WriteFindings(markdown, report);
        markdown.Block("This report holds logins and email addresses: treat it as personal data.");
    }

    private static void WriteTotals(MarkdownDocument markdown, ReconciliationSummary summary)
    {
        List<(string Name, long Number)> rows =
        [
            ("Server accounts", summary.ServerAccounts),
            ("Cloud accounts", summary.CloudAccounts),
            ("Licenses consumed, one for each person", summary.LicensesConsumed),
            ("of them GitHub Enterprise", summary.EnterpriseLicensesConsumed),
            ("of them Visual Studio subscription", summary.VisualStudioLicensesConsumed),
            ("Licenses without sync", summary.LicensesWithoutSync),
            ("Licenses saved by sync", summary.LicensesSaved),
            ("Server accounts that match", summary.Matched),
            ("Server accounts without a match", summary.NotMatched),
            ("Server accounts of which nobody outside GitHub can tell", summary.CannotTell),
        ];
        markdown.Table(["Total", ">Number"], rows, total: null, row => [row.Name, ReportWords.Number(row.Number)], more: null);
    }

    private static void WriteSuggestions(MarkdownDocument markdown, ReconciliationReport report, SuggestionTally tally)
    {
        if (tally.Count == 0)
        {
            return;
        }

        markdown.Block("## Probably one person, two licenses");
        markdown.Block($"{ReportWords.Count(tally.Count, "pair")} of accounts; acting on all of them frees {ReportWords.Count(tally.Frees, "license")}. None of it is counted in the totals.");
        markdown.Table(
            ["Accounts", "Why they do not match", "What to change", ">Frees"],
            report.Suggestions,
            tally.Count,
            suggestion =>
            [
                Codes([.. suggestion.ServerAccounts.Select(account => account.ToString()), suggestion.Target]),
                Why(suggestion),
                $"{ReportWords.TitleOf(suggestion.Confidence)}: {MarkdownText.Prose(suggestion.Action)}",
                ReportWords.Number(suggestion.Frees),
            ],
            "CSV (`--format csv --table suggestions`)");
    }

    private static string Why(Suggestion suggestion)
    {
        string other = string.Equals(suggestion.Value, suggestion.TargetValue, StringComparison.OrdinalIgnoreCase) ? "" : $"<br>{MarkdownText.Code(suggestion.TargetValue)}";
        return $"{MarkdownText.Prose(ReportWords.TitleOfSuggestion(suggestion.Code))}<br>{MarkdownText.Code(suggestion.Value)}{other}";
    }

    private static void WriteWhatIf(MarkdownDocument markdown, ReconciliationReport report)
    {
        if (report.WhatIf is { } whatIf)
        {
            markdown.Block("## If what was accepted is done");
            markdown.Block($"{ReportWords.Count(whatIf.Applied.Count, "suggestion")} accepted, {ReportWords.Count(whatIf.LicensesFreed, "license")} freed: "
                + $"{ReportWords.Count(whatIf.Summary.LicensesConsumed, "license")} consumed"
                + (ReportWords.Availability(whatIf.Summary) is { } availability ? $", {availability}." : "."));
        }

        if (report.StaleDecisions.Count > 0)
        {
            markdown.Block("## Decisions that were not applied");
            markdown.Table(
                ["Accounts", "Why it was not applied"],
                report.StaleDecisions,
                report.StaleDecisions.Count,
                decision => [Codes(decision.Decision.Accounts), decision.AccountsChanged ? "The accounts have changed: decide again." : "Not suggested any more."],
                "JSON (`--format json`)");
        }
    }

    private static void WriteComparison(MarkdownDocument markdown, LicenseComparison? comparison)
    {
        if (comparison is null)
        {
            return;
        }

        markdown.Block("## Beside GitHub’s own count");
        markdown.Block($"GitHub reports {ReportWords.Count(comparison.ReportedLicensesConsumed, "license")}, {ReportWords.Number(comparison.LicensesConsumed)} are counted here: a difference of {ReportWords.Signed(comparison.Difference)}, "
            + $"of which {ReportWords.Signed(comparison.Explained)} is explained by the accounts and {ReportWords.Signed(comparison.Unexplained)} is not.");
        if (comparison.OutdatedInstances.Count > 0)
        {
            markdown.Table(
                ["Instance that has not synced lately", "Last license sync", "Status"],
                comparison.OutdatedInstances,
                comparison.OutdatedInstances.Count,
                instance => [MarkdownText.Code(instance.HostName ?? instance.ServerId.ToString()), instance.LastSyncAt is { } time ? ReportWords.Date(time) : "never", MarkdownText.Code(instance.Status)],
                "JSON (`--format json`)");
        }

        ComparisonState[] states = [.. Enum.GetValues<ComparisonState>().Where(state => comparison.CountOf(state) > 0)];
        markdown.Table(
            ["Server accounts", "Usual reason", ">Accounts"],
            states,
            total: null,
            state => [ReportWords.TitleOf(state), ReportWords.ReasonOf(state), ReportWords.Number(comparison.CountOf(state))],
            more: null);
        markdown.Block("Account by account: `--format csv --table comparison`.");
    }

    private static void WriteInstances(MarkdownDocument markdown, IReadOnlyList<InstanceTally> instances)
    {
        if (instances.Count > 0)
        {
            markdown.Block("## Instances");
            markdown.Table(
                ["Instance", ">Accounts", ">Share a license", ">Take their own"],
                instances,
                instances.Count,
                instance => [MarkdownText.Code(instance.HostName), ReportWords.Number(instance.Accounts), ReportWords.Number(instance.Covered), ReportWords.Number(instance.Consuming - instance.Covered)],
                more: null);
        }
    }

    private static void WriteFindings(MarkdownDocument markdown, ReconciliationReport report)
    {
        List<FindingTally> findings = FindingTally.Of(report.Result.Diagnostics, maxEach: 0);
        if (findings.Count > 0)
        {
            markdown.Block("## Findings about the input");
            markdown.Table(
                ["Code", "Severity", "What it means", ">Times"],
                findings,
                total: null,
                finding => [$"`{finding.Descriptor.Code}`", finding.Severity, MarkdownText.Prose(finding.Descriptor.Title), ReportWords.Number(finding.Count)],
                more: null);
        }
    }

    private static string Codes(IReadOnlyList<string> texts)
    {
        string all = string.Join("<br>", texts.Take(MaxItems).Select(text => MarkdownText.Code(text)));
        return texts.Count > MaxItems ? $"{all}<br>and {ReportWords.Number(texts.Count - MaxItems)} more" : all;
    }
}
