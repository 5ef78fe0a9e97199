using FsCheck;
using FsCheck.Fluent;
using LicenseSync.Accounts;
using LicenseSync.Tests.Reconciliation.Oracle;

namespace LicenseSync.Tests.Reconciliation;

/// <summary>Small hostile worlds: few logins, addresses and hosts, so that everything collides with everything.</summary>
internal static class Generators
{
    // No ς among logins: E orders them by their lower-cased form, which tells ς from σ, while A5 does not; GitHub's logins are ASCII. Addresses have it.
    private static readonly Gen<string> Login = Gen.Frequency(
        (4, Gen.Elements("ana", "Ana", "bo", "BO")),
        (1, Gen.Elements("cy", "é", "É", "σ", "Σ", "cy")));

    // The first are common; the others differ by what B1 folds (é É, σ ς Σ) or does not (K k, ß ss, İ i ı, plus-tags, normalization), or are no email (B4).
    private static readonly Gen<string> Address = Gen.Frequency(
        (6, Gen.Elements("a@x.example", "A@X.example", " a@x.example\t", "b@x.example", "b@y.example", "B@y.Example\u2003")),
        (2, Gen.Elements("é@x.example", "É@x.example", "e\u0301@x.example", "σ@y.example", "ς@y.example", "Σ@Y.EXAMPLE", "k@x.example", "\u212A@x.example", "ß@x.example", "ss@x.example", "İ@x.example", "i@x.example", "ı@x.example")),
        (1, Gen.Elements("a+tag@x.example", "a@sub.x.example", "a@b@x.example", "@", "a@", "@x.example", "plain", "a x.example", "", " ")));

    // An invitation's address is its login.
    private static readonly Gen<string> LoginOfInvitation = Address.Select(address => address.Replace('ς', 'σ'));

    private static readonly Gen<string?> MaybeAddress = Gen.Frequency((3, Address.Select(address => (string?)address)), (1, Gen.Constant<string?>(null)));

    private static readonly Gen<bool?> Flag = Gen.Elements<bool?>(null, true, false);

    private static readonly Gen<ServerAccountEmail> Email =
        from address in Address
        from isPrimary in Flag
        select new ServerAccountEmail { Address = address, IsPrimary = isPrimary };

    /// <summary>One account of any instance.</summary>
    public static Gen<ServerAccount> Account { get; } =
        from userId in Gen.Frequency((4, Gen.Choose(0, 3).Select(id => (long?)id)), (1, Gen.Constant<long?>(null)))
        from login in Gen.OneOf(Login, Gen.Elements("scim-admin", "SCIM-Admin", "", null!))
        from emails in Gen.Frequency((3, Email.ListOf(1)), (2, UpTo(3, Email)))
        from suspended in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from suspendedAt in Gen.Frequency((9, Gen.Constant<DateTimeOffset?>(null)), (1, Gen.Constant<DateTimeOffset?>(DateTimeOffset.UnixEpoch)))
        select new ServerAccount { UserId = userId, Login = login, Emails = [.. emails], IsSuspended = suspended, SuspendedAt = suspendedAt };

    private static readonly Gen<WorldServer> Server =
        from serverId in Gen.Elements("", "", "s1", "S1", "s2")
        from host in Gen.Elements("h.example", "H.example", "g.example", null)
        from source in Gen.Elements("exports/h.example.json", "other.json")
        from accounts in UpTo(5, Account)
        select new WorldServer(new ServerInstance { ServerId = ServerId.TryParse(serverId, out ServerId id) ? id : default, HostName = host }, accounts, source);

    private static readonly Gen<string> Role = Gen.Elements("Member", "Owner", "Pending outside collaborator invitation", "PENDING member invitation", "");

    private static readonly Gen<LicenseType> Type = Gen.Elements("Enterprise", "", null, "Visual Studio subscription", "visual_studio_subscription", "Something new").Select(text => new LicenseType(text));

    private static readonly Gen<ConsumedLicense> AnyRow =
        from login in Gen.OneOf(Login, LoginOfInvitation, Gen.Elements("", null!))
        from cloud in Flag
        from server in Flag
        from visualStudio in Flag
        from type in Type
        from memberRoles in UpTo(1, Gen.Elements("org:Member", ""))
        from enterpriseRoles in UpTo(2, Role)
        from singularRole in Gen.OneOf(Role, Gen.Constant<string>(null!))
        from verified in UpTo(2, Address)
        from nameId in Gen.OneOf(MaybeAddress, Gen.Elements<string?>("nid", "NID", null, null))
        from serverIds in UpTo(1, Gen.Elements("h.example:1", "1:h.example:Member", "1:2"))
        from subscription in MaybeAddress
        select new ConsumedLicense
        {
            GitHubComLogin = login,
            GitHubComUser = cloud,
            EnterpriseServerUser = server,
            VisualStudioSubscriptionUser = visualStudio,
            LicenseType = type,
            GitHubComMemberRoles = memberRoles,
            GitHubComEnterpriseRoles = enterpriseRoles,
            GitHubComEnterpriseRole = singularRole,
            GitHubComVerifiedDomainEmails = verified,
            GitHubComSamlNameId = nameId,
            EnterpriseServerUserIds = [.. serverIds.Select(ServerUserId.Parse)],
            VisualStudioSubscriptionEmail = subscription,
        };

