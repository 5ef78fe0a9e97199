using System.Text.Json;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;

namespace LicenseSync.Cli.Commands;

/// <summary>Explanations for programs: people, unmatched accounts and ambiguities as in the document of <c>reconcile</c>, with the evidence beside.</summary>
internal static class ExplanationJson
{
    public static async Task WriteAsync(Stream output, IReadOnlyList<Explanation> people, CancellationToken cancellationToken)
    {
        List<AccountExplanation> accounts = [.. people.SelectMany(person => person.Accounts)];
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
    }

    private static void WriteMatch(Utf8JsonWriter writer, AccountMatch match)
    {
        writer.WriteString("enterprise_server_user_id"u8, match.Id.ToString());
        writer.WriteString("rule"u8, match.Rule);
        writer.WriteString("email"u8, match.Email.Value);
        writer.WriteString("with"u8, match.Evidence.CandidateLogin);
        WriteRecord(writer, "found_in", match.Evidence.CandidateRecord);
    }

    private static void WriteAccount(Utf8JsonWriter writer, AccountExplanation explanation)
    {
        PersonServerAccount account = explanation.Account;
        writer.WriteString("enterprise_server_user_id"u8, account.Id.ToString());
        writer.WriteString("server_id"u8, account.ServerId.HasValue ? account.ServerId.ToString() : null);
        writer.WriteString("login"u8, account.Login);
        writer.WriteString("primary_email"u8, account.PrimaryEmail?.Value);
        writer.WriteBoolean("suspended"u8, account.IsSuspended);
        writer.WriteBoolean("consumes_license"u8, account.ConsumesLicense);
        writer.WriteString("outcome"u8, explanation.Outcome);
        WriteRecord(writer, "record", account.Record);
    }

    private static void WriteUnmatched(Utf8JsonWriter writer, AccountExplanation explanation)
    {
        writer.WriteString("enterprise_server_user_id"u8, explanation.Account.Id.ToString());
        writer.WriteString("outcome"u8, explanation.Outcome);
        WriteTexts(writer, "tried", explanation.Tried);
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
