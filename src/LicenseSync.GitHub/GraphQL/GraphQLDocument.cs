using System.Reflection;

namespace LicenseSync.GitHub.GraphQL;

/// <summary>A query, kept as a file and sent as it is.</summary>
/// <param name="Name">The file's name, which is the operation's, too.</param>
/// <param name="Path">Where its answer has the connection that is paged: names of properties under <c>data</c>.</param>
internal sealed record GraphQLDocument(string Name, string[] Path)
{
    private string? _text;

    public static GraphQLDocument ServerInstallations { get; } = new("ServerInstallations", ["enterprise", "ownerInfo", "enterpriseServerInstallations"]);

    public static GraphQLDocument ServerUserAccounts { get; } = new("ServerUserAccounts", ["node", "userAccounts"]);

    public static GraphQLDocument ServerUserAccountEmails { get; } = new("ServerUserAccountEmails", ["node", "emails"]);

    public static GraphQLDocument EnterpriseSamlIdentities { get; } = new("EnterpriseSamlIdentities", ["enterprise", "ownerInfo", "samlIdentityProvider", "externalIdentities"]);

    public static GraphQLDocument EnterpriseOidcIdentities { get; } = new("EnterpriseOidcIdentities", ["enterprise", "ownerInfo", "oidcProvider", "externalIdentities"]);

    public static GraphQLDocument OrganizationIdentities { get; } = new("OrganizationIdentities", ["organization", "samlIdentityProvider", "externalIdentities"]);

    public static GraphQLDocument OrganizationsWithSso { get; } = new("OrganizationsWithSso", ["enterprise", "ownerInfo", "samlIdentityProviderSettingOrganizations"]);

    public static IReadOnlyList<GraphQLDocument> All { get; } =
        [ServerInstallations, ServerUserAccounts, ServerUserAccountEmails, EnterpriseSamlIdentities, EnterpriseOidcIdentities, OrganizationIdentities, OrganizationsWithSso];

    /// <summary>The query.</summary>
    public string Text => _text ??= Load(Name);

    private static string Load(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"LicenseSync.GitHub.{name}.graphql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