    private static readonly Gen<ConsumedLicense> CloudRow =
        from row in AnyRow
        from login in Login
        from user in Gen.Elements<bool?>(true, null)
        select row with { GitHubComLogin = login, GitHubComUser = user, GitHubComEnterpriseRoles = ["Member"] };

    private static readonly Gen<ConsumedLicense> PendingRow =
        from row in AnyRow
        from login in Gen.OneOf(LoginOfInvitation, Login, Gen.Constant(""))
        select row with { GitHubComLogin = login, GitHubComMemberRoles = [], GitHubComEnterpriseRoles = ["Pending invitation"] };

    /// <summary>One row of license data, of any kind.</summary>
    public static Gen<ConsumedLicense> Row { get; } = Gen.Frequency((4, CloudRow), (2, PendingRow), (3, AnyRow));

    private static readonly Gen<SamlAttribute> Attribute =
        from name in Gen.Frequency(
            (3, Gen.Elements(SamlAttribute.NameClaim, SamlAttribute.NameClaim.ToUpperInvariant(), SamlAttribute.EmailAddressClaim, SamlAttribute.EmailAddressClaim.ToUpperInvariant())),
            (4, Gen.Elements("username", "userName", "NameID", "NAMEID", "emails", "mail", "name")))
        from value in MaybeAddress
        select new SamlAttribute { Name = name, Value = value };

    private static readonly Gen<SamlIdentity> Saml =
        from nameId in MaybeAddress
        from username in MaybeAddress
        from emails in UpTo(2, MaybeAddress.Select(value => new IdentityEmail { Value = value }))
        from attributes in UpTo(4, Attribute)
        from some in Gen.Choose(0, 7)
        select new SamlIdentity { NameId = some % 2 == 0 ? nameId : null, Username = some % 3 == 0 ? username : null, Emails = some < 4 ? emails : [], Attributes = attributes };

    private static readonly Gen<ScimIdentity> Scim =
        from userName in Gen.OneOf(MaybeAddress, Gen.Elements<string?>("nid", "Nid "))
        from emails in UpTo(2, MaybeAddress.Select(value => new IdentityEmail { Value = value }))
        select new ScimIdentity { UserName = userName, Emails = emails };

    /// <summary>One identity, of any account or of nobody.</summary>
    public static Gen<ExternalIdentity> Identity { get; } =
        from login in Gen.Frequency((4, Login), (2, Gen.Elements("", null!)), (1, Gen.Elements("gone", "a@x.example")))
        from isScimUser in Gen.Frequency((3, Gen.Constant(false)), (2, Gen.Constant(true)))
        from saml in Saml
        from scim in Scim
        from parts in Gen.Choose(1, 3)
        select new ExternalIdentity
        {
            GitHubComLogin = isScimUser ? (login == "gone" ? login : null) : login,
            IsScimUser = isScimUser,
            SamlIdentity = !isScimUser && (parts & 1) != 0 ? saml : null,
            ScimIdentity = isScimUser || (parts & 2) != 0 ? scim : null,
        };

    /// <summary>A whole world, with any options.</summary>
    public static Arbitrary<World> Worlds { get; } = Arb.From(
        from servers in UpTo(4, Server)
        from rows in UpTo(9, Row)
        from identities in UpTo(5, Identity)
        from purchased in Gen.Elements<long?>(null, 0, 3)
        from leaveAmbiguities in Gen.Elements(false, true)
        from countPending in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
        from exempt in Gen.Elements<string[]>(["scim-admin"], ["Scim-Admin", "bo"], [])
        from domains in UpTo(1, Gen.Elements("y.example", "Y.EXAMPLE", "sub.x.example"))
        select new World
        {
            Servers = servers,
            Rows = rows,
            Identities = identities,
            TotalSeatsPurchased = purchased,
            LeaveAmbiguities = leaveAmbiguities,
            CountPendingInvitations = countPending,
            ExemptLogins = exempt,
            EnterpriseDomains = domains,
        },
        Smaller);

    private static Gen<List<T>> UpTo<T>(int count, Gen<T> element) =>
        from size in Gen.Choose(0, count)
        from list in element.ListOf(size)
        select list.ToList();

    // Each way to leave one thing out.
    private static IEnumerable<World> Smaller(World world) =>
        Without(world.Servers).Select(servers => world with { Servers = servers })
            .Concat(Without(world.Rows).Select(rows => world with { Rows = rows }))
            .Concat(Without(world.Identities).Select(identities => world with { Identities = identities }))
            .Concat(world.Servers.SelectMany((server, i) => Without(server.Accounts).Select(accounts => world with { Servers = [.. world.Servers.Take(i), server with { Accounts = accounts }, .. world.Servers.Skip(i + 1)] })))
            .Concat(Without(world.EnterpriseDomains).Select(domains => world with { EnterpriseDomains = domains }));

    private static IEnumerable<IReadOnlyList<T>> Without<T>(IReadOnlyList<T> list) => list.Select((_, i) => (IReadOnlyList<T>)[.. list.Take(i), .. list.Skip(i + 1)]);
}
