using System.Text.Json;
using LicenseSync.Diagnostics;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;
using LicenseSync.Reconciliation.Internal;
using LicenseSync.Reports.Internal;

namespace LicenseSync.Reports;

/// <summary>Writes a reconciliation as JSON for programs: the document of <c>licensesync reconcile --format json</c>. Safe to share.</summary>
/// <remarks>Its JSON Schema stands in the package as <c>schemas/reconciliation.schema.json</c>. Properties may be added at the end of an object in a later version; none is renamed or left out.</remarks>
public static class ReconciliationJsonWriter
{
    private const int FlushAtBytes = 1 << 16;

    /// <summary>Writes the whole result: totals, everybody, unmatched accounts, ambiguities and findings, each list in the order of semantics E.</summary>
    /// <param name="destination">Where the document goes: UTF-8 without a byte-order mark, one line; left open. All that is not ASCII is escaped.</param>
    /// <param name="result">What to write. People are written one by one and never held.</param>
    /// <param name="cancellationToken">Ends the work; what was written by then is no complete document.</param>
    /// <returns>A task that ends when the document is written and flushed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> or <paramref name="result"/> is null.</exception>
    /// <remarks>The document holds logins and addresses: treat it as personal data. Of each kind of finding those are written that
    /// <see cref="ReconciliationResult.Diagnostics"/> holds. <c>comparison</c> and <c>what_if</c> are null, <c>suggestions</c> and <c>stale_decisions</c> empty.</remarks>
    public static Task WriteAsync(Stream destination, ReconciliationResult result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(result);
        return WriteCoreAsync(destination, new() { Result = result }, cancellationToken);
    }

