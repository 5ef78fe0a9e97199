using System.Text.Json;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;
using LicenseSync.Reports;

namespace LicenseSync.Cli.Commands;

/// <summary>Explanations for programs: people, unmatched accounts and ambiguities as in the document of <c>reconcile</c>, with the evidence beside.</summary>
internal static class ExplanationJson
{
    public static async Task WriteAsync(Stream output, IReadOnlyList<Explanation> people, CancellationToken cancellationToken)
    {
        List<ExplainedAccount> accounts = [.. people.SelectMany(person => person.Accounts)];
        await using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            WriteList(writer, "people", people, WritePerson);
            WriteList(writer, "unmatched", accounts.Where(account => account.Account.Outcome != MatchOutcome.Matched), WriteUnmatched);
            WriteList(writer, "ambiguities", accounts.Select(account => account.Ambiguity).OfType<Ambiguity>(), WriteAmbiguity);
            writer.WriteEndObject();
            await writer.FlushAsync(cancellationToken);
        }

        await output.WriteAsync("\n"u8.ToArray(), cancellationToken);
    }

    private static void WritePerson(Utf8JsonWriter writer, Explanation explanation)
    {
        Person person = explanation.Person;
        writer.WriteString("github_com_login"u8, person.GitHubComLogin);
        WriteTexts(writer, "enterprise_server_user_ids", person.ServerAccounts.Select(account => account.Id.ToString()));
        writer.WriteString("license_type"u8, person.LicenseType.Value);
        writer.WriteBoolean("consumes_license"u8, person.ConsumesLicense);
        WriteList(writer, "matches", person.Matches, WriteMatch);
        writer.WriteBoolean("pending_invitation"u8, person.IsPendingInvitation);
        WriteRecord(writer, "record", person.CloudRecord);
        WriteList(writer, "server_accounts", explanation.Accounts, WriteAccount);
        WriteList(writer, "addresses", explanation.Offers, WriteOffer);
        WriteTexts(writer, "reported_enterprise_server_user_ids", explanation.ReportedAccounts.Select(id => id.ToString()));
        WriteList(writer, "suggested_here", explanation.SuggestedHere, WriteSuggestion);
    }

    private static void WriteOffer(Utf8JsonWriter writer, OfferedAddress offer)
    {
        writer.WriteString("rule"u8, offer.Rule);
        writer.WriteString("email"u8, offer.Email.Value);
        WriteRecord(writer, "found_in", offer.Record);
    }

    private static void WriteSuggestion(Utf8JsonWriter writer, Suggestion suggestion)
    {
        writer.WriteString("code"u8, suggestion.Code);
        WriteTexts(writer, "accounts", suggestion.Accounts);
        writer.WriteNumber("frees"u8, suggestion.Frees);
        writer.WriteString("action"u8, suggestion.Action);
    }

    private static void WriteStep(Utf8JsonWriter writer, ExplainedStep step)
    {
        writer.WriteString("rule"u8, step.Rule);
        writer.WriteString("outcome"u8, step.Outcome switch
        {
            StepOutcome.Hit => "hit",
            StepOutcome.Ambiguous => "ambiguous",
            StepOutcome.NoAddresses => "no_addresses",
            StepOutcome.AfterDecision => "after_decision",
            StepOutcome.NoPrimaryEmail => "no_primary_email",
            _ => "no_hit",
        });
        writer.WriteNumber("addresses"u8, step.AddressCount);
        WriteTexts(writer, "candidates", step.Candidates);
        WriteTexts(writer, "likely_addresses", step.LikelyAddresses.Select(address => address.Value));
    }

    private static void WriteMatch(Utf8JsonWriter writer, AccountMatch match)
    {
        writer.WriteString("enterprise_server_user_id"u8, match.Id.ToString());
        writer.WriteString("rule"u8, match.Rule);
        writer.WriteString("email"u8, match.Email.Value);
        writer.WriteString("with"u8, match.Evidence.CandidateLogin);
        WriteRecord(writer, "found_in", match.Evidence.CandidateRecord);
    }

    private static void WriteAccount(Utf8JsonWriter writer, ExplainedAccount explanation)
    {
        PersonServerAccount account = explanation.Account;
        writer.WriteString("enterprise_server_user_id"u8, account.Id.ToString());
        writer.WriteString("server_id"u8, account.ServerId.HasValue ? account.ServerId.ToString() : null);
        writer.WriteString("login"u8, account.Login);
        writer.WriteString("primary_email"u8, account.PrimaryEmail?.Value);
        writer.WriteBoolean("suspended"u8, account.IsSuspended);
        writer.WriteBoolean("consumes_license"u8, account.ConsumesLicense);
        writer.WriteString("outcome"u8, ReconciliationJsonWriter.NameOf(explanation.Account.Outcome));
        WriteRecord(writer, "record", account.Record);
        WriteList(writer, "steps", explanation.Steps, WriteStep);
        writer.WriteString("meaning"u8, explanation.Meaning);
        writer.WriteString("reported"u8, ReconciliationJsonWriter.NameOf(explanation.Reported.State));
        writer.WriteString("reported_github_com_login"u8, explanation.Reported.ReportedGitHubComLogin);
        WriteList<Suggestion>(writer, "suggestions", explanation.Suggestion is { } suggestion ? [suggestion] : [], WriteSuggestion);
        writer.WriteString("what_to_do"u8, explanation.WhatToDo);
    }

    private static void WriteUnmatched(Utf8JsonWriter writer, ExplainedAccount explanation)
    {
        writer.WriteString("enterprise_server_user_id"u8, explanation.Account.Id.ToString());
        writer.WriteString("outcome"u8, ReconciliationJsonWriter.NameOf(explanation.Account.Outcome));
        WriteTexts(writer, "tried", explanation.Steps
            .Where(step => step.Rule != MatchRules.ServerPrimaryEmail && step.Outcome is StepOutcome.NoHit or StepOutcome.Ambiguous)
            .Select(step => step.Rule));
        writer.WriteString("meaning"u8, explanation.Meaning);
    }

    private static void WriteAmbiguity(Utf8JsonWriter writer, Ambiguity ambiguity)
    {
        writer.WriteString("enterprise_server_user_id"u8, ambiguity.Id.ToString());
        writer.WriteString("rule"u8, ambiguity.Rule);
        writer.WriteString("email"u8, ambiguity.Email.Value);
        WriteTexts(writer, "candidates", ambiguity.Candidates);
        writer.WriteString("chosen"u8, ambiguity.Chosen);
    }

    private static void WriteList<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        writer.WriteStartArray(name);
        foreach (T item in items)
        {
            writer.WriteStartObject();
            write(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteRecord(Utf8JsonWriter writer, string name, SourceRecord? record)
    {
        if (record is not { } known)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteString("file"u8, known.Source);
        writer.WriteNumber("record"u8, known.Record);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
