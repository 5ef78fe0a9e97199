using System.Text.Json;
using LicenseSync.Reconciliation;

namespace LicenseSync.Reports.Internal;

/// <summary>Suggestions and decisions as the command line's contract writes them.</summary>
internal static class SuggestionJson
{
    public static void Write(Utf8JsonWriter writer, Suggestion suggestion)
    {
        WriteStart(writer, suggestion.Code, suggestion.Accounts);
        writer.WriteNumber("frees"u8, suggestion.Frees);
        writer.WriteString("action"u8, suggestion.Action);
        writer.WriteString("confidence"u8, ReportWords.NameOf(suggestion.Confidence));
        writer.WriteString("value"u8, suggestion.Value);
        writer.WriteString("target_value"u8, suggestion.TargetValue);
        writer.WriteString("fingerprint"u8, suggestion.Fingerprint);
        writer.WriteEndObject();
    }

    public static void WriteApplied(Utf8JsonWriter writer, Suggestion suggestion)
    {
        WriteStart(writer, suggestion.Code, suggestion.Accounts);
        writer.WriteEndObject();
    }

    public static void WriteStale(Utf8JsonWriter writer, StaleDecision decision)
    {
        WriteStart(writer, decision.Decision.Code, decision.Decision.Accounts);
        writer.WriteBoolean("accounts_changed"u8, decision.AccountsChanged);
        writer.WriteEndObject();
    }

    private static void WriteStart(Utf8JsonWriter writer, string code, IReadOnlyList<string> accounts)
    {
        writer.WriteStartObject();
        writer.WriteString("code"u8, code);
        ReportJson.WriteTexts(writer, "accounts"u8, accounts);
    }
}