    /// <summary>Writes the totals alone: the document with no other property than <c>summary</c>.</summary>
    /// <param name="destination">Where the document goes: UTF-8 without a byte-order mark, one line; left open.</param>
    /// <param name="summary">What to write.</param>
    /// <param name="cancellationToken">Ends the work; what was written by then is no complete document.</param>
    /// <returns>A task that ends when the document is written and flushed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> or <paramref name="summary"/> is null.</exception>
    public static async Task WriteAsync(Stream destination, ReconciliationSummary summary, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(summary);
        var writer = new Utf8JsonWriter(destination);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("summary"u8);
            WriteSummary(writer, summary);
            writer.WriteEndObject();
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Writes the whole report: the result as <see cref="WriteAsync(Stream, ReconciliationResult, CancellationToken)"/> does, and comparison, suggestions, what-if totals and decisions that were not applied.</summary>
    /// <param name="destination">Where the document goes: UTF-8 without a byte-order mark, one line; left open. All that is not ASCII is escaped.</param>
    /// <param name="report">What to write. Items are made one by one while they are written, and never all held. <see cref="ReconciliationReport.CreatedAt"/> is not written.</param>
    /// <param name="cancellationToken">Ends the work; what was written by then is no complete document.</param>
    /// <returns>A task that ends when the document is written and flushed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> or <paramref name="report"/> is null.</exception>
    /// <remarks>The document holds logins, names and addresses: treat it as personal data.</remarks>
    public static Task WriteAsync(Stream destination, ReconciliationReport report, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(report);
        return WriteCoreAsync(destination, report, cancellationToken);
    }

    /// <summary>The contract's name of a state of the comparison.</summary>
    /// <param name="state">The state.</param>
    /// <returns>For example <c>only_ours</c> (semantics F).</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="state"/> is none of them.</exception>
    public static string NameOf(ComparisonState state) => state switch
    {
        ComparisonState.Agree => "agree",
        ComparisonState.OnlyOurs => "only_ours",
        ComparisonState.OnlyGitHub => "only_github",
        ComparisonState.Differ => "differ",
        ComparisonState.NotInExport => "not_in_export",
        ComparisonState.NotInReport => "not_in_report",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>The contract's name of what became of a server account.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns><c>matched</c>, <c>not_matched</c> or <c>cannot_tell</c> (semantics D14).</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="outcome"/> is none of them.</exception>
    public static string NameOf(MatchOutcome outcome) => outcome switch
    {
        MatchOutcome.Matched => "matched",
        MatchOutcome.NotMatched => "not_matched",
        MatchOutcome.CannotTell => "cannot_tell",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };

    private static async Task WriteCoreAsync(Stream destination, ReconciliationReport report, CancellationToken cancellationToken)
    {
        ReconciliationResult result = report.Result;
        var writer = new Utf8JsonWriter(destination);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("summary"u8);
            WriteSummary(writer, result.Summary);
            PersonCursor people = result.OpenPeople();
            await WriteListAsync("people", Enumerable.Range(0, result.People.Count), (json, position) => WritePerson(json, people, position)).ConfigureAwait(false);
            await WriteListAsync("unmatched", result.Unmatched, WriteUnmatched).ConfigureAwait(false);
            await WriteListAsync("ambiguities", result.Ambiguities, WriteAmbiguity).ConfigureAwait(false);
            await WriteComparisonAsync(report.Comparison).ConfigureAwait(false);
            await WriteListAsync("suggestions", report.Suggestions, SuggestionJson.Write).ConfigureAwait(false);
            await WriteListAsync<Diagnostic>("diagnostics", result.Diagnostics, (json, diagnostic) => DiagnosticJson.Write(json, diagnostic, withFile: true)).ConfigureAwait(false);
            await WriteWhatIfAsync(report.WhatIf).ConfigureAwait(false);
            await WriteListAsync("stale_decisions", report.StaleDecisions, SuggestionJson.WriteStale).ConfigureAwait(false);
            writer.WriteEndObject();
        }

        async Task WriteComparisonAsync(LicenseComparison? comparison)
        {
            if (comparison is null)
            {
                writer.WriteNull("comparison"u8);
                return;
            }

            writer.WriteStartObject("comparison"u8);
            await WriteListAsync("accounts", comparison.States, ComparisonJson.WriteAccount).ConfigureAwait(false);
            writer.WriteNumber("reported_licenses_consumed"u8, comparison.ReportedLicensesConsumed);
            writer.WriteNumber("explained"u8, comparison.Explained);
            writer.WriteNumber("unexplained"u8, comparison.Unexplained);
            await WriteListAsync("differences", comparison.Differences, ComparisonJson.WriteDifference).ConfigureAwait(false);
            await WriteListAsync("outdated_instances", comparison.OutdatedInstances, ComparisonJson.WriteInstance).ConfigureAwait(false);
            writer.WriteEndObject();
        }

        async Task WriteWhatIfAsync(WhatIfResult? whatIf)
        {
            if (whatIf is null)
            {
                writer.WriteNull("what_if"u8);
                return;
            }

            writer.WriteStartObject("what_if"u8);
            writer.WritePropertyName("summary"u8);
            WriteSummary(writer, whatIf.Summary);
            writer.WriteNumber("licenses_freed"u8, whatIf.LicensesFreed);
            await WriteListAsync("applied", whatIf.Applied, SuggestionJson.WriteApplied).ConfigureAwait(false);
            writer.WriteEndObject();
        }

        async Task WriteListAsync<T>(string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
        {
            writer.WriteStartArray(name);
            foreach (T item in items)
            {
                write(writer, item);
                if (writer.BytesPending >= FlushAtBytes)
                {
                    await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
                }
            }

            writer.WriteEndArray();
            await writer.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private static void WriteSummary(Utf8JsonWriter writer, ReconciliationSummary summary)
    {
        writer.WriteStartObject();
        writer.WriteNumber("server_accounts"u8, summary.ServerAccounts);
        writer.WriteNumber("cloud_accounts"u8, summary.CloudAccounts);
        writer.WriteNumber("people"u8, summary.People);
        writer.WriteNumber("licenses_consumed"u8, summary.LicensesConsumed);
        writer.WriteNumber("enterprise_licenses_consumed"u8, summary.EnterpriseLicensesConsumed);
        writer.WriteNumber("visual_studio_licenses_consumed"u8, summary.VisualStudioLicensesConsumed);
        writer.WriteNumber("licenses_without_sync"u8, summary.LicensesWithoutSync);
        writer.WriteNumber("licenses_saved"u8, summary.LicensesSaved);
        ReportJson.WriteNumber(writer, "licenses_purchased"u8, summary.LicensesPurchased);
        ReportJson.WriteNumber(writer, "licenses_available"u8, summary.LicensesAvailable);
        writer.WriteNumber("matched"u8, summary.Matched);
        writer.WriteNumber("not_matched"u8, summary.NotMatched);
        writer.WriteNumber("cannot_tell"u8, summary.CannotTell);
        writer.WriteEndObject();
    }

    private static void WritePerson(Utf8JsonWriter writer, PersonCursor people, int position)
    {
        people.MoveTo(position);
        writer.WriteStartObject();
        if (people.HasLogin)
        {
            writer.WriteString("github_com_login"u8, people.Login);
        }
        else
        {
            writer.WriteNull("github_com_login"u8);
        }

        writer.WriteStartArray("enterprise_server_user_ids"u8);
        foreach (int account in people.Accounts)
        {
            writer.WriteStringValue(people.IdOf(account));
        }

        writer.WriteEndArray();
        writer.WriteString("license_type"u8, people.LicenseType.Value);
        writer.WriteBoolean("consumes_license"u8, people.ConsumesLicense);
        writer.WriteStartArray("matches"u8);
        foreach (int account in people.Accounts)
        {
            if (people.RuleOf(account) is >= 0 and int rule)
            {
                writer.WriteStartObject();
                writer.WriteString("enterprise_server_user_id"u8, people.IdOf(account));
                writer.WriteString("rule"u8, people.NameOf(rule));
                writer.WriteString("email"u8, people.EmailOf(account));
                writer.WriteEndObject();
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteUnmatched(Utf8JsonWriter writer, UnmatchedAccount account)
    {
        writer.WriteStartObject();
        writer.WriteString("enterprise_server_user_id"u8, account.Id.ToString());
        writer.WriteString("outcome"u8, NameOf(account.Outcome));
        ReportJson.WriteTexts(writer, "tried"u8, account.Tried);
        writer.WriteEndObject();
    }

    private static void WriteAmbiguity(Utf8JsonWriter writer, Ambiguity ambiguity)
    {
        writer.WriteStartObject();
        writer.WriteString("enterprise_server_user_id"u8, ambiguity.Id.ToString());
        writer.WriteString("rule"u8, ambiguity.Rule);
        writer.WriteString("email"u8, ambiguity.Email.Value);
        ReportJson.WriteTexts(writer, "candidates"u8, ambiguity.Candidates);
        writer.WriteString("chosen"u8, ambiguity.Chosen);
        writer.WriteEndObject();
    }
}
