using LicenseSync.Reconciliation;

namespace LicenseSync.Reports.Internal;

/// <summary>The sections on people with several accounts, accounts without a match, and accounts that several people match.</summary>
internal static class HtmlPeople
{
    public static async Task WriteAsync(HtmlContent content)
    {
        await WriteUnmatchedAsync(content).ConfigureAwait(false);
        await WriteAmbiguitiesAsync(content).ConfigureAwait(false);
        await WritePeopleAsync(content).ConfigureAwait(false);
    }

    private static async Task WritePeopleAsync(HtmlContent content)
    {
        ReportTally tally = content.People;
        if (tally.PeopleWithSeveralAccounts == 0)
        {
            return;
        }

        content.BeginSection(
            "people",
            "People with several accounts",
            $"{ReportWords.Count(tally.PeopleWithSeveralAccounts, "person", "people")}, one license each. The address is what both sides share, the rule what compared it.");
        var table = new HtmlTable(content.Html, "People with several accounts", isInteractive: true, new("Person"), new("Server accounts and what they matched by"), new("License"), HtmlColumn.Number("Accounts"));
        await content.WriteRowsAsync(table, tally.FirstPeople, person =>
        {
            table.BeginCell();
            WriteName(content.Html, person);
            table.EndCell();
            table.BeginCell();
            WriteAccounts(content, person);
            table.EndCell();
            table.Cell($"{(!person.ConsumesLicense ? "none: suspended or exempt" : person.LicenseType == Accounts.LicenseType.VisualStudioSubscription ? "Visual Studio" : "Enterprise")}");
            table.Cell($"{ReportTally.AccountsOf(person)}");
        }).ConfigureAwait(false);
        content.WriteMore(tally.PeopleWithSeveralAccounts, "people");
        content.EndSection();
    }

    private static void WriteName(HtmlOutput html, Person person)
    {
        if (person.GitHubComLogin is { } login)
        {
            html.Write($"{new Outside(login)}<small>{(person.IsPendingInvitation ? "invited" : "github.com")}</small>");
        }
        else if (person.IsPendingInvitation)
        {
            html.WriteRaw("<span class=\"muted\">invited, without a login</span>");
        }
        else
        {
            html.WriteRaw("<span class=\"muted\">no cloud account</span>");
        }
    }

    private static void WriteAccounts(HtmlContent content, Person person)
    {
        content.Html.WriteRaw("<ul class=\"accounts\">");
        for (int index = 0; index < Math.Min(person.ServerAccounts.Count, HtmlContent.MaxItems); index++)
        {
            // One match for each account, in the accounts' order: people with several accounts have no others.
            PersonServerAccount account = person.ServerAccounts[index];
            AccountMatch? match = index < person.Matches.Count ? person.Matches[index] : null;
            content.Html.Write($"<li>{new Outside(account.Id.ToString(), IsAddress: true)}{(account.IsSuspended ? " suspended" : "")}");
            if (match is not null)
            {
                content.Html.Write($"<small><code>{VisibleText.Of(match.Rule)}</code> {new Outside(match.Email.Value, IsAddress: true)}</small>");
            }

            content.Html.WriteRaw("</li>");
        }

        content.WriteMoreItems(person.ServerAccounts.Count);
        content.Html.WriteRaw("</ul>");
    }

    private static async Task WriteUnmatchedAsync(HtmlContent content)
    {
        IReadOnlyList<UnmatchedAccount> unmatched = content.Report.Result.Unmatched;
        if (unmatched.Count == 0)
        {
            return;
        }

        content.BeginSection(
            "unmatched",
            "Server accounts without a match",
            $"{ReportWords.Number(content.Summary.NotMatched)} match no cloud account. Of {ReportWords.Number(content.Summary.CannotTell)} nobody outside GitHub can tell: their address lies outside your verified domains, or they have none.");
        int rules = content.Report.Result.CountMatchesByRule().Count - 1;
        var table = new HtmlTable(content.Html, "Server accounts without a match", isInteractive: true, new("Server account", "wide"), new("Primary email", "wide"), new("Outcome"), new("Compared with"));
        await content.WriteRowsAsync(table, unmatched.Take(content.MaxRows), account =>
        {
            table.BeginCell();
            content.WriteAccount(account.Id);
            table.EndCell();
            table.BeginCell();
            if (account.Email is { } email)
            {
                content.Html.Write($"{new Outside(email.Value, IsAddress: true)}");
            }
            else
            {
                content.Html.WriteRaw("<span class=\"muted\">none</span>");
            }

            table.EndCell();
            table.Cell($"{ReportWords.TitleOf(account.Outcome)}");
            table.Cell($"<span class=\"muted\">{(account.Tried.Count == 0 ? "nothing" : account.Tried.Count == rules ? "every rule" : VisibleText.Of(string.Join(", ", account.Tried), 400))}</span>");
        }).ConfigureAwait(false);
        content.WriteMore(unmatched.Count, table: null);
        content.EndSection();
    }

    private static async Task WriteAmbiguitiesAsync(HtmlContent content)
    {
        IReadOnlyList<Ambiguity> ambiguities = content.Report.Result.Ambiguities;
        if (ambiguities.Count == 0)
        {
            return;
        }

        content.BeginSection(
            "ambiguities",
            "Server accounts that several cloud accounts match",
            $"{ReportWords.Count(ambiguities.Count, "account")}. One address belongs to several cloud accounts: remove it from all but one.");
        var table = new HtmlTable(content.Html, "Server accounts that several cloud accounts match", isInteractive: true, new("Server account"), new("Address"), new("Rule"), new("Cloud accounts"), new("Taken"));
        await content.WriteRowsAsync(table, ambiguities.Take(content.MaxRows), ambiguity =>
        {
            table.Cell($"{new Outside(ambiguity.Id.ToString(), IsAddress: true)}");
            table.Cell($"{new Outside(ambiguity.Email.Value, IsAddress: true)}");
            table.Cell($"<code>{VisibleText.Of(ambiguity.Rule)}</code>");
            table.BeginCell();
            content.WriteList(ambiguity.Candidates, isAddress: false);
            table.EndCell();
            table.Cell($"{new Outside(ambiguity.Chosen ?? "none")}");
        }).ConfigureAwait(false);
        content.WriteMore(ambiguities.Count, table: null);
        content.EndSection();
    }
}
