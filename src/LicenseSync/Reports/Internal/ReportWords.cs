using System.Globalization;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;

namespace LicenseSync.Reports.Internal;

/// <summary>The words of reports: the contract's names, and what they say to people.</summary>
internal static class ReportWords
{
    /// <summary>A state of the comparison in words (semantics F).</summary>
    public static string TitleOf(ComparisonState state) => state switch
    {
        ComparisonState.Agree => "Same on both sides",
        ComparisonState.OnlyOurs => "More accounts share the license here",
        ComparisonState.OnlyGitHub => "More accounts share the license at GitHub",
        ComparisonState.Differ => "Shared with different accounts",
        ComparisonState.NotInExport => "Not in the export, or suspended there",
        _ => "Not in GitHub’s report",
    };

    /// <summary>What a state of the comparison usually comes from.</summary>
    public static string ReasonOf(ComparisonState state) => state switch
    {
        ComparisonState.Agree => "Nothing to do.",
        ComparisonState.OnlyOurs => "The last license sync is old, or the address is not verified yet.",
        ComparisonState.OnlyGitHub => "GitHub matched by an address that owners cannot see.",
        ComparisonState.Differ => "Look at both sides: the accounts are grouped differently.",
        ComparisonState.NotInExport => "Removed or suspended since the last license sync: sync again.",
        _ => "Never synced, or suspended: sync again.",
    };

    /// <summary>How far a suggestion can be trusted, as the contract writes it.</summary>
    public static string NameOf(SuggestionConfidence confidence) => confidence == SuggestionConfidence.Advice ? "advice" : "review";

    /// <summary>How far a suggestion can be trusted, in words.</summary>
    public static string TitleOf(SuggestionConfidence confidence) => confidence == SuggestionConfidence.Advice ? "Act on it" : "Look first";

    /// <summary>What became of a server account, in words.</summary>
    public static string TitleOf(MatchOutcome outcome) => outcome switch
    {
        MatchOutcome.Matched => "Matched",
        MatchOutcome.NotMatched => "No match",
        _ => "Cannot tell",
    };

    /// <summary>Why a pair of accounts does not match although it probably is one person, in words; a code of somebody's own rule as it is.</summary>
    public static string TitleOfSuggestion(string code) => code switch
    {
        "secondary_email" => "Equal, but a secondary address",
        "normalized_email" => "Address written differently",
        "domain_alias" => "Same address, other domain",
        "same_login" => "Same login, other address",
        "similar_email" => "Addresses one typo apart",
        "same_name" => "Same name, other address",
        _ => code,
    };

    /// <summary>A number for people: <c>12,345</c>.</summary>
    public static string Number(long number) => number.ToString("#,0;−#,0", CultureInfo.InvariantCulture);

    /// <summary>A difference for people: <c>+2</c>, <c>−1</c>, <c>0</c>.</summary>
    public static string Signed(long number) => number.ToString("+#,0;−#,0;0", CultureInfo.InvariantCulture);

    /// <summary>A number and its noun: <c>1 license</c>, <c>12,345 licenses</c>.</summary>
    public static string Count(long number, string noun, string? plural = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? noun : plural ?? noun + "s")}");

    /// <summary>A time for people, in UTC.</summary>
    public static string Date(DateTimeOffset time) => time.ToUniversalTime().ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>How much is left of what was purchased; null when that is unknown.</summary>
    public static string? Availability(ReconciliationSummary summary) => summary.LicensesAvailable switch
    {
        null => null,
        < 0 => string.Create(CultureInfo.InvariantCulture, $"{-summary.LicensesAvailable:N0} over"),
        0 => "none left",
        _ => string.Create(CultureInfo.InvariantCulture, $"{summary.LicensesAvailable:N0} available"),
    };
}
