using System.Globalization;
using LicenseSync.Accounts;

namespace LicenseSync.Tests.Reconciliation.Oracle;

/// <summary>Semantics A to E in the most obvious way: one rule after another over plain lists, with a plain look-up where a rule says "equals", so that it can be run on a million accounts
/// (<see cref="GeneratedWorldTests"/>). Takes the models as bags of values and decides everything itself.</summary>
internal static class NaiveReconciler
{
    private static readonly string[] Steps = ["saml_name", "saml_emailaddress", "username", "name_id", "emails", "verified_email"];

    // B1, and how logins, domains and attribute names compare. What is looked up with it is trimmed before where the rule says so.
    private static readonly StringComparer IgnoringCase = StringComparer.OrdinalIgnoreCase;

    public static Outcome Reconcile(World world)
    {
        List<NaiveServerAccount> accounts = ServerAccounts(world);
        List<NaiveCloudAccount> cloud = CloudAccounts(world);
        Link(world, cloud);
        List<NaiveInvitation> invitations = Invitations(world, cloud);
        List<(NaiveServerAccount Account, string Rule, List<NaiveCloudAccount> Candidates)> ambiguities = [];
        Dictionary<string, ILookup<string, NaiveCloudAccount>> candidates = Steps.ToDictionary(step => step, step => cloud
            .SelectMany(account => account.Addresses.Where(offered => offered.Step == step).Select(offered => (account, offered.Address)))
            .ToLookup(offer => offer.Address, offer => offer.account, IgnoringCase));
        ILookup<string, NaiveInvitation> invited = invitations.Where(invitation => IsEmail(invitation.Login)).ToLookup(invitation => invitation.Login!, IgnoringCase);
        foreach (NaiveServerAccount account in accounts)
        {
            Match(world, account, candidates, invited, ambiguities);
        }

        List<NaivePerson> people = People(world, accounts, cloud, invitations);
        List<NaiveServerAccount> unmatched = [.. accounts.Where(account => account.MatchRule is null)];
        HashSet<string> verifiedDomains = VerifiedDomains(world);
        foreach (NaiveServerAccount account in unmatched)
        {
            account.Outcome = account.Primary is not null && verifiedDomains.Contains(DomainOf(account.Primary)) ? "not_matched" : "cannot_tell"; // D14
        }

        return new Outcome(
            Summarize(world, accounts, cloud, invitations, people),
            [.. people.Select(person => person.ToOutcome()).OrderBy(person => person.Key, StringComparer.Ordinal)],
            [.. unmatched
                .Select(account => new OutcomeUnmatched(account.Id, account.Outcome!, account.Tried) { Key = account.Key })
                .OrderBy(account => account.Key, StringComparer.Ordinal)],
            [.. ambiguities
                .Select(ambiguity => new OutcomeAmbiguity(
                    ambiguity.Account.Id,
                    ambiguity.Rule,
                    ambiguity.Account.Primary!,
                    [.. ambiguity.Candidates.Select(candidate => candidate.Login)],
                    world.LeaveAmbiguities ? null : ambiguity.Candidates[0].Login) { Key = ambiguity.Account.Key })
                .OrderBy(ambiguity => ambiguity.Key, StringComparer.Ordinal)]);
    }

    /// <summary>Every usable address that D1 to D7 compare: who offers it, at which step.</summary>
    public static IReadOnlyList<(string? Login, string Step, string Address)> Offers(World world)
    {
        List<NaiveCloudAccount> cloud = CloudAccounts(world);
        Link(world, cloud);
        return
        [
            .. cloud.SelectMany(account => account.Addresses.Select(offered => ((string?)account.Login, offered.Step, offered.Address))),
            .. Invitations(world, cloud).Where(invitation => IsEmail(invitation.Login)).Select(invitation => (invitation.Login, "pending_invitation", invitation.Login!)),
        ];
    }

