using LicenseSync.Accounts;

namespace LicenseSync.Cli.Generation;

/// <summary>The rows of consumed-licenses data and the external identities of a world.</summary>
internal sealed class CloudWorld(WorldPlan plan, ServerWorld server)
{
    /// <summary>The places in a block whose people GitHub already lists as server-only rows.</summary>
    private static readonly int[] KnownPlaces = [0, 5, 7, 8, 9];

    private static readonly LicenseType VisualStudio = new("Visual Studio subscription");
    private static readonly LicenseType Enterprise = new("Enterprise");

    /// <summary>Pending invitations that no server account matches.</summary>
    public long OtherInvitations { get; } = plan.Users / 100;

    /// <summary>Pending invitations of people who have a cloud account already (semantics C3).</summary>
    public long DroppedInvitations { get; } = plan.Users / 500;

    /// <summary>Visual Studio subscribers without any account (semantics C4).</summary>
    public long LooseSubscribers { get; } = plan.Users / 50;

    private long KnownRows => plan.Blocks * KnownPlaces.Length;

    private long Rows => plan.Users + plan.Blocks + OtherInvitations + DroppedInvitations + KnownRows + plan.Blocks + LooseSubscribers;

    /// <summary>The rows that hold a seat: what <c>total_seats_consumed</c> says.</summary>
    public long Seats => plan.Users + plan.Blocks + OtherInvitations + KnownRows + (plan.Blocks / 2);

    /// <summary>Whether the pending row of an invitation has a Visual Studio license.</summary>
    public static bool HasVisualStudioLicense(long otherInvitation) => otherInvitation % 10 == 3;

    public IEnumerable<ConsumedLicense> ConsumedLicenses()
    {
        var order = new Shuffle(Rows, new Dice(plan.Seed, DiceTopic.Row, -1));
        for (long row = 0; row < Rows; row++)
        {
            yield return Row(order[row]);
        }
    }

    public IEnumerable<ExternalIdentity> Identities()
    {
        var order = new Shuffle(plan.Users, new Dice(plan.Seed, DiceTopic.Identity, -1));
        for (long row = 0; row < plan.Users; row++)
        {
            var person = new CloudPerson(plan, order[row]);
            if (person.HasIdentity)
            {
                yield return IdentityOf(person);
            }
        }
    }

    private ConsumedLicense Row(long index)
    {
        if (index < plan.Users)
        {
            return CloudRow(new CloudPerson(plan, index));
        }

        index -= plan.Users;
        if (index < plan.Blocks)
        {
            // GitHub writes such rows with all flags false, or as a user with a pending role only (semantics A4.1).
            string email = server.PrimaryEmailOf(BlockAccount(index, 2))!;
            return PendingRow(email, isUser: index % 2 == 0, Enterprise);
        }

        index -= plan.Blocks;
        if (index < OtherInvitations)
        {
            Naming naming = plan.NamingOf((2 * plan.Users) + index);
            LicenseType type = HasVisualStudioLicense(index) ? VisualStudio : Enterprise;
            return index % 2 == 0 ? PendingRow(naming.Login, isUser: true, type) : PendingRow(naming.Address("partner.example"), isUser: false, type);
        }

        index -= OtherInvitations;
        if (index < DroppedInvitations)
        {
            var person = new CloudPerson(plan, index);
            return index % 2 == 0 ? PendingRow(person.Address, isUser: false, Enterprise) : PendingRow(person.Naming.Login.ToUpperInvariant(), isUser: true, Enterprise);
        }

        index -= DroppedInvitations;
        if (index < KnownRows)
        {
            return ServerOnlyRow(BlockAccount(index / KnownPlaces.Length, KnownPlaces[index % KnownPlaces.Length]), subscriptionEmail: null);
        }

        index -= KnownRows;
        if (index < plan.Blocks)
        {
            long account = BlockAccount(index, 6);
            string email = server.PrimaryEmailOf(account)!;
            return index % 2 == 1 ? ServerOnlyRow(account, email) : SubscriberRow(email);
        }

        return SubscriberRow(plan.NamingOf((3 * plan.Users) + index - plan.Blocks).Address(CloudPerson.Domains[0]));
    }

    private long BlockAccount(long block, int place) => plan.FirstBlock + (block * WorldPlan.BlockSize) + place;

