using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.LicenseReports;
using LicenseSync.Reconciliation;

namespace LicenseSync.Reports.Internal;

/// <summary>The comparison with GitHub's count as the command line's contract writes it.</summary>
internal static class ComparisonJson
{
    public static void WriteAccount(Utf8JsonWriter writer, (ServerUserId Id, ComparisonState State) account)
    {
        writer.WriteStartObject();
        writer.WriteString("enterprise_server_user_id"u8, account.Id.ToString());
        writer.WriteString("state"u8, ReconciliationJsonWriter.NameOf(account.State));
        writer.WriteEndObject();
    }

    public static void WriteDifference(Utf8JsonWriter writer, LicenseDifference difference)
    {
        writer.WriteStartObject();
        writer.WriteNumber("licenses"u8, difference.Licenses);
        ReportJson.WriteTexts(writer, "github_com_logins"u8, difference.GitHubComLogins);
        ReportJson.WriteTexts(writer, "enterprise_server_user_ids"u8, difference.Accounts.Select(account => account.ToString()));
        ReportJson.WriteTexts(writer, "states"u8, difference.States.Select(ReconciliationJsonWriter.NameOf));
        writer.WriteEndObject();
    }

    public static void WriteInstance(Utf8JsonWriter writer, InstanceSyncStatus instance)
    {
        writer.WriteStartObject();
        writer.WriteString("server_id"u8, instance.ServerId.HasValue ? instance.ServerId.ToString() : null);
        writer.WriteString("host_name"u8, instance.HostName);
        if (instance.LastSyncAt is { } time)
        {
            writer.WriteString("last_sync_at"u8, time);
        }
        else
        {
            writer.WriteNull("last_sync_at"u8);
        }

        writer.WriteString("status"u8, instance.Status);
        writer.WriteString("error"u8, instance.Error);
        writer.WriteEndObject();
    }
}