    // A1: a later file of one server id replaces the earlier. A2: the first account of a key is kept, one without a key is skipped.
    private static List<NaiveServerAccount> ServerAccounts(World world)
    {
        var all = new List<NaiveServerAccount>();
        for (int i = 0; i < world.Servers.Count; i++)
        {
            WorldServer server = world.Servers[i];
            string serverId = server.Instance.ServerId.ToString();
            if (world.Servers.Skip(i + 1).Any(later => serverId.Length > 0 && SameText(later.Instance.ServerId.ToString(), serverId)))
            {
                continue;
            }

            var userIds = new HashSet<long>();
            var logins = new HashSet<string>(IgnoringCase);
            foreach (ServerAccount account in server.Accounts)
            {
                bool isKept = account.UserId is { } id ? userIds.Add(id) : !IsBlank(account.Login) && logins.Add(account.Login!);
                if (isKept)
                {
                    all.Add(new NaiveServerAccount
                    {
                        Host = server.Host,
                        ServerId = serverId,
                        UserId = account.UserId,
                        Login = account.Login,
                        Primary = PrimaryEmail(account),
                        Consumes = !account.IsSuspended && account.SuspendedAt is null && !world.ExemptLogins.Any(exempt => account.Login is not null && SameText(exempt, account.Login)), // C1
                    });
                }
            }
        }

        return all;
    }

    // B2, B4.
    private static string? PrimaryEmail(ServerAccount account)
    {
        List<ServerAccountEmail> emails = [.. account.Emails.Where(email => IsEmail(email.Address))];
        ServerAccountEmail? flagged = emails.FirstOrDefault(email => email.IsPrimary == true);
        if (flagged is not null)
        {
            return flagged.Address.Trim();
        }

        bool isOne = emails.Count > 0 && emails.All(email => SameEmail(email.Address, emails[0].Address));
        return isOne ? emails[0].Address.Trim() : null;
    }

    // A4, first that applies.
    private static string KindOf(ConsumedLicense row)
    {
        List<string> roles = [.. row.GitHubComEnterpriseRoles.Where(role => !IsBlank(role))];
        if (roles.Count == 0 && !IsBlank(row.GitHubComEnterpriseRole))
        {
            roles.Add(row.GitHubComEnterpriseRole!);
        }

        bool isCloud = row.GitHubComUser ?? (!IsBlank(row.GitHubComLogin) && !row.GitHubComLogin!.Contains('@', StringComparison.Ordinal));
        bool isServer = row.EnterpriseServerUser ?? row.EnterpriseServerUserIds.Count > 0;
        bool hasOnlyPendingRoles = roles.Count > 0
            && roles.All(role => role.StartsWith("Pending", StringComparison.OrdinalIgnoreCase))
            && row.GitHubComMemberRoles.All(IsBlank);
        if (hasOnlyPendingRoles || (!isCloud && !isServer && !IsSubscriber(row)))
        {
            return "pending";
        }

        return isCloud && !IsBlank(row.GitHubComLogin) ? "cloud"
            : isServer ? "server"
            : IsSubscriber(row) ? "visual studio"
            : "unclassified";
    }

    private static bool IsSubscriber(ConsumedLicense row) => row.VisualStudioSubscriptionUser ?? !IsBlank(row.VisualStudioSubscriptionEmail);

    // A5: rows of one login are merged in the order given.
    private static List<NaiveCloudAccount> CloudAccounts(World world)
    {
        var all = new List<NaiveCloudAccount>();
        var byLogin = new Dictionary<string, NaiveCloudAccount>(IgnoringCase);
        foreach (ConsumedLicense row in world.Rows.Where(row => KindOf(row) == "cloud"))
        {
            string login = row.GitHubComLogin!.Trim();
            if (!byLogin.TryGetValue(login, out NaiveCloudAccount? account))
            {
                account = new NaiveCloudAccount { Login = login };
                all.Add(account);
                byLogin.Add(login, account);
            }

            account.NameId = IsBlank(account.NameId) ? row.GitHubComSamlNameId : account.NameId;
            account.LicenseType = IsBlank(account.LicenseType) ? row.LicenseType.Value : account.LicenseType;
            foreach (string email in row.GitHubComVerifiedDomainEmails)
            {
                account.Offer("verified_email", email); // D6
            }
        }

        foreach (NaiveCloudAccount account in all)
        {
            account.Offer("name_id", account.NameId); // D4
        }

        return all;
    }

