namespace LicenseSync.Cli.Generation;

/// <summary>What a planted account shows: like the one it was planted for in one thing at least, and never equal to it in an address that is compared (semantics B1).</summary>
internal readonly struct PlantedAccount
{
    private static readonly string[] PrivateDomains = ["mail.example", "home.example", "contractor.example"];

    /// <param name="plan">The world.</param>
    /// <param name="plant">What it is planted as.</param>
    /// <param name="model">The account it looks like.</param>
    public PlantedAccount(WorldPlan plan, Plant plant, (Naming Naming, string Address, string Login) model)
    {
        var dice = new Dice(plan.Seed, DiceTopic.PlantedAccount, plant.Account);
        string domain = model.Address[(model.Address.IndexOf('@', StringComparison.Ordinal) + 1)..];
        Naming own = plan.NamingOf(plan.Users + plant.Account);
        Naming near = Near(model.Naming, plant.IsDecoy, ref dice);
        Naming stranger = plant.Kind switch
        {
            MismatchKind.DomainAlias => model.Naming.WithRestOf(own),
            MismatchKind.SimilarEmail => near.WithRestOf(own),
            MismatchKind.SameName => model.Naming,
            _ => own,
        };
        Naming = plant.IsDecoy ? stranger with { Number = own.Number } : model.Naming;
        ProfileName = NameOf(plant, ref dice);
        Login = plant.Kind != MismatchKind.SameLogin ? Naming.ShortLogin : dice.Chance(20) ? model.Login.ToUpperInvariant() : model.Login;
        SecondaryEmail = plant.Kind != MismatchKind.SecondaryEmail ? null : plant.IsDecoy ? TeamMailboxOf(model.Naming) : model.Address;
        PrimaryEmail = plant.Kind switch
        {
            MismatchKind.SecondaryEmail => UnlikeAddress(domain, ref dice),
            MismatchKind.NormalizedEmail => OtherForm(model.Address, plant.Form, ref dice),
            MismatchKind.DomainAlias => string.Concat(model.Address.AsSpan(0, model.Address.Length - domain.Length), OtherEnterpriseDomain(domain, ref dice)),
            MismatchKind.SimilarEmail => near.Address(domain),
            _ when dice.Chance(15) => null, // a directory without addresses
            MismatchKind.SameName when dice.Chance(plant.IsDecoy ? 50 : 10) => Naming.OtherAddress(domain), // namesakes are often colleagues; one person seldom has two addresses there
            _ => UnlikeAddress(domain, ref dice),
        };
    }

    /// <summary>The name of the account's person.</summary>
    public Naming Naming { get; }

    public string Login { get; }

    public string? ProfileName { get; }

    public string? PrimaryEmail { get; }

    public string? SecondaryEmail { get; }

    /// <summary>An address that is verified for one person and used by others.</summary>
    public static string TeamMailboxOf(Naming owner) => $"platform-team{owner.Number}@{CloudPerson.Domains[0]}";

    // A slip of the pen; one decoy in three is told apart by its number instead.
    private static Naming Near(Naming model, bool isDecoy, ref Dice dice) => dice.Next(6) switch
    {
        < 2 when isDecoy => model with { Number = "0" + model.Number },
        < 4 => model with { First = TypingError.In(model.First, ref dice) },
        _ => model with { Last = TypingError.In(model.Last, ref dice) },
    };

    private string? NameOf(Plant plant, ref Dice dice) => dice.Next(20) switch
    {
        _ when plant.Kind == MismatchKind.SameName => Naming.FullName,
        < 14 => Naming.FullName,
        < 17 => Naming.PlainName,
        _ => null,
    };

    // Where the model has no address: a second address in its domain is rare.
    private string UnlikeAddress(string domain, ref Dice dice) =>
        Naming.OtherAddress(dice.Chance(40) ? OtherEnterpriseDomain(domain, ref dice) : dice.Pick<string>(PrivateDomains));

    private static string OtherEnterpriseDomain(string domain, ref Dice dice)
    {
        int first = dice.Next(CloudPerson.Domains.Length);
        return CloudPerson.Domains[first] != domain ? CloudPerson.Domains[first] : CloudPerson.Domains[(first + 1) % CloudPerson.Domains.Length];
    }

    private static string OtherForm(string address, AddressForm form, ref Dice dice)
    {
        int at = address.IndexOf('@', StringComparison.Ordinal);
        return form switch
        {
            AddressForm.ServerTag => address.Insert(at, dice.Pick<string>(["+ghes", "+work", "+git"])),
            AddressForm.CloudTag => address.Remove(at - CloudPerson.Tag.Length, CloudPerson.Tag.Length),
            AddressForm.CloudUnicode => string.Concat(address.AsSpan(0, at + 1), CloudPerson.AsciiDomain),
            _ => string.Concat(address.AsSpan(0, at + 1), CloudPerson.UnicodeDomain),
        };
    }
}
