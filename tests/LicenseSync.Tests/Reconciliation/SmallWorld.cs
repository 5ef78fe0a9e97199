using LicenseSync.Accounts;
using LicenseSync.Reconciliation;
using LicenseSync.Tests.Reconciliation.Oracle;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>Words for worlds of a few records, and for what is said of them.</summary>
internal static class SmallWorld
{
    public static World Server(this World world, string? host, params ServerAccount[] accounts) => world.Server(host, serverId: null, accounts);

    public static World Server(this World world, string? host, string? serverId, params ServerAccount[] accounts) => world with
    {
        Servers = [.. world.Servers, new(new() { HostName = host, ServerId = ServerId.TryParse(serverId, out ServerId id) ? id : default }, accounts)],
    };

    public static World Rows(this World world, params ConsumedLicense[] rows) => world with { Rows = [.. world.Rows, .. rows] };

    public static World Identities(this World world, params ExternalIdentity[] identities) => world with { Identities = [.. world.Identities, .. identities] };

    /// <summary>An account whose emails carry no flags: a single one is the primary (B2).</summary>
    public static ServerAccount Account(long id, params string[] emails) =>
        new() { UserId = id, Login = $"user-{id}", Emails = [.. emails.Select(email => new ServerAccountEmail { Address = email })] };

    /// <summary>An account without a user id.</summary>
    public static ServerAccount Named(string login, params string[] emails) => Account(0, emails) with { UserId = null, Login = login };

    public static ServerAccount Suspended(long id, params string[] emails) => Account(id, emails) with { IsSuspended = true };

    public static ServerAccountEmail Flagged(string address) => new() { Address = address, IsPrimary = true };

    /// <summary>A row that is a cloud account.</summary>
    public static ConsumedLicense Cloud(string login, params string[] verifiedEmails) =>
        new() { GitHubComLogin = login, GitHubComUser = true, EnterpriseServerUser = false, VisualStudioSubscriptionUser = false, GitHubComVerifiedDomainEmails = verifiedEmails };

    /// <summary>A row that is a pending invitation: no flag is set.</summary>
    public static ConsumedLicense Pending(string? login) => new() { GitHubComLogin = login, GitHubComUser = false, EnterpriseServerUser = false, VisualStudioSubscriptionUser = false };

    /// <summary>A row that is an unlinked Visual Studio subscriber.</summary>
    public static ConsumedLicense Subscriber(string email) => Pending("") with { VisualStudioSubscriptionUser = true, VisualStudioSubscriptionEmail = email };

    public static ExternalIdentity Saml(string? login, string? nameId = null, string? username = null, string? email = null) => new()
    {
        GitHubComLogin = login,
        SamlIdentity = new() { NameId = nameId, Username = username, Emails = email is null ? [] : [new() { Value = email }] },
    };

    public static ExternalIdentity Attribute(string? login, string name, string value) =>
        new() { GitHubComLogin = login, SamlIdentity = new() { Attributes = [new() { Name = name, Value = value }] } };

    public static ExternalIdentity Scim(string? login, string? userName, params string[] emails) =>
        new() { GitHubComLogin = login, ScimIdentity = new() { UserName = userName, Emails = [.. emails.Select(email => new IdentityEmail { Value = email })] } };

    /// <summary>A user of a SCIM list response, which names no login.</summary>
    public static ExternalIdentity ScimUser(string userName, params string[] emails) => Scim(null, userName, emails) with { IsScimUser = true };

    /// <summary>A person at a step of D1 to D6: the address stands where that step looks.</summary>
    public static World Offer(this World world, string login, string rule, string address) => world.Rows(Cloud(login)).Identities(rule switch
    {
        "saml_name" => [Attribute(login, SamlAttribute.NameClaim, address)],
        "saml_emailaddress" => [Attribute(login, SamlAttribute.EmailAddressClaim, address)],
        "username" => [Saml(login, username: address)],
        "name_id" => [Saml(login, nameId: address)],
        "emails" => [Saml(login, email: address)],
        _ => [],
    }).Rows(rule == "verified_email" ? [Cloud(login, address)] : []);

    /// <summary>The engine's answer; the oracle says the same.</summary>
    public static Outcome Reconcile(this World world) => Engine.Checked(world);

    /// <summary>The engine's whole result, with evidence and diagnostics.</summary>
    public static ReconciliationResult Result(this World world) => Engine.Run(world);

    /// <summary>How often a code was reported.</summary>
    public static int Reported(this World world, Diagnostics.DiagnosticDescriptor descriptor) => (int)world.Result().Diagnostics.CountOf(descriptor);

    /// <summary>
    /// Everybody, one line each: the login (<c>?</c> for an invitation without one), then the accounts, then what is unusual, as in
    /// <c>ana: h:1 by name_id, h:2 by emails</c> or <c>h:3 (visual_studio_subscription, free)</c>.
    /// </summary>
    public static IEnumerable<string> Said(this Outcome outcome) => outcome.People.Select(person =>
    {
        string accounts = string.Join(", ", person.Accounts.Select(id => person.Matches.FirstOrDefault(match => match.Id == id) is { } match ? $"{id} by {match.Rule}" : id));
        string? login = person.Login ?? (person.IsPending ? "?" : null);
        string[] unusual =
        [
            .. person.IsPending ? ["pending"] : Array.Empty<string>(),
            .. person.LicenseType == "enterprise" ? Array.Empty<string>() : [person.LicenseType],
            .. person.Consumes ? Array.Empty<string>() : ["free"],
        ];
        return $"{login}{(login is null || accounts.Length == 0 ? "" : ": ")}{accounts}{(unusual.Length == 0 ? "" : $" ({string.Join(", ", unusual)})")}";
    });

    /// <summary>Unmatched accounts, as in <c>h:3 not_matched [name_id, emails]</c>.</summary>
    public static IEnumerable<string> SaidOfUnmatched(this Outcome outcome) => outcome.Unmatched.Select(account => $"{account.Id} {account.Outcome} [{string.Join(", ", account.Tried)}]");
}