    // A7, and the addresses of D1 to D5.
    private static void Link(World world, List<NaiveCloudAccount> cloud)
    {
        ILookup<string, NaiveCloudAccount> byLogin = cloud.ToLookup(account => account.Login, IgnoringCase);
        ILookup<string, NaiveCloudAccount> byNameId = cloud.Where(account => !IsBlank(account.NameId)).ToLookup(account => account.NameId!.Trim(), IgnoringCase);
        foreach (ExternalIdentity identity in world.Identities)
        {
            bool isLinkedByName = identity.IsScimUser && !IsBlank(identity.ScimIdentity?.UserName);
            IEnumerable<NaiveCloudAccount> linked =
                !IsBlank(identity.GitHubComLogin) ? byLogin[identity.GitHubComLogin!.Trim()]
                : isLinkedByName ? byNameId[identity.ScimIdentity!.UserName!.Trim()]
                : [];
            foreach (NaiveCloudAccount account in linked)
            {
                OfferAll(identity, account);
            }
        }
    }

    private static void OfferAll(ExternalIdentity identity, NaiveCloudAccount account)
    {
        foreach (SamlAttribute attribute in identity.SamlIdentity?.Attributes ?? [])
        {
            string? step = attribute.Name.ToUpperInvariant() switch
            {
                "HTTP://SCHEMAS.XMLSOAP.ORG/WS/2005/05/IDENTITY/CLAIMS/NAME" => "saml_name",
                "HTTP://SCHEMAS.XMLSOAP.ORG/WS/2005/05/IDENTITY/CLAIMS/EMAILADDRESS" => "saml_emailaddress",
                "USERNAME" => "username",
                "NAMEID" => "name_id",
                "EMAILS" => "emails",
                _ => null,
            };
            if (step is not null)
            {
                account.Offer(step, attribute.Value);
            }
        }

        account.Offer("username", identity.SamlIdentity?.Username);
        account.Offer("username", identity.ScimIdentity?.UserName);
        account.Offer("name_id", identity.SamlIdentity?.NameId);
        foreach (IdentityEmail email in (identity.SamlIdentity?.Emails ?? []).Concat(identity.ScimIdentity?.Emails ?? []))
        {
            account.Offer("emails", email.Value);
        }
    }

    // A5: one login or email is one invitation, none is one of its own. C3: those of somebody who has an account are dropped.
    private static List<NaiveInvitation> Invitations(World world, List<NaiveCloudAccount> cloud)
    {
        var all = new List<NaiveInvitation>();
        var byLogin = new Dictionary<string, NaiveInvitation>(IgnoringCase);
        foreach (ConsumedLicense row in world.Rows.Where(row => KindOf(row) == "pending"))
        {
            string? login = IsBlank(row.GitHubComLogin) ? null : row.GitHubComLogin!.Trim();
            if (login is null || !byLogin.TryGetValue(login, out NaiveInvitation? invitation))
            {
                invitation = new NaiveInvitation { Login = login };
                all.Add(invitation);
                if (login is not null)
                {
                    byLogin.Add(login, invitation);
                }
            }

            invitation.LicenseType = IsBlank(invitation.LicenseType) ? row.LicenseType.Value : invitation.LicenseType;
        }

        HashSet<string> logins = new(cloud.Select(account => account.Login), IgnoringCase);
        HashSet<string> addresses = new(cloud.SelectMany(account => account.Addresses.Select(offered => offered.Address)), IgnoringCase);
        return [.. all.Where(invitation => invitation.Login is null || (!logins.Contains(invitation.Login) && !addresses.Contains(invitation.Login)))];
    }

