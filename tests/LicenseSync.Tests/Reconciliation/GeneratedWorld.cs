using System.Text.Json;
using LicenseSync.Accounts;
using LicenseSync.Tests.Reconciliation.Oracle;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>A folder that <c>licensesync generate</c> wrote, read with nothing but <see cref="JsonDocument"/>: no reader of the library has a part in it.</summary>
internal static class GeneratedWorld
{
    public static IReadOnlyList<string> ServerFiles(string folder) => [.. Directory.EnumerateFiles(folder, "ghes-*.json").Order(StringComparer.Ordinal)];

    public static string CloudFile(string folder) => Path.Combine(folder, "consumed-licenses.json");

    public static string IdentityFile(string folder) => Path.Combine(folder, "identities.json");

    public static World Read(string folder)
    {
        (long? purchased, List<ConsumedLicense> rows) = Document(CloudFile(folder), root => ((long?)Number(root, "total_seats_purchased"), List(root, "users", Row)));
        return new World
        {
            Servers = [.. ServerFiles(folder).Select(file => Document(file, root => new WorldServer(Instance(root.GetProperty("instance")), List(root, "users", Account), file)))],
            Rows = rows,
            Identities = Document(IdentityFile(folder), root => List(root, "external_identities", Identity)),
            TotalSeatsPurchased = purchased,
        };
    }

    private static T Document<T>(string file, Func<JsonElement, T> read)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
        return read(document.RootElement);
    }

    private static ServerInstance Instance(JsonElement instance) =>
        new() { ServerId = ServerId.Parse(Text(instance, "server_id")!), HostName = Text(instance, "host_name") };

    private static ServerAccount Account(JsonElement user) => new()
    {
        UserId = Number(user, "user_id"),
        Login = Text(user, "login"),
        IsSuspended = Flag(user, "suspended") is true || Text(user, "suspended_at") is not null,
        Emails = List(user, "emails", email => email.ValueKind == JsonValueKind.String
            ? new ServerAccountEmail { Address = email.GetString()! }
            : new ServerAccountEmail { Address = Text(email, "email") ?? "", IsPrimary = Flag(email, "primary") }),
    };

    private static ConsumedLicense Row(JsonElement row) => new()
    {
        GitHubComLogin = Text(row, "github_com_login"),
        GitHubComUser = Flag(row, "github_com_user"),
        EnterpriseServerUser = Flag(row, "enterprise_server_user"),
        VisualStudioSubscriptionUser = Flag(row, "visual_studio_subscription_user"),
        LicenseType = new(Text(row, "license_type")),
        GitHubComMemberRoles = List(row, "github_com_member_roles", role => role.GetString()!),
        GitHubComEnterpriseRoles = List(row, "github_com_enterprise_roles", role => role.GetString()!),
        GitHubComVerifiedDomainEmails = List(row, "github_com_verified_domain_emails", email => email.GetString()!),
        GitHubComSamlNameId = Text(row, "github_com_saml_name_id"),
        EnterpriseServerUserIds = List(row, "enterprise_server_user_ids", id => ServerUserId.Parse(id.GetString()!)),
        VisualStudioSubscriptionEmail = Text(row, "visual_studio_subscription_email"),
    };

    private static ExternalIdentity Identity(JsonElement identity) => new()
    {
        GitHubComLogin = Text(identity, "github_com_login"),
        SamlIdentity = identity.GetProperty("saml_identity") is { ValueKind: JsonValueKind.Object } saml
            ? new()
            {
                NameId = Text(saml, "name_id"),
                Username = Text(saml, "username"),
                Emails = List(saml, "emails", Email),
                Attributes = List(saml, "attributes", attribute => new SamlAttribute { Name = Text(attribute, "name")!, Value = Text(attribute, "value") }),
            }
            : null,
        ScimIdentity = identity.GetProperty("scim_identity") is { ValueKind: JsonValueKind.Object } scim
            ? new() { UserName = Text(scim, "username"), Emails = List(scim, "emails", Email) }
            : null,
    };

    private static IdentityEmail Email(JsonElement email) => new() { Value = Text(email, "value") };

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static long? Number(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetInt64() : null;

    private static bool? Flag(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    private static List<T> List<T>(JsonElement element, string name, Func<JsonElement, T> read) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(read)] : [];
}
