using System.Text.Json;
using LicenseSync.Diagnostics;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;

namespace LicenseSync.Reports;

/// <summary>Writes a reconciliation as JSON for programs: the document of <c>licensesync reconcile --format json</c>. Safe to share.</summary>
public static class ReconciliationJsonWriter
{
    private const int FlushAtBytes = 1 << 16;

    /// <summary>Writes the whole result: totals, everybody, unmatched accounts, ambiguities and findings, each list in the order of semantics E.</summary>
    /// <param name="destination">Where the document goes: UTF-8 without a byte-order mark, one line; left open. All that is not ASCII is escaped.</param>
    /// <param name="result">What to write. People are made one by one while they are written, and never all held.</param>
    /// <param name="cancellationToken">Ends the work; what was written by then is no complete document.</param>
    /// <returns>A task that ends when the document is written and flushed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="destination"/> or <paramref name="result"/> is null.</exception>
    /// <remarks>The document holds logins and addresses: treat it as personal data. Of each kind of finding those are written that
    /// <see cref="ReconciliationResult.Diagnostics"/> holds. <c>comparison</c> is null and <c>suggestions</c> is empty.</remarks>
    public static Task WriteAsync(Stream destination, ReconciliationResult result, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(result);
        return WriteCoreAsync(destination, result, cancellationToken);
    }

    private static async Task WriteCoreAsync(Stream destination, ReconciliationResult result, CancellationToken cancellationToken)
    {
        var writer = new Utf8JsonWriter(destination);
        await using (writer.ConfigureAwait(false))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("summary"u8);
            WriteSummary(writer, result.Summary);
            await WriteListAsync("people", result.People, WritePerson).ConfigureAwait(false);
            await WriteListAsync("unmatched", result.Unmatched, WriteUnmatched).ConfigureAwait(false);
            await WriteListAsync("ambiguities", result.Ambiguities, WriteAmbiguity).ConfigureAwait(false);
            writer.WriteNull("comparison"u8);
            writer.WriteStartArray("suggestions"u8);
            writer.WriteEndArray();
            await WriteListAsync<Diagnostic>("diagnostics", result.Diagnostics, (json, diagnostic) => DiagnosticJson.Write(json, diagnostic, withFile: true)).ConfigureAwait(false);
            writer.WriteEndObject();
        }

        async Task WriteListAsync<T>(string name, IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write)
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
        DiagnosticJson.WriteNumber(writer, "licenses_purchased"u8, summary.LicensesPurchased);
        DiagnosticJson.WriteNumber(writer, "licenses_available"u8, summary.LicensesAvailable);
        writer.WriteNumber("matched"u8, summary.Matched);
        writer.WriteNumber("not_matched"u8, summary.NotMatched);
        writer.WriteNumber("cannot_tell"u8, summary.CannotTell);
        writer.WriteEndObject();
    }

    private static void WritePerson(Utf8JsonWriter writer, Person person)
    {
        writer.WriteStartObject();
        writer.WriteString("github_com_login"u8, person.GitHubComLogin);
        writer.WriteStartArray("enterprise_server_user_ids"u8);
        foreach (PersonServerAccount account in person.ServerAccounts)
        {
            writer.WriteStringValue(account.Id.ToString());
        }

        writer.WriteEndArray();
        writer.WriteString("license_type"u8, person.LicenseType.Value);
        writer.WriteBoolean("consumes_license"u8, person.ConsumesLicense);
        writer.WriteStartArray("matches"u8);
        foreach (AccountMatch match in person.Matches)
        {
            writer.WriteStartObject();
            writer.WriteString("enterprise_server_user_id"u8, match.Id.ToString());
            writer.WriteString("rule"u8, match.Rule);
            writer.WriteString("email"u8, match.Email.Value);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteUnmatched(Utf8JsonWriter writer, UnmatchedAccount account)
    {
        writer.WriteStartObject();
        writer.WriteString("enterprise_server_user_id"u8, account.Id.ToString());
        writer.WriteString("outcome"u8, account.Outcome == MatchOutcome.NotMatched ? "not_matched"u8 : "cannot_tell"u8);
        WriteTexts(writer, "tried"u8, account.Tried);
        writer.WriteEndObject();
    }

    private static void WriteAmbiguity(Utf8JsonWriter writer, Ambiguity ambiguity)
    {
        writer.WriteStartObject();
        writer.WriteString("enterprise_server_user_id"u8, ambiguity.Id.ToString());
        writer.WriteString("rule"u8, ambiguity.Rule);
        writer.WriteString("email"u8, ambiguity.Email.Value);
        WriteTexts(writer, "candidates"u8, ambiguity.Candidates);
        writer.WriteString("chosen"u8, ambiguity.Chosen);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, ReadOnlySpan<byte> name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
