using System.Globalization;
using LicenseSync.Cli.Terminal;
using LicenseSync.Diagnostics;
using LicenseSync.Reconciliation;
using LicenseSync.Reports;
using Spectre.Console;

namespace LicenseSync.Cli.Commands;

/// <summary>A reconciliation for people.</summary>
internal static class ReconciliationText
{
    private const int FirstAmbiguities = 5;
    private const int FirstOfEachCode = 3;
    private const string NotMatched = "Not matched";
    private const string CannotTell = "Cannot tell: address outside the verified domains, or none";

    public static string Describe(ReconciliationReport report, bool forTerminal)
    {
        ReconciliationResult result = report.Result;
        var text = new TextDocument(forTerminal);
        AppendTotals(text, result.Summary);
        AppendMatches(text, result);
        AppendAmbiguities(text, result.Ambiguities);
        ReviewText.Append(text, report);
        AppendFindings(text, result.Diagnostics);
        return text.ToString();
    }

    public static string Describe(ReconciliationSummary summary, DiagnosticCollection findings, bool forTerminal)
    {
        var text = new TextDocument(forTerminal);
        AppendTotals(text, summary);
        text.Line();
        text.Table(
            ["Server accounts", ""],
            [
                ["Matched with the cloud", Number(summary.Matched)],
                [NotMatched, Number(summary.NotMatched)],
                [CannotTell, Number(summary.CannotTell)],
            ]);
        AppendFindings(text, findings);
        return text.ToString();
    }

    private static void AppendFindings(TextDocument text, DiagnosticCollection findings)
    {
        if (findings.Count > 0)
        {
            text.Line();
            text.Line("Findings about the input:");
            Findings.AppendByCode(text, findings, FirstOfEachCode);
        }
    }

    private static void AppendTotals(TextDocument text, ReconciliationSummary summary)
    {
        string purchased = summary.LicensesPurchased is { } count ? $" of {Number(count)} purchased" : "";
        text.Line($"Licenses consumed: {Number(summary.LicensesConsumed)}{purchased}", summary.LicensesAvailable < 0 ? Color.Red : Color.Green);
        text.Table(
            ["Totals", ""],
            [
                ["Server accounts", Number(summary.ServerAccounts)],
                ["Cloud accounts", Number(summary.CloudAccounts)],
                ["People who consume a license", Number(summary.People)],
                ["Licenses consumed", Number(summary.LicensesConsumed)],
                ["  GitHub Enterprise", Number(summary.EnterpriseLicensesConsumed)],
                ["  Visual Studio subscription", Number(summary.VisualStudioLicensesConsumed)],
                ["Licenses without sync", Number(summary.LicensesWithoutSync)],
                ["Licenses saved by sync", Number(summary.LicensesSaved)],
                ["Licenses purchased", Number(summary.LicensesPurchased)],
                ["Licenses available", Number(summary.LicensesAvailable)],
            ]);
    }

    private static void AppendMatches(TextDocument text, ReconciliationResult result)
    {
        ReconciliationSummary summary = result.Summary;
        text.Line();
        text.Line($"People with several accounts: {Number(result.CountPeopleWithSeveralAccounts())}");
        List<KeyValuePair<string, int>> rules = [.. result.CountMatchesByRule()];
        KeyValuePair<string, int> joined = rules[^1]; // step D8: not matched with the cloud, but with each other
        text.Table(
            ["Server accounts", ""],
            [
                ["Matched with the cloud", Number(summary.Matched)],
                .. rules.SkipLast(1).Where(rule => rule.Value > 0).Select(rule => (string[])[$"  by {rule.Key}", Number(rule.Value)]),
                [NotMatched, Number(summary.NotMatched)],
                [CannotTell, Number(summary.CannotTell)],
                [$"Of those two, one person with other server accounts (by {joined.Key})", Number(joined.Value)],
            ]);
    }

    private static void AppendAmbiguities(TextDocument text, IReadOnlyList<Ambiguity> ambiguities)
    {
        if (ambiguities.Count == 0)
        {
            return;
        }

        text.Line();
        text.Line($"Server accounts that several cloud accounts match: {Number(ambiguities.Count)}", Color.Yellow);
        foreach (Ambiguity ambiguity in ambiguities.Take(FirstAmbiguities))
        {
            text.Line($"  {DescribeOne(ambiguity)}");
        }

        if (ambiguities.Count > FirstAmbiguities)
        {
            text.Line($"  … and {Number(ambiguities.Count - FirstAmbiguities)} more");
        }
    }

    /// <summary>For example <c>ghes.example.com:7 by emails: ana, ben; taken: ana</c>.</summary>
    public static string DescribeOne(Ambiguity ambiguity) =>
        $"{ambiguity.Id} by {ambiguity.Rule}: {string.Join(", ", ambiguity.Candidates)}; {(ambiguity.Chosen is { } chosen ? $"taken: {chosen}" : "none taken")}";

    private static string Number(long? value) => value is { } number ? number.ToString("N0", CultureInfo.InvariantCulture) : "unknown";
}
