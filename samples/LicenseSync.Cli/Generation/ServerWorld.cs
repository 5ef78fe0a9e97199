using System.Globalization;
using LicenseSync.Accounts;

namespace LicenseSync.Cli.Generation;

/// <summary>The instances of a world and their accounts.</summary>
internal sealed class ServerWorld
{
    private static readonly string[] OutsideDomains = ["partner.example", "contractor.example", "mail.example"];
    private static readonly string[] FeatureNames = ["license_usage_sync", "contributions", "search", "private_search", "content_analysis", "actions_download_archive"];
    private static readonly DateTimeOffset Start = new(2018, 1, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly WorldPlan _plan;
    private readonly Shuffle[] _orders;

    public ServerWorld(WorldPlan plan)
    {
        _plan = plan;
        _orders = [.. Enumerable.Range(0, plan.Instances).Select(instance => new Shuffle(plan.AccountsOn(instance), new Dice(plan.Seed, DiceTopic.Order, instance)))];
    }

    public static string HostName(int instance) => string.Create(CultureInfo.InvariantCulture, $"ghes-{instance + 1}.octo-corp.example");

    public ServerInstance Instance(int instance)
    {
        var dice = new Dice(_plan.Seed, DiceTopic.Instance, instance);
        return new()
        {
            ServerId = ServerId.Parse(dice.NextGuid().ToString()),
            HostName = HostName(instance),
            Version = dice.Pick<string>(["3.15.9", "3.16.6", "3.17.3", "3.18.1"]),
            IsHttpOnly = false,
            LicenseHash = Convert.ToHexStringLower([.. dice.NextGuid().ToByteArray(), .. dice.NextGuid().ToByteArray()]),
            PublicKey = Convert.ToBase64String([.. dice.NextGuid().ToByteArray(), .. dice.NextGuid().ToByteArray(), .. dice.NextGuid().ToByteArray()]),
            Features = [.. FeatureNames.Select(name => new ServerFeature { Name = name, EnabledAt = Start.AddMinutes(dice.Next(4_000_000)) })],
        };
    }

    public IEnumerable<ServerAccount> Accounts(int instance)
    {
        for (long row = 0; row < _plan.AccountsOn(instance); row++)
        {
            yield return Account((_orders[instance][row] * _plan.Instances) + instance);
        }
    }

    public ServerUserId IdOf(long account) => ServerUserId.From(HostName((int)(account % _plan.Instances)), UserIdOf(account));

    public bool IsSuspended(long account) => _plan.RoleOf(account) switch
    {
        ServerRole.Suspended => true,
        ServerRole.Linked => new Dice(_plan.Seed, DiceTopic.ServerAccount, account).Chance(4),
        _ => false,
    };

    /// <summary>The name of the account's person.</summary>
    public Naming NamingOf(long account) => _plan.RoleOf(account) switch
    {
        ServerRole.Linked => _plan.NamingOf(WorldPlan.PersonOf(account)),
        ServerRole.SecondOfTwo => _plan.NamingOf(_plan.Users + account - 1),
        ServerRole.Planted => Planted(account).Naming,
        _ => _plan.NamingOf(_plan.Users + account),
    };

    /// <summary>The address that is compared, in lower case; null when there is none.</summary>
    public string? PrimaryEmailOf(long account)
    {
        ServerRole role = _plan.RoleOf(account);
        if (role == ServerRole.Linked)
        {
            var person = new CloudPerson(_plan, WorldPlan.PersonOf(account));
            return WorldPlan.IsSecond(account) && person.SecondAccountHasSecondAddress ? person.SecondAddress : person.Address;
        }

        if (role == ServerRole.Planted)
        {
            return Planted(account).PrimaryEmail;
        }

        return role is ServerRole.SeveralEmails or ServerRole.NoEmail or ServerRole.Setup ? null : NamingOf(account).Address(DomainOf(account)!);
    }

    /// <summary>The domain of an account without a cloud account; null when it is planted without an address.</summary>
    public string? DomainOf(long account)
    {
        ServerRole role = _plan.RoleOf(account);
        if (role == ServerRole.Planted)
        {
            return PrimaryEmailOf(account) is { } address ? address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..] : null;
        }

        var dice = new Dice(_plan.Seed, DiceTopic.Row, role == ServerRole.SecondOfTwo ? account - 1 : account);
        return dice.Pick<string>(role == ServerRole.Outside ? OutsideDomains : CloudPerson.Domains);
    }

