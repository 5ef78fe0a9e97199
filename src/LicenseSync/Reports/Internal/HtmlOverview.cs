using LicenseSync.Reconciliation;

namespace LicenseSync.Reports.Internal;

/// <summary>The top of an HTML report: the one number, and what to do next.</summary>
internal static class HtmlOverview
{
    public static void Write(HtmlContent content, string title)
    {
        HtmlOutput html = content.Html;
        html.Write($"<header class=\"page\"><h1>{new Outside(title)}</h1>");
        if (content.Report.CreatedAt is { } time)
        {
            html.Write($"<p><time datetime=\"{time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)}\">{ReportWords.Date(time)}</time></p>");
        }

        html.WriteRaw("</header>\n<main>\n<section class=\"hero\" aria-label=\"Licenses consumed and purchased\">");
        WriteFigure(html, content.Summary);
        WriteBar(html, content.Summary, content.Suggestions.Frees);
        html.WriteRaw("</section>\n");
        WriteSteps(content);
    }

    private static void WriteFigure(HtmlOutput html, ReconciliationSummary summary)
    {
        html.Write($"<p class=\"figure\"><strong>{summary.LicensesConsumed}</strong> <span>{(summary.LicensesConsumed == 1 ? "license" : "licenses")} consumed");
        if (summary.LicensesPurchased is { } purchased)
        {
            html.Write($" of {purchased} purchased</span> <em class=\"{(summary.LicensesAvailable < 0 ? "state over" : "state")}\">{ReportWords.Availability(summary)}</em></p>");
        }
        else
        {
            html.WriteRaw("</span></p><p class=\"note\">How many are purchased is in the consumed-licenses data (JSON) only; the input did not say.</p>");
        }
    }

    private static void WriteBar(HtmlOutput html, ReconciliationSummary summary, int frees)
    {
        long longest = Math.Max(1, Math.Max(summary.LicensesConsumed, summary.LicensesPurchased ?? 0));
        double scale = 100.0 / longest;
        long stays = summary.LicensesConsumed - frees;
        string description = $"{ReportWords.Count(summary.LicensesConsumed, "license")} consumed, {ReportWords.Number(frees)} of them can be freed; "
            + (summary.LicensesPurchased is { } known ? $"{ReportWords.Number(known)} purchased." : "how many are purchased is not known.");
        string id = html.NextId();
        html.Write($"<svg class=\"meter\" role=\"img\" aria-labelledby=\"{id}t {id}d\" width=\"100%\" height=\"36\"><title id=\"{id}t\">Licenses consumed and purchased</title><desc id=\"{id}d\">{description}</desc>");
        html.WriteRaw("<defs><pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect class=\"hatch-ground\" width=\"6\" height=\"6\"/><rect class=\"hatch-line\" width=\"2.5\" height=\"6\"/></pattern></defs>");
        html.Write($"<rect class=\"track\" y=\"8\" width=\"100%\" height=\"20\" rx=\"3\"/><rect class=\"part\" y=\"8\" width=\"{stays * scale}%\" height=\"20\" rx=\"3\"/>");
        if (frees > 0)
        {
            html.Write($"<rect class=\"free\" fill=\"url(#hatch)\" x=\"{stays * scale}%\" y=\"8\" width=\"{frees * scale}%\" height=\"20\" rx=\"3\"/>");
        }

        if (summary.LicensesPurchased is { } purchased)
        {
            html.Write($"<svg x=\"{purchased * scale}%\" overflow=\"visible\"><rect class=\"mark\" x=\"-3\" width=\"3\" height=\"36\" rx=\"1\"/></svg>");
        }

        html.Write($"</svg><ul class=\"keys\"><li><svg class=\"key\" aria-hidden=\"true\"><rect class=\"part\" width=\"100%\" height=\"100%\" rx=\"2\"/></svg>{stays} {(frees > 0 ? "stay" : "consumed")}</li>");
        if (frees > 0)
        {
            html.Write($"<li><svg class=\"key\" aria-hidden=\"true\"><rect fill=\"url(#hatch)\" width=\"100%\" height=\"100%\" rx=\"2\"/></svg>{frees} can be freed</li>");
        }

        if (summary.LicensesPurchased is { } bought)
        {
            html.Write($"<li><svg class=\"key\" aria-hidden=\"true\"><rect class=\"mark\" x=\"5\" width=\"3\" height=\"100%\"/></svg>{bought} purchased</li>");
        }

        html.WriteRaw("</ul>");
    }

    private static void WriteSteps(HtmlContent content)
    {
        List<Step> steps = StepsOf(content);
        if (steps.Count == 0)
        {
            return;
        }

        content.BeginSection("next", "What to do next", "");
        content.Html.WriteRaw("<ul class=\"steps\">");
        foreach (Step step in steps)
        {
            content.Html.Write($"<li><strong>{step.Number}</strong><span><a href=\"#{step.Section}\">{step.What}</a><br><span class=\"muted\">{step.How}</span></span></li>");
        }

        content.Html.WriteRaw("</ul>");
        content.EndSection();
    }

    private static List<Step> StepsOf(HtmlContent content)
    {
        SuggestionTally suggestions = content.Suggestions;
        ReconciliationSummary summary = content.Summary;
        var steps = new List<Step>();
        if (suggestions.Count > 0)
        {
            string how = suggestions.FreesAfterReview == 0 ? "all of them by changes to act on"
                : suggestions.FreesByAdvice == 0 ? "look at each pair first"
                : $"{ReportWords.Number(suggestions.FreesByAdvice)} by changes to act on, {ReportWords.Number(suggestions.FreesAfterReview)} after a look";
            Add(suggestions.Frees, suggestions.Frees == 1 ? "license can be freed" : "licenses can be freed", how, "suggestions");
        }

        if (content.Report.WhatIf is { } whatIf)
        {
            Add(whatIf.LicensesFreed, "freed by what was accepted", $"then {ReportWords.Count(whatIf.Summary.LicensesConsumed, "license")} would be consumed", "what-if");
        }

        if (content.Report.Comparison is { Difference: not 0 } comparison)
        {
            Add(Math.Abs(comparison.Difference), $"{(comparison.Difference > 0 ? "more" : "fewer")} here than GitHub reports", "each group that is counted differently, with the reason", "comparison");
        }

        if (content.Report.Comparison is { OutdatedInstances.Count: > 0 and int outdated })
        {
            Add(outdated, outdated == 1 ? "instance has not synced lately" : "instances have not synced lately", "sync first: GitHub’s numbers are old until then", "comparison");
        }

        if (summary.NotMatched + summary.CannotTell is > 0 and int unmatched)
        {
            Add(unmatched, unmatched == 1 ? "server account has no match" : "server accounts have no match", $"of {ReportWords.Number(summary.ServerAccounts)}; of {ReportWords.Number(summary.CannotTell)} nobody outside GitHub can tell", "unmatched");
        }

        if (content.Report.Result.Diagnostics.ErrorCount is > 0 and long errors)
        {
            Add(errors, errors == 1 ? "error in the input" : "errors in the input", "what is wrong there is not counted", "findings");
        }

        return steps;

        void Add(long number, string what, string how, string section) => steps.Add(new(number, what, how, section));
    }

    private readonly record struct Step(long Number, string What, string How, string Section);
}
