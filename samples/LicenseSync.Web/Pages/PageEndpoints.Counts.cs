using System.Text.Json;
using LicenseSync.Reconciliation;
using LicenseSync.Reports;
using LicenseSync.Web.Counting;
using LicenseSync.Web.Security;
using LicenseSync.Web.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace LicenseSync.Web.Pages;

// Licenses, people, suggestions, GitHub's count, and their downloads.
internal static partial class PageEndpoints
{
    private const int TrendPoints = 200;

    private static void MapCounts(RouteGroupBuilder pages)
    {
        pages.MapGet("/", (LicenseCounter counter, WebStore store, CancellationToken cancellationToken) => WithCountAsync(
            counter, async data => Page<LicensesPage>(new { Data = data, Trend = await store.GetTrendAsync(TrendPoints, cancellationToken) }), cancellationToken));
        pages.MapGet("/people", (LicenseCounter counter, string? q, string? filter, int? page, CancellationToken cancellationToken) => WithCountAsync(
            counter, data => Task.FromResult<IResult>(People(data, q, filter, page)), cancellationToken));
        pages.MapGet("/person", (LicenseCounter counter, string? id, int? at, CancellationToken cancellationToken) => WithCountAsync(
            counter, data => Task.FromResult(Explain(data, id, at)), cancellationToken));
        pages.MapGet("/suggestions", (LicenseCounter counter, WebStore store, int? page, CancellationToken cancellationToken) => WithCountAsync(
            counter,
            async data => Page<SuggestionsPage>(new
            {
                Data = data,
                Page = Math.Max(1, page ?? 1),
                Decided = (await store.GetDecisionsAsync(cancellationToken)).Items.Where(decision => decision.Choice == DecisionChoice.Reject).ToList(),
            }),
            cancellationToken));
        pages.MapPost("/suggestions", PostDecisionAsync).DisableAntiforgery();
        pages.MapGet("/comparison", (LicenseCounter counter, CancellationToken cancellationToken) => WithCountAsync(
            counter, data => Task.FromResult<IResult>(Page<ComparisonPage>(new { Data = data })), cancellationToken));
        MapDownload(pages, "people.csv", "text/csv", (stream, snapshot, token) => ReconciliationCsvWriter.WriteAsync(stream, snapshot.Result, cancellationToken: token));
        MapDownload(pages, "suggestions.csv", "text/csv", (stream, snapshot, token) => SuggestionsCsvWriter.WriteAsync(stream, snapshot.ToReport(), cancellationToken: token));
        MapDownload(pages, "comparison.csv", "text/csv", (stream, snapshot, token) => ComparisonCsvWriter.WriteAsync(stream, snapshot.ToReport(), cancellationToken: token));
        MapDownload(pages, "reconciliation.json", "application/json", (stream, snapshot, token) => ReconciliationJsonWriter.WriteAsync(stream, snapshot.ToReport(), token));
        MapDownload(pages, "report.html", "text/html", (stream, snapshot, token) => HtmlReportWriter.WriteAsync(stream, snapshot.ToReport(), cancellationToken: token));
    }

    private static void MapDownload(RouteGroupBuilder pages, string name, string type, Func<Stream, LicenseSnapshot, CancellationToken, Task> write) =>
        pages.MapGet($"/download/{name}", (HttpContext context, LicenseCounter counter, WebStore store, CancellationToken cancellationToken) => WithCountAsync(
            counter,
            async data =>
            {
                if (data.Snapshot.IsEmpty || (name == "comparison.csv" && data.Snapshot.Comparison is null))
                {
                    return Results.NotFound();
                }

                await store.AuditAsync(context.User.NameOf(), AuditAction.ReportDownloaded, name, cancellationToken);
                return Results.Stream(stream => write(stream, data.Snapshot, cancellationToken), $"{type}; charset=utf-8", name);
            },
            cancellationToken));

    private static RazorComponentResult<PeoplePage> People(PageData data, string? query, string? filter, int? page)
    {
        _ = Enum.TryParse(filter, ignoreCase: true, out PeopleFilter chosen);
        chosen = Enum.IsDefined(chosen) ? chosen : PeopleFilter.All;
        string text = (query ?? "").Trim();
        text = text.Length > 200 ? text[..200] : text;
        int number = Math.Clamp(page ?? 1, 1, int.MaxValue / PeoplePage.PageSize);
        (IReadOnlyList<int> positions, int total) = data.Snapshot.People.Find(text, chosen, (number - 1) * PeoplePage.PageSize, PeoplePage.PageSize);
        return Page<PeoplePage>(new { Data = data, Query = text, Filter = chosen, Page = (long)number, Positions = positions, Total = (long)total });
    }

    private static IResult Explain(PageData data, string? id, int? at)
    {
        IReadOnlyList<Explanation> found = at is { } position
            ? position >= 0 && position < data.Snapshot.Result.People.Count ? [data.Snapshot.Result.ExplainAt(position)] : []
            : data.Snapshot.Result.Explain(id ?? "");
        return found.Count == 0
            ? Message(StatusCodes.Status404NotFound, "Nobody has this name", "The account is not in what is counted now. Look for it on the page of people.")
            : Page<PersonPage>(new { Data = data, Explanations = found });
    }

    private static async Task<IResult> PostDecisionAsync(
        HttpContext context, LicenseCounter counter, WebStore store, [FromForm] string accounts, [FromForm] string? fingerprint, [FromForm] string choice, CancellationToken cancellationToken)
    {
        string[]? decided = ParseAccounts(accounts);
        return decided is not null && Enum.TryParse(choice, out DecisionChoice chosen) && await DecideAsync(counter, store, decided, fingerprint, chosen, context.User.NameOf(), cancellationToken)
            ? Results.LocalRedirect("/suggestions")
            : Message(StatusCodes.Status409Conflict, "This is not suggested any more", "The accounts have changed since the page was made. Look at the suggestions again.");
    }

    /// <summary>Decides about a suggestion of the last count; a decision is taken back whether or not it still is one.</summary>
    public static async Task<bool> DecideAsync(
        LicenseCounter counter, WebStore store, IReadOnlyList<string> accounts, string? fingerprint, DecisionChoice choice, string who, CancellationToken cancellationToken)
    {
        (LicenseSnapshot? snapshot, _) = await counter.GetAsync(Patience, cancellationToken);
        Suggestion? suggestion = snapshot?.Review.Suggestions.FirstOrDefault(item => item.Fingerprint == fingerprint && item.Accounts.SequenceEqual(accounts));
        bool isKnown = (await store.GetDecisionsAsync(cancellationToken)).Items.Any(item => item.Accounts.SequenceEqual(accounts));
        if (!Enum.IsDefined(choice) || (suggestion is null && !(choice == DecisionChoice.Undecided && isKnown)))
        {
            return false;
        }

        await store.DecideAsync(accounts, suggestion?.Code ?? "", suggestion?.Fingerprint ?? "", choice, who, cancellationToken);
        counter.Wake();
        return true;
    }

    private static string[]? ParseAccounts(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<string[]>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
