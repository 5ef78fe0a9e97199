using System.Globalization;
using LicenseSync.Cli.Terminal;
using LicenseSync.LicenseReports;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;
using LicenseSync.Reports;
using Spectre.Console;

namespace LicenseSync.Cli.Commands;

/// <summary>What to do about a reconciliation, for people: GitHub's count beside ours, suggestions, what-if.</summary>
internal static class ReviewText
{
    private const int First = 5;

    public static void Append(TextDocument text, ReconciliationReport report)
    {
        if (report.Comparison is { } comparison)
        {
            AppendComparison(text, comparison);
        }

        AppendSuggestions(text, report.Suggestions);
        AppendWhatIf(text, report);
    }

    private static void AppendComparison(TextDocument text, LicenseComparison comparison)
    {
        text.Line();
        string beside = comparison.Difference switch
        {
            0 => "as many as counted here",
            > 0 => $"{Number(comparison.Difference)} fewer than counted here",
            _ => $"{Number(-comparison.Difference)} more than counted here",
        };
        string why = comparison is { Explained: 0, Unexplained: 0 } ? "" : $": accounts explain {Signed(comparison.Explained)}, {Signed(comparison.Unexplained)} is not explained by its rows";
        text.Line($"GitHub reports {Number(comparison.ReportedLicensesConsumed)} licenses consumed, {beside}{why}");
        text.Table(
            ["Server accounts as GitHub groups them", ""],
            [
                .. new (ComparisonState State, string Meaning)[]
                {
                    (ComparisonState.Agree, "as here"),
                    (ComparisonState.OnlyOurs, "together here only: sync is old, or the address not verified yet"),
                    (ComparisonState.OnlyGitHub, "together there only: by an address that cannot be seen here"),
                    (ComparisonState.Differ, "with others than here"),
                    (ComparisonState.NotInExport, "gone or suspended since the last sync"),
                    (ComparisonState.NotInReport, "never synced, or suspended"),
                }.Where(row => comparison.CountOf(row.State) > 0).Select(row => (string[])[$"{ReconciliationJsonWriter.NameOf(row.State)}: {row.Meaning}", Number(comparison.CountOf(row.State))]),
            ]);
        foreach (InstanceSyncStatus instance in comparison.OutdatedInstances.Take(First))
        {
            string last = instance.LastSyncAt is { } date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "never";
            text.Line($"Sync is out of date: {instance.HostName ?? instance.ServerId.ToString()}, last {last}{(instance.Status is { } status ? $" ({status})" : "")}", Color.Yellow);
        }

        AppendMore(text, comparison.OutdatedInstances.Count);
        foreach (LicenseDifference difference in comparison.Differences.Take(First))
        {
            string states = string.Join(", ", difference.States.Select(ReconciliationJsonWriter.NameOf));
            text.Line($"  {Signed(difference.Licenses)} here: {string.Join(", ", [.. difference.GitHubComLogins, .. difference.Accounts.Select(account => account.ToString())])}{(states.Length == 0 ? "" : $" ({states})")}");
        }

        AppendMore(text, comparison.Differences.Count);
    }

    private static void AppendSuggestions(TextDocument text, IReadOnlyList<Suggestion> suggestions)
    {
        if (suggestions.Count == 0)
        {
            return;
        }

        text.Line();
        text.Line($"Probably one person, but two licenses: {Number(suggestions.Count)}, which would free {Number(suggestions.Sum(suggestion => suggestion.Frees))}", Color.Green);
        text.Table(
            ["Suggestions", "Frees", ""],
            suggestions.GroupBy(suggestion => (suggestion.Code, suggestion.Confidence)).Select(group => (string[])
            [
                $"by {group.Key.Code}",
                Number(group.Sum(suggestion => suggestion.Frees)),
                group.Key.Confidence == SuggestionConfidence.Advice ? "advice" : "review first",
            ]));
        foreach (Suggestion suggestion in suggestions.Take(First))
        {
            text.Line($"  {suggestion.Action}");
        }

        AppendMore(text, suggestions.Count);
    }

    private static void AppendWhatIf(TextDocument text, ReconciliationReport report)
    {
        if (report.WhatIf is { } whatIf)
        {
            text.Line();
            text.Line($"What if the {Number(whatIf.Applied.Count)} accepted suggestions were acted on: {Number(whatIf.Summary.LicensesConsumed)} licenses consumed, {Number(whatIf.LicensesFreed)} freed, {Number(whatIf.Summary.LicensesAvailable)} available", Color.Green);
        }

        foreach (StaleDecision stale in report.StaleDecisions.Take(First))
        {
            string why = stale.AccountsChanged ? "its accounts have changed since; decide again" : "it is not suggested any more";
            text.Line($"Decision not applied, {string.Join(", ", stale.Decision.Accounts)}: {why}", Color.Yellow);
        }

        AppendMore(text, report.StaleDecisions.Count);
    }

    private static void AppendMore(TextDocument text, int count)
    {
        if (count > First)
        {
            text.Line($"  … and {Number(count - First)} more");
        }
    }

    private static string Signed(long value) => value.ToString("+#,0;-#,0;0", CultureInfo.InvariantCulture);

    private static string Number(long? value) => value is { } number ? number.ToString("N0", CultureInfo.InvariantCulture) : "unknown";
}