    private long UserIdOf(long account)
    {
        int instance = (int)(account % _plan.Instances);
        return 4 + (_orders[instance].IndexOf(account / _plan.Instances) * 3) + new Dice(_plan.Seed, DiceTopic.Order, account).Next(3);
    }

    private ServerAccount Account(long account)
    {
        ServerRole role = _plan.RoleOf(account);
        Naming naming = NamingOf(account);
        (DateTimeOffset createdAt, string login, Dice dice) = Begin(account);
        bool isSuspended = IsSuspended(account);
        PlantedAccount? planted = role == ServerRole.Planted ? Planted(account) : null;
        return new()
        {
            UserId = UserIdOf(account),
            Login = planted?.Login ?? login,
            ProfileName = role == ServerRole.Setup ? null : planted is { } plant ? plant.ProfileName : dice.Chance(90) ? naming.FullName : null,
            IsSiteAdmin = role == ServerRole.Setup || dice.Chance(1),
            IsSuspended = isSuspended,
            SuspendedAt = isSuspended ? createdAt.AddDays(dice.Next(700)) : null,
            IsDormant = dice.Chance(12),
            CreatedAt = createdAt,
            Emails = EmailsOf(account, role, naming, planted?.SecondaryEmail, ref dice),
            UsesAdvancedSecurity = dice.Chance(30),
        };
    }

    // The first throws of an account, which its login depends on.
    private (DateTimeOffset CreatedAt, string Login, Dice Dice) Begin(long account)
    {
        Naming naming = NamingOf(account);
        var dice = new Dice(_plan.Seed, DiceTopic.ServerAccount, account);
        _ = dice.Next(); // the throw behind IsSuspended
        DateTimeOffset createdAt = Start.AddSeconds(dice.Next(240_000_000));
        string login = _plan.RoleOf(account) == ServerRole.Setup ? "scim-admin" : dice.Chance(70) ? naming.ShortLogin : naming.Login;
        return (createdAt, login, dice);
    }

    private PlantedAccount Planted(long account)
    {
        Plant plant = Plant.Of(_plan, account)!.Value;
        if (plant.Person is { } number)
        {
            var person = new CloudPerson(_plan, number);
            return new(_plan, plant, (person.Naming, person.Address, person.Naming.Login));
        }

        long other = plant.OtherAccount!.Value;
        return new(_plan, plant, (NamingOf(other), PrimaryEmailOf(other)!, Begin(other).Login));
    }

    private IReadOnlyList<ServerAccountEmail> EmailsOf(long account, ServerRole role, Naming naming, string? planted, ref Dice dice)
    {
        if (role == ServerRole.SeveralEmails)
        {
            return [new() { Address = naming.Address(DomainOf(account)!) }, new() { Address = naming.ShortAddress("mail.example") }];
        }

        if (PrimaryEmailOf(account) is not { } address)
        {
            return [];
        }

        // One address in 20 is written in other letters than on the cloud side (B1).
        ServerAccountEmail primary = new() { Address = dice.Chance(5) ? OtherCase(address, ref dice) : address, IsPrimary = true };
        return dice.Next(8) switch
        {
            _ when planted is not null => [primary, new() { Address = planted, IsPrimary = false }],
            0 => [primary, new() { Address = naming.ShortAddress("mail.example"), IsPrimary = false }],
            1 => [new() { Address = naming.ShortAddress("home.example"), IsPrimary = false }, primary],
            _ => [primary],
        };
    }

    private static string OtherCase(string address, ref Dice dice)
    {
        int at = address.IndexOf('@', StringComparison.Ordinal);
        return dice.Next(3) switch
        {
            0 => address.ToUpperInvariant(),
            1 => string.Concat(address.AsSpan(0, at), address[at..].ToUpperInvariant()),
            _ => string.Concat(address[..1].ToUpperInvariant(), address.AsSpan(1)),
        };
    }
}