    // D1 to D7 and D9.
    private static void Match(
        World world,
        NaiveServerAccount account,
        Dictionary<string, ILookup<string, NaiveCloudAccount>> candidates,
        ILookup<string, NaiveInvitation> invited,
        List<(NaiveServerAccount Account, string Rule, List<NaiveCloudAccount> Candidates)> ambiguities)
    {
        if (account.Primary is null)
        {
            return; // B3
        }

        foreach (string step in Steps)
        {
            if (candidates[step].Count > 0)
            {
                account.Tried.Add(step); // D13
            }

            List<NaiveCloudAccount> hits = [.. candidates[step][account.Primary]
                .Distinct()
                .OrderBy(candidate => candidate.Login.ToLowerInvariant(), StringComparer.Ordinal)];
            if (hits.Count > 1)
            {
                ambiguities.Add((account, step, hits)); // D9
            }

            if (hits.Count == 1 || (hits.Count > 1 && !world.LeaveAmbiguities))
            {
                account.MatchRule = step;
                account.Cloud = hits[0];
            }

            if (hits.Count > 0)
            {
                return;
            }
        }

        if (invited.Count > 0)
        {
            account.Tried.Add("pending_invitation");
        }

        account.Invitation = invited[account.Primary].FirstOrDefault(); // D7
        account.MatchRule = account.Invitation is null ? null : "pending_invitation";
    }

    // D8, D10, C3, C5.
    private static List<NaivePerson> People(World world, List<NaiveServerAccount> accounts, List<NaiveCloudAccount> cloud, List<NaiveInvitation> invitations)
    {
        ILookup<NaiveCloudAccount, NaiveServerAccount> ofCloud = accounts.Where(account => account.Cloud is not null).ToLookup(account => account.Cloud!);
        ILookup<NaiveInvitation, NaiveServerAccount> ofInvitation = accounts.Where(account => account.Invitation is not null).ToLookup(account => account.Invitation!);
        var people = new List<NaivePerson>();
        var serverOnly = new Dictionary<string, NaivePerson>(IgnoringCase);
        people.AddRange(cloud.Select(account => new NaivePerson
        {
            Cloud = account,
            Accounts = [.. ofCloud[account]],
        }));
        people.AddRange(invitations.Select(invitation => new NaivePerson
        {
            Invitation = invitation,
            Accounts = [.. ofInvitation[invitation]],
        }));
        foreach (NaiveServerAccount account in accounts.Where(account => account.MatchRule is null))
        {
            if (account.Primary is not null && serverOnly.TryGetValue(account.Primary, out NaivePerson? same))
            {
                same.Accounts.Add(account);
                continue;
            }

            var person = new NaivePerson { Accounts = [account] };
            people.Add(person);
            if (account.Primary is not null)
            {
                serverOnly.Add(account.Primary, person);
            }
        }

        HashSet<string> freeSubscriptions = new(
            world.Rows.Where(row => IsSubscriber(row) && KindOf(row) != "cloud" && IsEmail(row.VisualStudioSubscriptionEmail)).Select(row => row.VisualStudioSubscriptionEmail!.Trim()),
            IgnoringCase);
        foreach (NaivePerson person in people)
        {
            person.Accounts = [.. person.Accounts.OrderBy(account => account.Key, StringComparer.Ordinal)];
            person.Consumes = person.Cloud is not null || (person.Invitation is not null && world.CountPendingInvitations) || person.Accounts.Any(account => account.Consumes);
            bool isSubscriber = IsVisualStudio(person.Cloud?.LicenseType ?? person.Invitation?.LicenseType)
                || (person.Cloud is null && person.Accounts.Any(account => account.Primary is not null && freeSubscriptions.Contains(account.Primary)));
            person.LicenseType = isSubscriber ? "visual_studio_subscription" : "enterprise";
        }

        return people;
    }

    private static Numbers Summarize(World world, List<NaiveServerAccount> accounts, List<NaiveCloudAccount> cloud, List<NaiveInvitation> invitations, List<NaivePerson> people)
    {
        int consumed = people.Count(person => person.Consumes);
        int withoutSync = cloud.Count + (world.CountPendingInvitations ? invitations.Count : 0) + accounts.Count(account => account.Consumes);
        return new Numbers
        {
            ServerAccounts = accounts.Count,
            CloudAccounts = cloud.Count,
            People = consumed,
            LicensesConsumed = consumed,
            EnterpriseLicensesConsumed = people.Count(person => person.Consumes && person.LicenseType == "enterprise"),
            VisualStudioLicensesConsumed = people.Count(person => person.Consumes && person.LicenseType == "visual_studio_subscription"),
            LicensesWithoutSync = withoutSync,
            LicensesSaved = withoutSync - consumed,
            LicensesPurchased = world.TotalSeatsPurchased,
            LicensesAvailable = world.TotalSeatsPurchased - consumed,
            Matched = accounts.Count(account => account.MatchRule is not null),
            NotMatched = accounts.Count(account => account.Outcome == "not_matched"),
            CannotTell = accounts.Count(account => account.Outcome == "cannot_tell"),
        };
    }

