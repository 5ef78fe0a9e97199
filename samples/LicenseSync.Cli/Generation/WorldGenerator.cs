using LicenseSync.Accounts;

namespace LicenseSync.Cli.Generation;

/// <summary>Makes up instances, a cloud and identities that fit together, of any size and in constant memory. Safe to share.</summary>
/// <remarks>Every rule of semantics A to D that a sane company meets occurs in it, in proportions like those of a real one. All people and domains are invented.</remarks>
public sealed class WorldGenerator
{
    private readonly WorldPlan _plan;
    private readonly ServerWorld _server;
    private readonly CloudWorld _cloud;

    /// <exception cref="ArgumentOutOfRangeException">A value of <paramref name="options"/> is out of its range.</exception>
    public WorldGenerator(WorldOptions options)
    {
        _plan = new(options);
        _server = new(_plan);
        _cloud = new(_plan, _server);
    }

    /// <summary>The kinds of planted pairs, strongest evidence first: the codes of semantics G.</summary>
    public static IReadOnlyList<string> MismatchCodes => MismatchKinds.Codes;

    /// <summary>What <c>total_seats_consumed</c> of the license data says: the rows that hold a seat.</summary>
    public long TotalSeatsConsumed => _cloud.Seats;

    /// <summary>The number of instances.</summary>
    public int Instances => _plan.Instances;

    /// <summary>An instance, counted from 0.</summary>
    public ServerInstance Instance(int instance) => _server.Instance(instance);

    /// <summary>The accounts of an instance, ordered by user id; made while they are enumerated.</summary>
    public IEnumerable<ServerAccount> ServerAccounts(int instance) => _server.Accounts(instance);

    /// <summary>The rows of the license data; made while they are enumerated.</summary>
    public IEnumerable<ConsumedLicense> ConsumedLicenses() => _cloud.ConsumedLicenses();

    /// <summary>The external identities, of about every third cloud account; made while they are enumerated.</summary>
    public IEnumerable<ExternalIdentity> Identities() => _cloud.Identities();

    /// <summary>Whether accounts that look like somebody else's were asked for.</summary>
    public bool HasMismatches => _plan.HasMismatches;

    /// <summary>The accounts that look like somebody else's, with the account they look like; made while they are enumerated.</summary>
    public IEnumerable<PlantedPair> PlantedPairs()
    {
        for (long account = _plan.LinkedAccounts; account < _plan.FirstBlock; account++)
        {
            if (Plant.Of(_plan, account) is { } plant)
            {
                string other = plant.Person is { } person ? _plan.NamingOf(person).Login : _server.IdOf(plant.OtherAccount!.Value).ToString();
                yield return new() { Kind = MismatchKinds.CodeOf(plant.Kind), Accounts = [_server.IdOf(account).ToString(), other], IsDecoy = plant.IsDecoy };
            }
        }
    }

    /// <summary>What reconciling the world must find, counted by role and without a look at the records.</summary>
    public WorldSummary Summarize()
    {
        var verifiedDomains = new HashSet<string>();
        long visualStudio = 0;
        for (long number = 0; number < _plan.Users; number++)
        {
            var person = new CloudPerson(_plan, number);
            visualStudio += person.HasVisualStudioSubscription ? 1 : 0;
            if (_plan.HasMismatches || verifiedDomains.Count < CloudPerson.Domains.Length)
            {
                verifiedDomains.UnionWith(person.VerifiedEmails(_plan).Select(address => address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..]));
            }
        }

        long enterprise = _plan.Users - visualStudio;
        long consuming = 0;
        long invited = 0;
        long notMatched = 0;
        for (long account = 0; account < _plan.Users; account++)
        {
            ServerRole role = _plan.RoleOf(account);
            consuming += role == ServerRole.Setup || _server.IsSuspended(account) ? 0 : 1;
            switch (role)
            {
                case ServerRole.Subscriber:
                    visualStudio++;
                    break;
                case ServerRole.Linked or ServerRole.SecondOfTwo or ServerRole.Suspended or ServerRole.Setup:
                    break;
                default:
                    enterprise++;
                    break;
            }

            if (role == ServerRole.Invited)
            {
                invited++;
            }
            else if (role is not (ServerRole.Linked or ServerRole.SeveralEmails or ServerRole.NoEmail or ServerRole.Setup))
            {
                notMatched += _server.DomainOf(account) is { } domain && verifiedDomains.Contains(domain) ? 1 : 0;
            }
        }

        for (long invitation = 0; invitation < _cloud.OtherInvitations; invitation++)
        {
            _ = CloudWorld.HasVisualStudioLicense(invitation) ? visualStudio++ : enterprise++;
        }

        return new()
        {
            ServerAccounts = _plan.Users,
            CloudAccounts = _plan.Users,
            EnterpriseLicensesConsumed = enterprise,
            VisualStudioLicensesConsumed = visualStudio,
            LicensesWithoutSync = _plan.Users + invited + _cloud.OtherInvitations + consuming,
            LicensesPurchased = ((enterprise + visualStudio) * 21 / 20 / 50 * 50) + 50,
            Matched = _plan.LinkedAccounts + invited,
            NotMatched = notMatched,
            CannotTell = _plan.Users - _plan.LinkedAccounts - invited - notMatched,
        };
    }
}