    private ConsumedLicense CloudRow(CloudPerson person)
    {
        var dice = new Dice(plan.Seed, DiceTopic.Row, person.Number);
        bool isVisualStudio = person.HasVisualStudioSubscription;
        List<ServerUserId> ids = [];
        List<string> serverEmails = [];
        if (person.Number < plan.LinkedPeople && dice.Chance(90)) // the others have not been synced yet
        {
            long account = WorldPlan.AccountOf(person.Number);
            for (long last = plan.HasSecondAccount(person.Number) ? account + 1 : account; account <= last; account++)
            {
                if (!server.IsSuspended(account))
                {
                    ids.Add(server.IdOf(account));
                    serverEmails.Add(server.PrimaryEmailOf(account)!);
                }
            }
        }

        return new()
        {
            GitHubComLogin = person.Naming.Login,
            GitHubComName = person.Naming.FullName,
            GitHubComProfile = $"https://github.com/{person.Naming.Login}",
            GitHubComUser = true,
            EnterpriseServerUser = ids.Count > 0,
            VisualStudioSubscriptionUser = isVisualStudio,
            LicenseType = isVisualStudio ? VisualStudio : Enterprise,
            GitHubComMemberRoles = dice.Chance(5) ? ["octo-org:Owner", "octo-labs:Member"] : ["octo-org:Member"],
            GitHubComEnterpriseRoles = dice.Chance(1) ? ["Owner", "Member"] : ["Member"],
            GitHubComVerifiedDomainEmails = person.VerifiedEmails(plan),
            GitHubComSamlNameId = person.Path == MatchPath.NameIdOfRow ? person.Address : person.HasIdentity ? NameIdOf(person) : "",
            GitHubComTwoFactorAuth = dice.Chance(90),
            EnterpriseServerUserIds = ids,
            EnterpriseServerPrimaryEmails = serverEmails,
            VisualStudioLicenseStatus = isVisualStudio ? "Matched" : "",
            VisualStudioSubscriptionEmail = isVisualStudio ? person.Address : "",
            TotalUserAccounts = 1 + ids.Count,
        };
    }

    private static ConsumedLicense PendingRow(string login, bool isUser, LicenseType type) => new()
    {
        GitHubComLogin = login,
        GitHubComName = "",
        GitHubComProfile = "",
        GitHubComUser = isUser,
        EnterpriseServerUser = false,
        VisualStudioSubscriptionUser = false,
        LicenseType = type,
        GitHubComEnterpriseRoles = isUser ? ["Pending outside collaborator invitation"] : [],
        GitHubComOrgsWithPendingInvites = isUser ? [] : ["octo-org"],
        GitHubComSamlNameId = "",
        VisualStudioLicenseStatus = "",
        VisualStudioSubscriptionEmail = "",
        TotalUserAccounts = 1,
    };

    private ConsumedLicense ServerOnlyRow(long account, string? subscriptionEmail)
    {
        ServerUserId[] ids = plan.RoleOf(account) == ServerRole.FirstOfTwo && plan.Instances > 1
            ? [server.IdOf(account), server.IdOf(account + 1)]
            : [server.IdOf(account)];
        return new()
        {
            GitHubComLogin = "",
            GitHubComName = "",
            GitHubComProfile = "",
            GitHubComUser = false,
            EnterpriseServerUser = true,
            VisualStudioSubscriptionUser = subscriptionEmail is not null,
            LicenseType = subscriptionEmail is null ? Enterprise : VisualStudio,
            GitHubComSamlNameId = "",
            EnterpriseServerUserIds = ids,
            EnterpriseServerPrimaryEmails = [server.PrimaryEmailOf(account)!],
            VisualStudioLicenseStatus = subscriptionEmail is null ? "" : "Matched",
            VisualStudioSubscriptionEmail = subscriptionEmail ?? "",
            TotalUserAccounts = ids.Length,
        };
    }

    private static ConsumedLicense SubscriberRow(string email) => new()
    {
        GitHubComLogin = "",
        GitHubComName = "",
        GitHubComProfile = "",
        GitHubComUser = false,
        EnterpriseServerUser = false,
        VisualStudioSubscriptionUser = true,
        LicenseType = VisualStudio,
        GitHubComSamlNameId = "",
        VisualStudioLicenseStatus = "",
        VisualStudioSubscriptionEmail = email,
        TotalUserAccounts = 0,
    };

    private static string NameIdOf(CloudPerson person) => person.Path == MatchPath.NameId ? person.Address : person.Naming.EmployeeNumber;

    private ExternalIdentity IdentityOf(CloudPerson person)
    {
        var dice = new Dice(plan.Seed, DiceTopic.Identity, person.Number);
        string guid = dice.NextGuid().ToString();
        bool inScim = dice.Chance(50);
        bool isUnlinked = person.Path == MatchPath.VerifiedEmail && dice.Chance(10); // found without its identity, so that the totals stay
        string userName = person.Path == MatchPath.Username ? person.Address : person.Naming.ShortLogin;
        IReadOnlyList<IdentityEmail> emails = person.Path == MatchPath.Emails ? [new() { Value = person.Address, IsPrimary = true, Type = "work" }] : [];
        return new()
        {
            Guid = guid,
            GitHubComLogin = isUnlinked ? null : person.Naming.Login,
            SamlIdentity = new()
            {
                NameId = NameIdOf(person),
                Username = inScim ? null : userName,
                GivenName = person.Naming.First,
                FamilyName = person.Naming.Surname,
                Emails = inScim ? [] : emails,
                Attributes = AttributesOf(person),
            },
            ScimIdentity = inScim ? new() { UserName = userName, Emails = emails } : null,
        };
    }

    private static IReadOnlyList<SamlAttribute> AttributesOf(CloudPerson person) => person.Path switch
    {
        MatchPath.SamlName => [new() { Name = SamlAttribute.NameClaim, Value = person.Address }],
        MatchPath.SamlEmailAddress =>
        [
            new() { Name = SamlAttribute.NameClaim, Value = person.Naming.FullName },
            new() { Name = SamlAttribute.EmailAddressClaim, Value = person.Address },
        ],
        _ => [new() { Name = SamlAttribute.NameClaim, Value = person.Naming.FullName }],
    };
}
