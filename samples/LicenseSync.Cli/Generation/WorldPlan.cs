namespace LicenseSync.Cli.Generation;

/// <summary>Who is who in a world, by arithmetic alone: any account can be told without those before it.</summary>
/// <remarks>
/// Server accounts are numbered 0 … users − 1. First come those of cloud accounts: of ten, four belong to two people. Those that have no cloud account follow:
/// planted ones (see <see cref="Plant"/>), blocks of ten (see <see cref="RoleOf"/>), what is left over, and one setup account per instance. Account t stands on
/// instance t modulo instances.
/// </remarks>
internal sealed class WorldPlan
{
    /// <summary>Accounts without a cloud account come in blocks of this many, each with every role.</summary>
    public const int BlockSize = 10;

    private const int LinkedBlockSize = 10;
    private const int LinkedBlockPeople = 8;
    private const int SharedAddressEvery = 500;

    public WorldPlan(WorldOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(options.Users);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Users, WorldOptions.MaxUsers);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Instances, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Instances, WorldOptions.MaxInstances);
        if (options.Overlap is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), "Overlap must be from 0 to 1.");
        }

        if (options.Mismatches is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(options), "Mismatches must be from 0 to 1.");
        }

        Seed = options.Seed;
        Users = options.Users;
        Instances = options.Instances;
        LinkedAccounts = (long)Math.Round(options.Users * options.Overlap, MidpointRounding.AwayFromZero);
        LinkedPeople = LinkedAccounts == 0 ? 0 : PersonOf(LinkedAccounts - 1) + 1;
        HasMismatches = options.Mismatches > 0;
        PlantedAccounts = (long)Math.Round((Users - LinkedAccounts) * options.Mismatches, MidpointRounding.AwayFromZero);
        long others = Users - LinkedAccounts - PlantedAccounts;
        SetupAccounts = Math.Min(Instances, others / BlockSize);
        Blocks = (others - SetupAccounts) / BlockSize;
    }

    public long Seed { get; }

    public long Users { get; }

    public int Instances { get; }

    public long LinkedAccounts { get; }

    public long LinkedPeople { get; }

    /// <summary>Whether names have to be told apart; there may still be too few accounts to plant one.</summary>
    public bool HasMismatches { get; }

    /// <summary>Accounts without a cloud account that look like somebody else's, and the server accounts some of them look like.</summary>
    public long PlantedAccounts { get; }

    public long SetupAccounts { get; }

    public long Blocks { get; }

    /// <summary>The account that the blocks begin with.</summary>
    public long FirstBlock => LinkedAccounts + PlantedAccounts;

    /// <summary>The cloud account that a linked server account belongs to.</summary>
    public static long PersonOf(long account) =>
        (account / LinkedBlockSize * LinkedBlockPeople) + (account % LinkedBlockSize) switch { < 4 and var place => place / 2, var place => place - 2 };

    /// <summary>Whether a linked server account is its person's second one.</summary>
    public static bool IsSecond(long account) => account % LinkedBlockSize is 1 or 3;

    /// <summary>The person's first server account.</summary>
    public static long AccountOf(long person) =>
        (person / LinkedBlockPeople * LinkedBlockSize) + (person % LinkedBlockPeople) switch { < 2 and var place => place * 2, var place => place + 2 };

    public bool HasSecondAccount(long person) =>
        person < LinkedPeople && AccountOf(person) + 1 is var next && next < LinkedAccounts && IsSecond(next);

    /// <summary>Now and then an account without a server account also lists another person's address: an ambiguity (semantics D9).</summary>
    public long? SharedAddressOf(long person) =>
        LinkedPeople > 0 && (person - LinkedPeople) % SharedAddressEvery == SharedAddressEvery - 1 && person >= LinkedPeople ? person % LinkedPeople : null;

    /// <summary>The name of a person: cloud accounts first, then a number for each server account, then those who have neither.</summary>
    public Naming NamingOf(long number) => new(Seed, number, isWide: HasMismatches);

    public ServerRole RoleOf(long account)
    {
        if (account < LinkedAccounts)
        {
            return ServerRole.Linked;
        }

        long other = account - FirstBlock;
        if (other < 0)
        {
            return Plant.Of(this, account) is null ? ServerRole.ServerOnly : ServerRole.Planted;
        }

        if (account >= Users - SetupAccounts)
        {
            return ServerRole.Setup;
        }

        return other >= Blocks * BlockSize
            ? ServerRole.ServerOnly
            : (other % BlockSize) switch
            {
                0 => ServerRole.FirstOfTwo,
                1 => Instances > 1 ? ServerRole.SecondOfTwo : ServerRole.ServerOnly,
                2 => ServerRole.Invited,
                3 => (other / BlockSize % 2) == 0 ? ServerRole.SeveralEmails : ServerRole.NoEmail,
                4 => ServerRole.Suspended,
                5 => ServerRole.Outside,
                6 => ServerRole.Subscriber,
                _ => ServerRole.ServerOnly,
            };
    }

    /// <summary>The number of accounts on an instance.</summary>
    public long AccountsOn(int instance) => (Users - instance + Instances - 1) / Instances;
}

/// <summary>What a server account shows of semantics C and D.</summary>
internal enum ServerRole
{
    /// <summary>Its person has a cloud account (D1 to D6).</summary>
    Linked,

    /// <summary>Server only, the first of two accounts with one primary email on two instances (D8).</summary>
    FirstOfTwo,

    /// <summary>The second of them.</summary>
    SecondOfTwo,

    /// <summary>Server only, invited by its primary email (D7).</summary>
    Invited,

    /// <summary>Server only, several emails and none flagged (B3).</summary>
    SeveralEmails,

    /// <summary>Server only, no email (B3).</summary>
    NoEmail,

    /// <summary>Server only and suspended (C1).</summary>
    Suspended,

    /// <summary>Server only, with an address outside the enterprise's domains (D14).</summary>
    Outside,

    /// <summary>Server only, with a Visual Studio subscription (C5).</summary>
    Subscriber,

    /// <summary>Server only.</summary>
    ServerOnly,

    /// <summary>Server only as far as the rules know, and looks like somebody else's (semantics G).</summary>
    Planted,

    /// <summary>The setup account, which takes no license (C1).</summary>
    Setup,
}
