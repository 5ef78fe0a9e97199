using LicenseSync.Accounts;
using LicenseSync.Tests.Reconciliation.Oracle;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>Worlds that must be answered like others.</summary>
internal static class Variations
{
    /// <summary>Leaves out what the order decides: files of one server id (A1), accounts of one key (A2), rows of one login (A5).</summary>
    public static World WithoutRepetitions(World world) => world with
    {
        Servers = [.. world.Servers
            .Select((server, i) => (server, key: server.Instance.ServerId.HasValue ? server.Instance.ServerId.ToString().ToUpperInvariant() : $"{i}"))
            .DistinctBy(pair => pair.key)
            .Select(pair => pair.server with
            {
                Accounts = [.. pair.server.Accounts.DistinctBy(account => account.UserId is { } id ? $"{id}" : "login " + Upper(account.Login))],
            })],
        Rows = [.. world.Rows
            .Select((row, i) => (row, key: string.IsNullOrWhiteSpace(row.GitHubComLogin) ? $"{i}" : $"{row.Kind} {Upper(row.GitHubComLogin.Trim())}"))
            .DistinctBy(pair => pair.key)
            .Select(pair => pair.row)],
    };

    /// <summary>The same world in upper case, wherever that changes letter case only (semantics B1: OrdinalIgnoreCase).</summary>
    public static World UpperCase(World world) => world with
    {
        Servers = [.. world.Servers.Select(server => new WorldServer(
            server.Instance with
            {
                ServerId = ServerId.TryParse(Upper(server.Instance.ServerId.ToString()), out ServerId id) ? id : default,
                HostName = Upper(server.Instance.HostName),
            },
            [.. server.Accounts.Select(account => account with
            {
                Login = Upper(account.Login),
                Emails = [.. account.Emails.Select(email => email with { Address = Upper(email.Address)! })],
            })],
            Upper(server.SourceName)!))],
        Rows = [.. world.Rows.Select(row => row with
        {
            GitHubComLogin = Upper(row.GitHubComLogin),
            LicenseType = new LicenseType(Upper(row.LicenseType.Value)),
            GitHubComMemberRoles = Upper(row.GitHubComMemberRoles),
            GitHubComEnterpriseRoles = Upper(row.GitHubComEnterpriseRoles),
            GitHubComEnterpriseRole = Upper(row.GitHubComEnterpriseRole),
            GitHubComVerifiedDomainEmails = Upper(row.GitHubComVerifiedDomainEmails),
            GitHubComSamlNameId = Upper(row.GitHubComSamlNameId),
            VisualStudioSubscriptionEmail = Upper(row.VisualStudioSubscriptionEmail),
        })],
        Identities = [.. world.Identities.Select(identity => identity with
        {
            GitHubComLogin = Upper(identity.GitHubComLogin),
            SamlIdentity = identity.SamlIdentity is not { } saml ? null : saml with
            {
                NameId = Upper(saml.NameId),
                Username = Upper(saml.Username),
                Emails = Upper(saml.Emails),
                Attributes = [.. saml.Attributes.Select(attribute => new SamlAttribute { Name = Upper(attribute.Name)!, Value = Upper(attribute.Value) })],
            },
            ScimIdentity = identity.ScimIdentity is not { } scim ? null : scim with { UserName = Upper(scim.UserName), Emails = Upper(scim.Emails) },
        })],
        ExemptLogins = Upper(world.ExemptLogins),
        EnterpriseDomains = Upper(world.EnterpriseDomains),
    };

    /// <summary>An outcome's ids, logins and addresses in upper case.</summary>
    public static Outcome UpperCase(Outcome outcome) => outcome with
    {
        People = [.. outcome.People.Select(person => person with
        {
            Login = Upper(person.Login),
            Accounts = Upper(person.Accounts),
            Matches = [.. person.Matches.Select(match => new OutcomeMatch(Upper(match.Id)!, match.Rule, Upper(match.Email)!))],
        })],
        Unmatched = [.. outcome.Unmatched.Select(account => account with { Id = Upper(account.Id)! })],
        Ambiguities = [.. outcome.Ambiguities.Select(ambiguity => ambiguity with
        {
            Id = Upper(ambiguity.Id)!,
            Email = Upper(ambiguity.Email)!,
            Candidates = Upper(ambiguity.Candidates),
            Chosen = Upper(ambiguity.Chosen),
        })],
    };

    private static string? Upper(string? text) => text?.ToUpperInvariant();

    private static IReadOnlyList<string> Upper(IReadOnlyList<string> texts) => [.. texts.Select(text => text.ToUpperInvariant())];

    private static IReadOnlyList<IdentityEmail> Upper(IReadOnlyList<IdentityEmail> emails) => [.. emails.Select(email => email with { Value = Upper(email.Value) })];
}
