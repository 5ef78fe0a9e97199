namespace LicenseSync.Cli.Generation;

/// <summary>One cloud account of the world: who it is, and by which step of semantics D its first address can be found.</summary>
internal readonly struct CloudPerson
{
    /// <summary>The enterprise's domains. Whether one counts as verified depends on the rows that name it (semantics D14).</summary>
    public static readonly string[] Domains = ["octo-corp.example", "octo-labs.example", "octocat-systems.example"];

    /// <summary>A further domain of the enterprise, written in either way: only planted accounts have it.</summary>
    public const string UnicodeDomain = "octo-bücher.example";

    /// <summary><see cref="UnicodeDomain"/> as mail servers know it.</summary>
    public const string AsciiDomain = "xn--octo-bcher-feb.example";

    /// <summary>A plus-tag, which some write into the address they give to the identity provider.</summary>
    public const string Tag = "+github";

    private readonly Plant? _plant;

    public CloudPerson(WorldPlan plan, long number)
    {
        var dice = new Dice(plan.Seed, DiceTopic.Person, number);
        Number = number;
        Naming = plan.NamingOf(number);
        _plant = plan.HasMismatches ? Plant.OfPerson(plan, number) : null;
        int domain = dice.Next(10) switch { < 6 => 0, < 9 => 1, _ => 2 };
        Address = AddressIn(Domains[domain]);
        SecondAddress = Naming.ShortAddress(Domains[(domain + 1) % Domains.Length]);
        HasIdentity = dice.Next(3) == 0;
        int roll = dice.Next(100);
        Path = HasIdentity
            ? roll switch
            {
                < 15 => MatchPath.SamlName,
                < 30 => MatchPath.SamlEmailAddress,
                < 45 => MatchPath.Username,
                < 75 => MatchPath.NameId,
                < 92 => MatchPath.Emails,
                _ => MatchPath.VerifiedEmail,
            }
            : roll < 15 ? MatchPath.NameIdOfRow : MatchPath.VerifiedEmail;
        HasVisualStudioSubscription = dice.Chance(10);
        SecondAccountHasSecondAddress = plan.Instances == 1 || dice.Chance(50);
        ListsAddress = Path == MatchPath.VerifiedEmail || dice.Chance(50);
        ListsSecondAddress = (plan.HasSecondAccount(number) && SecondAccountHasSecondAddress) || dice.Chance(10);
    }

    public long Number { get; }

    public Naming Naming { get; }

    public string Address { get; }

    public string SecondAddress { get; }

    public bool HasIdentity { get; }

    public MatchPath Path { get; }

    public bool HasVisualStudioSubscription { get; }

    /// <summary>Whether the person's second server account, if there is one, has another primary email than the first.</summary>
    public bool SecondAccountHasSecondAddress { get; }

    private bool ListsAddress { get; }

    private bool ListsSecondAddress { get; }

    /// <summary>What <c>github_com_verified_domain_emails</c> of the row holds.</summary>
    public IReadOnlyList<string> VerifiedEmails(WorldPlan plan)
    {
        List<string> emails = [];
        if (ListsAddress)
        {
            emails.Add(Address);
        }

        if (ListsSecondAddress)
        {
            emails.Add(SecondAddress);
        }

        if (plan.SharedAddressOf(Number) is { } other)
        {
            emails.Add(new CloudPerson(plan, other).Address);
        }

        if (_plant is { Kind: MismatchKind.SecondaryEmail, IsDecoy: true })
        {
            emails.Add(PlantedAccount.TeamMailboxOf(Naming));
        }

        return emails;
    }

    private string AddressIn(string domain) => (_plant is { Kind: MismatchKind.NormalizedEmail } plant ? plant.Form : AddressForm.ServerTag) switch
    {
        AddressForm.CloudTag => Naming.Address(domain).Replace("@", Tag + "@", StringComparison.Ordinal),
        AddressForm.CloudUnicode => Naming.Address(UnicodeDomain),
        AddressForm.CloudAscii => Naming.Address(AsciiDomain),
        _ => Naming.Address(domain),
    };
}

/// <summary>Where the first address of a cloud account stands: the steps D1 to D6.</summary>
internal enum MatchPath
{
    SamlName,
    SamlEmailAddress,
    Username,
    NameId,
    Emails,
    VerifiedEmail,
    NameIdOfRow,
}
