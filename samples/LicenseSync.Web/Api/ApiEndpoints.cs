using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.Reconciliation;
using LicenseSync.Reports;
using LicenseSync.Sync;
using LicenseSync.Web.Counting;
using LicenseSync.Web.Pages;
using LicenseSync.Web.Security;
using LicenseSync.Web.Storage;
using LicenseSync.Web.Syncing;
using Microsoft.AspNetCore.Mvc;

namespace LicenseSync.Web.Api;

/// <summary>The same as the pages, as JSON for programs.</summary>
internal static partial class ApiEndpoints
{
    private const int MaxPageSize = 1_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static void AddPageApi(this IServiceCollection services)
    {
        services.AddOpenApi();
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower);
    }

    public static void MapApi(this WebApplication application)
    {
        application.MapOpenApi().ExcludeFromDescription();
        RouteGroupBuilder api = application.MapGroup("/api/v1");
        api.MapGet("/summary", SummaryAsync).WithSummary("The totals");
        api.MapGet("/trend", (WebStore store, CancellationToken cancellationToken) => store.GetTrendAsync(MaxPageSize, cancellationToken)).WithSummary("The totals over time");
        api.MapGet("/people", PeopleAsync).WithSummary("People by a part of a login, address or host:id");
        api.MapGet("/people/explanation", ExplainAsync).WithSummary("One person's story");
        api.MapGet("/suggestions", SuggestionsAsync).WithSummary("Accounts that probably are one person");
        api.MapPost("/suggestions/decision", DecideAsync).WithSummary("Accepts or rejects a suggestion");
        api.MapGet("/instances", async (Instances instances, CancellationToken cancellationToken) => (await instances.GetAsync(cancellationToken)).Select(Describe)).WithSummary("The instances");
        api.MapPost("/sync", SyncAsync).WithSummary("Sync now");
        api.MapGet("/status", StatusAsync).WithSummary("The status of sync, shaped as GitHub's license sync status");
        MapUploads(api);
    }

    private static async Task<IResult> SummaryAsync(LicenseCounter counter, CancellationToken cancellationToken)
    {
        (LicenseSnapshot? snapshot, bool isCurrent) = await counter.GetAsync(Patience, cancellationToken);
        if (snapshot is null)
        {
            return NotCounted(counter);
        }

        ReconciliationSummary summary = snapshot.Result.Summary;
        return TypedResults.Ok(new SummaryDocument(
            snapshot.CountedAt, isCurrent, summary.ServerAccounts, summary.CloudAccounts, summary.People, summary.LicensesConsumed, summary.EnterpriseLicensesConsumed,
            summary.VisualStudioLicensesConsumed, summary.LicensesWithoutSync, summary.LicensesSaved, summary.LicensesPurchased, summary.LicensesAvailable, summary.Matched, summary.NotMatched,
            summary.CannotTell, snapshot.WhatIf.Summary.LicensesConsumed, snapshot.Comparison?.ReportedLicensesConsumed, snapshot.LeftOut));
    }

    private static async Task<IResult> PeopleAsync(LicenseCounter counter, string? q, PeopleFilter? filter, int? page, [FromQuery(Name = "page_size")] int? pageSize, CancellationToken cancellationToken)
    {
        (LicenseSnapshot? snapshot, _) = await counter.GetAsync(Patience, cancellationToken);
        if (snapshot is null)
        {
            return NotCounted(counter);
        }

        int size = Math.Clamp(pageSize ?? 100, 1, MaxPageSize);
        int number = Math.Clamp(page ?? 1, 1, int.MaxValue / MaxPageSize);
        (IReadOnlyList<int> positions, int total) = snapshot.People.Find(q, filter ?? PeopleFilter.All, (number - 1) * size, size);
        return TypedResults.Ok(new PeopleDocument(total, number, size, [.. positions.Select(position => Describe(snapshot.Result.People[position]))]));
    }

    private static async Task<IResult> ExplainAsync(LicenseCounter counter, string id, CancellationToken cancellationToken)
    {
        (LicenseSnapshot? snapshot, _) = await counter.GetAsync(Patience, cancellationToken);
        return snapshot is null ? NotCounted(counter) : TypedResults.Ok(snapshot.Result.Explain(id).Select(explanation => new ExplanationDocument(
            Describe(explanation.Person),
            [.. explanation.Accounts.Select(account => new ExplainedAccountDocument(
                account.Account.Id.ToString(), account.Meaning, account.ReportedMeaning, account.WhatToDo,
                [.. account.Steps.Select(step => new StepDocument(step.Rule, JsonNamingPolicy.SnakeCaseLower.ConvertName(step.Outcome.ToString()), step.AddressCount, step.Candidates))]))])).ToList());
    }

    private static async Task<IResult> SuggestionsAsync(LicenseCounter counter, CancellationToken cancellationToken)
    {
        (LicenseSnapshot? snapshot, _) = await counter.GetAsync(Patience, cancellationToken);
        if (snapshot is null)
        {
            return NotCounted(counter);
        }

        HashSet<Suggestion> accepted = [.. snapshot.Review.Accepted];
        return TypedResults.Ok(snapshot.Review.Suggestions.Select(suggestion => new SuggestionDocument(
            suggestion.Code, suggestion.Confidence.ToString().ToLowerInvariant(), suggestion.Accounts, suggestion.Frees, suggestion.Action, suggestion.Fingerprint,
            accepted.Contains(suggestion) ? "accept" : "undecided")).ToList());
    }

    private static async Task<IResult> DecideAsync(HttpContext context, LicenseCounter counter, WebStore store, DecisionDocument decision, CancellationToken cancellationToken) =>
        Enum.TryParse(decision.Decision, ignoreCase: true, out DecisionChoice choice)
        && await PageEndpoints.DecideAsync(counter, store, decision.Accounts, decision.Fingerprint, choice, context.User.NameOf(), cancellationToken)
            ? TypedResults.NoContent()
            : TypedResults.Conflict(new ProblemDocument("There is no such suggestion any more, or the decision is none of accept, reject and undecided."));

    private static async Task<IResult> SyncAsync(HttpContext context, WebStore store, SyncNow syncNow, CancellationToken cancellationToken)
    {
        if (!syncNow.HasSources)
        {
            return TypedResults.Conflict(new ProblemDocument("No source is configured: LicenseSync:Instances."));
        }

        if (syncNow.Start())
        {
            await store.AuditAsync(context.User.NameOf(), AuditAction.SyncRequested, "", cancellationToken);
        }

        return TypedResults.Accepted("/api/v1/status");
    }

    private static async Task<IResult> StatusAsync(ScheduleInfo schedule, CancellationToken cancellationToken)
    {
        SyncStatus status = await schedule.GetStatusAsync(cancellationToken);
        DateTimeOffset? next = await schedule.GetNextRunAsync(cancellationToken);
        return Results.Stream(stream => SyncStatusJsonWriter.WriteAsync(stream, status, next, cancellationToken), "application/json");
    }

    private static IResult NotCounted(LicenseCounter counter) =>
        Results.Json(new ProblemDocument(counter.Failure ?? "The licenses are being counted; ask again."), statusCode: StatusCodes.Status503ServiceUnavailable);

    private static PersonDocument Describe(Person person) => new(
        person.GitHubComLogin, person.IsPendingInvitation, person.LicenseType == LicenseType.VisualStudioSubscription ? "visual_studio_subscription" : "enterprise", person.ConsumesLicense,
        [.. person.ServerAccounts.Select(account => new AccountDocument(
            account.Id.ToString(), account.Login, account.PrimaryEmail?.Value, ReconciliationJsonWriter.NameOf(account.Outcome), account.IsSuspended))]);

    private static InstanceDocument Describe(InstanceView instance) => new(
        instance.Name, instance.HostName, instance.ServerId, instance.Usage?.Version, instance.Usage?.Features ?? [], SyncStatusJsonWriter.NameOf(instance.State), instance.LastUsageAt,
        instance.Usage?.Records, instance.Usage?.IsEncrypted is true, instance.Trouble, instance.Usage is { } usage ? Guid.ParseExact(usage.Id, "N") : null);
}
