using LicenseSync.Accounts;
using LicenseSync.Reconciliation;

namespace LicenseSync.Reports.Internal;

/// <summary>The section on accounts that probably are one person and consume two licenses: which, why they do not match, what to change.</summary>
internal static class HtmlSuggestions
{
    public static async Task WriteAsync(HtmlContent content)
    {
        SuggestionTally tally = content.Suggestions;
        if (tally.Count == 0)
        {
            return;
        }

        content.BeginSection(
            "suggestions",
            "Probably one person, two licenses",
            $"{ReportWords.Count(tally.Count, "pair")} of accounts that look like one person and do not match. Acting on all of them frees {ReportWords.Count(tally.Frees, "license")}; none of it is counted in the totals yet.");
        var table = new HtmlTable(
            content.Html,
            "Accounts that probably are one person and consume two licenses",
            isInteractive: true,
            new("Accounts", "wide"),
            new("Why they do not match", "wide"),
            new("What to change"),
            HtmlColumn.Number("Frees"));
        await content.WriteRowsAsync(table, tally.First, suggestion => WriteCells(content, table, suggestion)).ConfigureAwait(false);
        content.WriteMore(tally.Count, "suggestions");
        content.EndSection();
    }

    private static void WriteCells(HtmlContent content, HtmlTable table, Suggestion suggestion)
    {
        table.BeginCell();
        content.Html.WriteRaw("<ul class=\"accounts\">");
        foreach (ServerUserId account in suggestion.ServerAccounts.Take(HtmlContent.MaxItems))
        {
            content.Html.WriteRaw("<li>");
            content.WriteAccount(account);
            content.Html.WriteRaw("</li>");
        }

        content.WriteMoreItems(suggestion.ServerAccounts.Count);

        if (suggestion.TargetServerAccount is { } server)
        {
            content.Html.WriteRaw("<li>");
            content.WriteAccount(server);
            content.Html.WriteRaw("</li>");
        }
        else
        {
            content.Html.Write($"<li>{new Outside(suggestion.TargetLogin)}<small>{(suggestion.TargetLogin?.Contains('@', StringComparison.Ordinal) == true ? "invited" : "github.com")}</small></li>");
        }

        content.Html.WriteRaw("</ul>");
        table.EndCell();
        table.BeginCell();
        content.Html.Write($"<p>{ReportWords.TitleOfSuggestion(suggestion.Code)}</p><p class=\"pair\">{new Outside(suggestion.Value, IsAddress: true)}");
        if (!string.Equals(suggestion.Value, suggestion.TargetValue, StringComparison.OrdinalIgnoreCase))
        {
            content.Html.Write($"<br>{new Outside(suggestion.TargetValue, IsAddress: true)}");
        }

        content.Html.WriteRaw("</p>");
        table.EndCell();
        table.Cell($"<p><span class=\"tag {ReportWords.NameOf(suggestion.Confidence)}\">{ReportWords.TitleOf(suggestion.Confidence)}</span></p><p>{new Outside(suggestion.Action, MaxLength: 1_000)}</p>");
        table.Cell($"{suggestion.Frees}");
    }
}