    // D14: the whole part after the last @ of any verified-domain email in any row, or given by the host.
    private static HashSet<string> VerifiedDomains(World world) => new(
        world.Rows.SelectMany(row => row.GitHubComVerifiedDomainEmails).Where(IsEmail).Select(DomainOf).Concat(world.EnterpriseDomains),
        IgnoringCase);

    private static string DomainOf(string email) => email.Trim().Split('@').Last();

    private static bool IsVisualStudio(string? licenseType) =>
        string.Concat((licenseType ?? "").Split(' ', '_', '-')).Equals("visualstudiosubscription", StringComparison.OrdinalIgnoreCase);

    private static bool IsBlank(string? text) => string.IsNullOrWhiteSpace(text);

    // B1.
    private static bool SameEmail(string left, string right) => SameText(left.Trim(), right.Trim());

    // B4.
    private static bool IsEmail(string? text) => text is not null && text.Contains('@', StringComparison.Ordinal);

    private static bool SameText(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private sealed class NaiveServerAccount
    {
        public required string Host { get; init; }

        public required string ServerId { get; init; }

        public required long? UserId { get; init; }

        public required string? Login { get; init; }

        public required string? Primary { get; init; }

        public required bool Consumes { get; init; }

        public List<string> Tried { get; } = [];

        public string? MatchRule { get; set; }

        public NaiveCloudAccount? Cloud { get; set; }

        public NaiveInvitation? Invitation { get; set; }

        public string? Outcome { get; set; }

        public string Id => UserId is { } id ? string.Create(CultureInfo.InvariantCulture, $"{Host}:{id}") : $"{Host}:{Login}";

        /// <summary>Semantics E: lower-cased host, user id as a number, id-less ones by login, then server id.</summary>
        public string Key => string.Join('\0', Host.ToLowerInvariant(), UserId is { } id ? id.ToString("D20", CultureInfo.InvariantCulture) : "~" + Login!.ToLowerInvariant(), ServerId.ToLowerInvariant());
    }

    private sealed class NaiveCloudAccount
    {
        public required string Login { get; init; }

        public string? NameId { get; set; }

        public string? LicenseType { get; set; }

        public List<(string Step, string Address)> Addresses { get; } = [];

        public void Offer(string step, string? address)
        {
            if (IsEmail(address))
            {
                Addresses.Add((step, address!.Trim()));
            }
        }
    }

    private sealed class NaiveInvitation
    {
        public required string? Login { get; init; }

        public string? LicenseType { get; set; }
    }

    private sealed class NaivePerson
    {
        public NaiveCloudAccount? Cloud { get; init; }

        public NaiveInvitation? Invitation { get; init; }

        public required List<NaiveServerAccount> Accounts { get; set; }

        public bool Consumes { get; set; }

        public string LicenseType { get; set; } = "";

        public bool IsServerOnly => Cloud is null && Invitation is null;

        private string? Login => Cloud?.Login ?? Invitation?.Login;

        /// <summary>Semantics E: logins, then server-only people by their first account, then invitations without a login.</summary>
        public string Key => Login is not null ? "1" + Login.ToLowerInvariant() : IsServerOnly ? "2" + Accounts[0].Key : "3";

        public OutcomePerson ToOutcome() => new(
            Login,
            LicenseType,
            Consumes,
            Invitation is not null,
            [.. Accounts.Select(account => account.Id)],
            [.. Accounts.Where(_ => !IsServerOnly || Accounts.Count > 1).Select(account => new OutcomeMatch(account.Id, account.MatchRule ?? "server_primary_email", account.Primary!))])
        {
            Key = Key,
        };
    }
}
