using System.Text.Json;
using LicenseSync.GitHub.Http;

namespace LicenseSync.GitHub.Paging;

/// <summary>Reads a subscription under both spellings of its names.</summary>
internal static class Subscriptions
{
    public static string? IdOf(JsonElement row) => Json.Property(row, "subscription_id").AsText() ?? Json.Property(row, "subscriptionId").AsText();

    public static VisualStudioSubscription Read(JsonElement row) => new()
    {
        SubscriptionId = IdOf(row),
        Email = Json.Property(row, "visual_studio_subscription_email").AsText() ?? Json.Property(row, "email").AsText(),
        Username = Json.Property(row, "username").AsText(),
        IsManualMatch = Json.Property(row, "manual_match").AsBoolean(),
    };
}
