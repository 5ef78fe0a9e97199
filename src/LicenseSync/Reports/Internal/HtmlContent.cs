using LicenseSync.Accounts;
using LicenseSync.Reconciliation;

namespace LicenseSync.Reports.Internal;

/// <summary>What the sections of an HTML report are made from, and what several of them need.</summary>
internal sealed class HtmlContent
{
    /// <summary>How many items of a list in a cell are shown.</summary>
    public const int MaxItems = 10;

    public HtmlContent(HtmlOutput html, ReconciliationReport report, int maxRows, CancellationToken cancellationToken)
    {
        Html = html;
        Report = report;
        MaxRows = maxRows;
        CancellationToken = cancellationToken;
        People = ReportTally.Of(report.Result, maxRows, cancellationToken);
        Suggestions = SuggestionTally.Of(report.Suggestions, maxRows);
    }

    public HtmlOutput Html { get; }

    public ReconciliationReport Report { get; }

    public ReconciliationSummary Summary => Report.Result.Summary;

    public int MaxRows { get; }

    public CancellationToken CancellationToken { get; }

    public ReportTally People { get; }

    public SuggestionTally Suggestions { get; }

    /// <summary>Opens a section.</summary>
    /// <param name="id">Its name in links.</param>
    /// <param name="title">Its heading.</param>
    /// <param name="lead">What it says, in a sentence or two; empty for nothing.</param>
    public void BeginSection(string id, string title, string lead)
    {
        Html.Write($"<section id=\"{id}\" aria-labelledby=\"{id}-title\"><h2 id=\"{id}-title\">{title}</h2>");
        if (lead.Length > 0)
        {
            Html.Write($"<p class=\"lead\">{lead}</p>");
        }
    }

    public void EndSection() => Html.WriteRaw("</section>\n");

    /// <summary>Writes a server account: its login, where one is known, and its id.</summary>
    public void WriteAccount(ServerUserId id)
    {
        // Where two instances share a host name an id may mean two accounts: then it stands alone.
        PersonServerAccount[] accounts = [.. Report.Result.FindByServerUserId(id).SelectMany(person => person.ServerAccounts).Where(account => account.Id == id).Take(2)];
        if (accounts is [{ Login: { } login }] && id.UserId is not null)
        {
            Html.Write($"{new Outside(login)}<small>{new Outside(id.ToString(), IsAddress: true)}</small>");
        }
        else
        {
            Html.Write($"{new Outside(id.ToString(), IsAddress: true)}");
        }
    }

    /// <summary>Writes texts from outside, or ids, as the list of a cell, as many as are shown.</summary>
    public void WriteList<T>(IReadOnlyList<T> items, bool isAddress)
    {
        Html.WriteRaw("<ul class=\"accounts\">");
        foreach (T item in items.Take(MaxItems))
        {
            Html.Write($"<li>{new Outside(item?.ToString(), isAddress)}</li>");
        }

        WriteMoreItems(items.Count);
        Html.WriteRaw("</ul>");
    }

    /// <summary>Writes the rows of a table and ends it.</summary>
    /// <param name="table">The table.</param>
    /// <param name="items">What has a row, read once.</param>
    /// <param name="writeCells">Writes an item's cells.</param>
    public async Task WriteRowsAsync<T>(HtmlTable table, IEnumerable<T> items, Action<T> writeCells)
    {
        foreach (T item in items)
        {
            table.BeginRow();
            writeCells(item);
            table.EndRow();
            await Html.FlushIfFullAsync(CancellationToken).ConfigureAwait(false);
        }

        table.End();
    }

    /// <summary>Says how many items of a list in a cell are not shown.</summary>
    public void WriteMoreItems(int total)
    {
        if (total > MaxItems)
        {
            Html.Write($"<li class=\"muted\">and {total - MaxItems} more</li>");
        }
    }

    /// <summary>Says how many rows are not shown, and where they are; nothing when all are.</summary>
    /// <param name="total">How many there are.</param>
    /// <param name="table">The table of the CSV that holds them; null where only the JSON does.</param>
    public void WriteMore(long total, string? table)
    {
        if (total <= MaxRows)
        {
            return;
        }

        Html.Write($"<p class=\"more\">and {total - MaxRows} more: the full list is in the {(table is null ? "JSON" : "CSV")} (<code>");
        Html.Write($"{(table is null ? "--format json" : $"--format csv --table {table}")}</code>).</p>");
    }
}
