using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.GitHub.Http;

namespace LicenseSync.GitHub.GraphQL;

/// <summary>Makes models of GraphQL's nodes of server installations.</summary>
internal static class ServerNodes
{
    public static ServerInstallation? Installation(JsonElement node) => Json.Property(node, "id").AsText() is not { } id ? null : new()
    {
        NodeId = id,
        HostName = Json.Property(node, "hostName").AsText(),
        CustomerName = Json.Property(node, "customerName").AsText(),
        IsConnected = Json.Property(node, "isConnected").AsBoolean(),
        CreatedAt = Json.Property(node, "createdAt").AsDate(),
        UpdatedAt = Json.Property(node, "updatedAt").AsDate(),
        Uploads = [.. GraphQLClient.Nodes(Json.Property(node, "userAccountsUploads")).Where(upload => upload.ValueKind == JsonValueKind.Object).Select(Upload)],
    };

    public static ServerAccount Account(JsonElement node, IReadOnlyList<ServerAccountEmail> emails) => new()
    {
        UserId = Json.Property(node, "remoteUserId").AsInt64() is { } id and >= 0 ? id : null,
        Login = Json.Property(node, "login").AsText(),
        ProfileName = Json.Property(node, "profileName").AsText(),
        IsSiteAdmin = Json.Property(node, "isSiteAdmin").AsBoolean(),
        CreatedAt = Json.Property(node, "remoteCreatedAt").AsDate(),
        Emails = emails,
    };

    public static ServerAccountEmail? Email(JsonElement node) =>
        Json.Property(node, "email").AsText() is { } address ? new() { Address = address, IsPrimary = Json.Property(node, "isPrimary").AsBoolean() } : null;

    private static UserAccountsUpload Upload(JsonElement node) => new()
    {
        Name = Json.Property(node, "name").AsText(),
        SyncState = Json.Property(node, "syncState").AsText(),
        CreatedAt = Json.Property(node, "createdAt").AsDate(),
        UpdatedAt = Json.Property(node, "updatedAt").AsDate(),
    };
}
