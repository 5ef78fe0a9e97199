using System.Text.Json;
using LicenseSync.Matching;
using LicenseSync.Reconciliation;

namespace LicenseSync.Cli.Commands;

/// <summary>An explanation for programs: names as in the document of <c>reconcile</c>.</summary>
internal static class ExplanationJson
{
    public static void Write(Utf8JsonWriter writer, Explanation explanation)
    {
        Person person = explanation.Person;
        writer.WriteStartObject();
        writer.WriteString("github_com_login"u8, person.GitHubComLogin);
        writer.WriteBoolean("pending_invitation"u8, person.IsPendingInvitation);
        writer.WriteString("license_type"u8, person.LicenseType.Value);
        writer.WriteBoolean("consumes_license"u8, person.ConsumesLicense);
        WriteRecord(writer, "cloud_record", person.CloudRecord);
        writer.WriteStartArray("accounts"u8);
        foreach (AccountExplanation account in explanation.Accounts)
        {
            WriteAccount(writer, account);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteAccount(Utf8JsonWriter writer, AccountExplanation explanation)
    {
        PersonServerAccount account = explanation.Account;
        writer.WriteStartObject();
        writer.WriteString("enterprise_server_user_id"u8, account.Id.ToString());
        writer.WriteString("server_id"u8, account.ServerId.HasValue ? account.ServerId.ToString() : null);
        writer.WriteString("login"u8, account.Login);
        writer.WriteString("primary_email"u8, account.PrimaryEmail?.Value);
        writer.WriteBoolean("suspended"u8, account.IsSuspended);
        writer.WriteBoolean("consumes_license"u8, account.ConsumesLicense);
        WriteRecord(writer, "record", account.Record);
        WriteMatch(writer, explanation.Match);
        writer.WriteString("outcome"u8, explanation.Outcome);
        WriteTexts(writer, "tried", explanation.Tried);
        if (explanation.Ambiguity is { } ambiguity)
        {
            writer.WriteStartObject("ambiguity"u8);
            writer.WriteString("rule"u8, ambiguity.Rule);
            WriteTexts(writer, "candidates", ambiguity.Candidates);
            writer.WriteString("chosen"u8, ambiguity.Chosen);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("ambiguity"u8);
        }

        writer.WriteString("meaning"u8, explanation.Meaning);
        writer.WriteEndObject();
    }

    private static void WriteMatch(Utf8JsonWriter writer, AccountMatch? match)
    {
        if (match is null)
        {
            writer.WriteNull("match"u8);
            return;
        }

        writer.WriteStartObject("match"u8);
        writer.WriteString("rule"u8, match.Rule);
        writer.WriteString("email"u8, match.Email.Value);
        writer.WriteString("with"u8, match.Evidence.CandidateLogin);
        WriteRecord(writer, "found_in", match.Evidence.CandidateRecord);
        writer.WriteEndObject();
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

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
